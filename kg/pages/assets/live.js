// The search box of pages on a server: asks that server while one types. Names are put in as text, never as markup.
"use strict";

(() => {
  const { load, language, make, base } = window.kg;
  const input = document.getElementById("find");
  const hits = document.getElementById("hits");
  if (!input) return;
  const PAUSE = 150; // milliseconds without a key before the server is asked
  let timer = 0;
  let asked = null;

  const ask = async (typed) => {
    if (asked) asked.abort();
    asked = new AbortController();
    const answer = await fetch(`${base}search.json?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const item = ([kind, persian, english, href], words) => {
    const at = language() === "en" ? 1 : 0;
    const line = make("li");
    const link = make("a");
    link.href = base + href;
    const key = make("span", "", `key k-${kind}`);
    key.title = words[kind] ? words[kind][at] : "";
    link.append(key, make("bdi", (at && english) || persian || english || words.unnamed[at]));
    line.append(link);
    return line;
  };

  const show = async (typed) => {
    if (!typed) { hits.hidden = true; return; }
    const { words } = await load("data/words");
    const at = language() === "en" ? 1 : 0;
    try {
      const found = await ask(typed);
      hits.replaceChildren(...found.map((entry) => item(entry, words)));
      if (!found.length) hits.append(make("li", words.noHits[at], "none"));
    } catch (error) {
      if (error.name === "AbortError") return;
      hits.replaceChildren(make("li", words.noSearch[at], "none"));
    }
    hits.hidden = false;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(input.value.trim()), PAUSE);
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) hits.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hits.hidden = true;
    const links = [...hits.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || hits.hidden || !links.length || !event.target.closest(".search")) return;
    event.preventDefault();
    links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
  });
})();
