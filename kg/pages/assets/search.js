// The search box of written pages. Data are put in as text, never as markup.
"use strict";

(() => {
  const { load, language, make, base } = window.kg;

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

  Object.assign(window.kg, { find, folder });

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
})();
