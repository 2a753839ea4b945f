// The quick filter of a list: rows of this page whose words begin as those typed. What is typed is never put in as markup.
"use strict";

(() => {
  const { language, base, fold } = window.kg;
  const form = document.getElementById("filter-form");
  if (!form) return;
  const input = document.getElementById("filter");
  const said = document.getElementById("filter-said");
  const all = document.getElementById("filter-all");
  const lines = [...document.querySelectorAll("#list tr")];
  let texts = null;
  let asked = 0;

  const read = async () => {
    texts = texts || Promise.all(lines.map(async (line) => ` ${await fold(line.textContent)} `));
    return texts;
  };

  const run = async () => {
    asked += 1;
    const mine = asked;
    const words = (await fold(input.value)).split(" ").filter(Boolean);
    const folded = await read();
    if (mine !== asked) return;
    let shown = 0;
    let rows = 0;
    let heads = [];
    lines.forEach((line, at) => {
      if (line.classList.contains("stop")) {
        line.hidden = words.length > 0;
        if (lines[at - 1] && !lines[at - 1].classList.contains("stop")) heads = [];
        heads.push(line);
        return;
      }
      rows += 1;
      line.hidden = !words.every((word) => folded[at].includes(` ${word}`));
      if (line.hidden) return;
      shown += 1;
      for (const head of heads) head.hidden = false;
    });
    const number = (value) => value.toLocaleString(language() === "en" ? "en" : "fa");
    said.textContent = words.length ? `${number(shown)} / ${number(rows)}` : "";
    all.href = `${base}search.html${words.length ? `#${new URLSearchParams({ q: input.value })}` : ""}`;
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); if (input.value.trim()) location.href = all.href; });
  input.addEventListener("input", run);
  document.addEventListener("kg-language", run);
})();
