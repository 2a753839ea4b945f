// What every page does: language, search, quotes reached by their address. Data are put in as text, never as markup.
"use strict";

(() => {
  const root = document.documentElement;
  const base = root.dataset.root;
  const waiting = new Map();
  const arrived = new Map();

  // Data files call this; each holds one JSON value. `fetch` of local files always fails, scripts load.
  window.kgData = (name, value) => {
    arrived.set(name, value);
    for (const done of waiting.get(name) || []) done(value);
    waiting.delete(name);
  };

  const load = (name) => new Promise((done, failed) => {
    if (arrived.has(name)) return done(arrived.get(name));
    if (waiting.has(name)) return waiting.get(name).push(done);
    waiting.set(name, [done]);
    const script = document.createElement("script");
    script.src = `${base}${name}.js`;
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });

  const language = () => (root.classList.contains("en") ? "en" : "fa");

  const setLanguage = (code) => {
    const other = code === "en" ? "fa" : "en";
    root.classList.remove(other);
    root.classList.add(code);
    root.lang = code;
    root.dir = code === "en" ? "ltr" : "rtl";
    for (const name of ["placeholder", "aria-label", "label"]) {
      for (const element of document.querySelectorAll(`[data-fa-${name}]`)) {
        element.setAttribute(name, element.getAttribute(`data-${code}-${name}`));
        if (element.localName === "option") element.textContent = element.getAttribute("label");
      }
    }
    document.getElementById("language").textContent = code === "en" ? "فا" : "EN";
    try { localStorage.setItem("kg-language", code); } catch { /* no storage for this page: the choice is not kept */ }
    document.dispatchEvent(new CustomEvent("kg-language"));
  };

  // The fold of kg.language, by the table made from it.
  const folder = ({ maps, marks }) => {
    const table = new Map();
    for (const [to, chars] of Object.entries(maps)) for (const char of chars) table.set(char, to);
    const markSet = new Set(marks);
    const yehAfter = (chars, at) => {
      let next = at + 1;
      while (next < chars.length && markSet.has(chars[next])) next += 1;
      const found = chars[next];
      return found === "ی" || (found !== undefined && (table.get(found) || "").startsWith("ی"));
    };
    return (text) => {
      const chars = Array.from(text);
      const folded = chars.map((char, at) => {
        if ((char === "ء" || char === "ﺀ") && yehAfter(chars, at)) return "ی";
        return table.has(char) ? table.get(char) : char;
      });
      return folded.join("").split(" ").filter(Boolean).join(" ");
    };
  };

  // Every typed word must begin a word of the entry; else the whole, spaces aside, must stand in it.
  const rank = (entry, query) => {
    const text = ` ${entry[4]} `;
    if (text.startsWith(` ${query} `)) return 0;
    if (text.startsWith(` ${query}`)) return 1;
    if (query.split(" ").every((word) => text.includes(` ${word}`))) return 2;
    const glued = query.replaceAll(" ", "");
    return glued.length > 3 && text.replaceAll(" ", "").includes(glued) ? 3 : -1;
  };

  const find = async (typed, limit = 12) => {
    const [entries, fold] = await Promise.all([load("data/search"), load("data/fold")]);
    const query = folder(fold)(typed);
    if (!query) return [];
    const found = [];
    entries.forEach((entry, at) => {
      const value = rank(entry, query);
      if (value >= 0) found.push([value, entry[4].length, at, entry]);
    });
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return found.slice(0, limit).map((item) => item[3]);
  };

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const hits = document.getElementById("hits");
  const show = async (typed) => {
    const found = await find(typed);
    const { words } = await load("data/words");
    const at = language() === "en" ? 1 : 0;
    hits.replaceChildren();
    for (const [kind, persian, english, href] of found) {
      const item = make("li");
      const link = make("a");
      link.href = base + href;
      const key = make("span", "", `key k-${kind}`);
      key.title = words[kind][at];
      link.append(key, make("bdi", (at && english) || persian || words.unnamed[at]));
      item.append(link);
      hits.append(item);
    }
    if (!found.length) hits.append(make("li", words.noHits[at], "none"));
    hits.hidden = !typed.trim();
  };

  const followQuote = () => {
    for (const old of document.querySelectorAll("mark.hit")) old.classList.remove("hit");
    const name = location.hash.slice(1);
    if (!/^e-[0-9a-f]+$/.test(name)) return;
    const marks = document.querySelectorAll(`mark[data-q~="${name}"]`);
    for (const mark of marks) mark.classList.add("hit");
    if (marks.length) marks[0].scrollIntoView({ block: "center" });
  };

  window.kg = { load, find, language, make, base, folder };

  const input = document.getElementById("search");
  if (input) {
    input.addEventListener("input", () => show(input.value));
    document.getElementById("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const first = hits.querySelector("a");
      if (first && !hits.hidden) first.click();
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".search")) hits.hidden = true;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hits.hidden = true;
      const links = [...hits.querySelectorAll("a")];
      if (hits.hidden || !links.length || !event.target.closest(".search")) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
    });
  }
  document.getElementById("language").addEventListener("click", () => setLanguage(language() === "en" ? "fa" : "en"));
  window.addEventListener("hashchange", followQuote);
  window.addEventListener("load", followQuote);
  try { if (localStorage.getItem("kg-language") === "en") setLanguage("en"); } catch { /* as above */ }
})();
