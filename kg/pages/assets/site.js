// What every page does: language, data files, quotes reached by their address. Data are put in as text, never as markup.
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

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const followQuote = () => {
    for (const old of document.querySelectorAll("mark.hit")) old.classList.remove("hit");
    const name = location.hash.slice(1);
    if (!/^e-[0-9a-f]+$/.test(name)) return;
    const marks = document.querySelectorAll(`mark[data-q~="${name}"]`);
    for (const mark of marks) mark.classList.add("hit");
    if (marks.length) marks[0].scrollIntoView({ block: "center" });
  };

  window.kg = { load, language, make, base };

  document.getElementById("language").addEventListener("click", () => setLanguage(language() === "en" ? "fa" : "en"));
  window.addEventListener("hashchange", followQuote);
  window.addEventListener("load", followQuote);
  try { if (localStorage.getItem("kg-language") === "en") setLanguage("en"); } catch { /* as above */ }
})();
