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

  const titled = document.title;
  let kept = true;

  const language = () => (root.classList.contains("en") ? "en" : "fa");

  const store = (code) => {
    try { localStorage.setItem("kg-language", code); } catch { return false; /* this browser keeps nothing for this page */ }
    return true;
  };

  const shown = (selector) => {
    const element = document.querySelector(selector);
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const other of copy.querySelectorAll(language() === "en" ? ".fa, .count" : ".en, .count")) other.remove();
    return copy.textContent.trim().slice(0, 160);
  };

  // The attributes and the title follow the language that first.js or the reader has chosen; texts do by style alone.
  const dress = () => {
    const code = language();
    for (const name of ["placeholder", "aria-label", "label"]) {
      for (const element of document.querySelectorAll(`[data-fa-${name}]`)) {
        element.setAttribute(name, element.getAttribute(`data-${code}-${name}`));
        if (element.localName === "option") element.textContent = element.getAttribute("label");
      }
    }
    const parts = [shown("h1"), shown(".brand")];
    document.title = code === "fa" ? titled : [...new Set(parts)].filter(Boolean).join(" · ") || titled;
  };

  const setLanguage = (code) => {
    root.classList.replace(language(), code);
    root.lang = code;
    root.dir = code === "en" ? "ltr" : "rtl";
    dress();
    kept = store(code);
    document.dispatchEvent(new CustomEvent("kg-language"));
  };

  // Where nothing is kept, the addresses of this site that are followed carry the language.
  const carry = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (kept || !link || link.hasAttribute("download") || /^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(link.getAttribute("href"))) return;
    const address = new URL(link.href);
    address.searchParams.set("lang", language());
    link.href = address.href;
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
    const place = document.getElementById(name);
    const marks = place ? document.querySelectorAll(`mark[data-q~="${place.dataset.n}"]`) : [];
    for (const mark of marks) mark.classList.add("hit");
    if (marks.length) marks[0].scrollIntoView({ block: "center" });
  };

  // A written site that was brought up to date keeps the measures of its last full run, and says so.
  const old = document.querySelectorAll("[data-stale]");
  if (old.length) load("data/stale").then(({ changed }) => { for (const hint of old) hint.hidden &&= !changed; }).catch(() => {});

  window.kg = { load, language, make, base };

  const menu = document.getElementById("menu");
  document.getElementById("language").addEventListener("click", () => setLanguage(language() === "en" ? "fa" : "en"));
  document.addEventListener("click", carry, true);
  document.addEventListener("click", (event) => { if (menu && menu.open && !menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  window.addEventListener("hashchange", followQuote);
  window.addEventListener("load", followQuote);
  if (language() === "en") dress();

  // Only a server is asked for an icon of its pages, and only when the page is there.
  if (location.protocol !== "file:") {
    window.addEventListener("load", () => {
      const icon = document.querySelector("link[rel=icon]") || document.head.appendChild(make("link"));
      Object.assign(icon, { rel: "icon", type: "image/svg+xml", href: `${base}assets/icon.svg` });
    });
  }

  // A language out of an address is kept as a chosen one; else it is only asked whether this browser would keep it.
  try {
    kept = new URLSearchParams(location.search).has("lang") ? store(language()) : Boolean(localStorage);
  } catch { kept = false; }
})();
