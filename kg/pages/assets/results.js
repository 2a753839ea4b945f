// The page of a search: all that is found, by kind, with the words marked. Data are put in as text, never as markup.
"use strict";

(() => {
  const { load, language, make, base, search, fold } = window.kg;
  const element = (name) => document.getElementById(`results-${name}`);
  const [form, query, kinds, said, card, more] = ["form", "query", "kinds", "said", "card", "more"].map(element);
  const list = document.getElementById("results");
  const STEP = 10;
  let chosen = new Set();
  let shown = 0;
  let asked = 0;

  const number = (value) => value.toLocaleString(language() === "en" ? "en" : "fa", { useGrouping: true });

  const marked = async (text, parts) => {
    const line = make("p", undefined, "said");
    const inner = make("bdi");
    line.append(inner);
    for (const piece of text.split(/(\s+)/)) {
      const folded = ` ${await fold(piece)}`;
      const hit = parts.some((part) => folded.includes(` ${part}`));
      inner.append(hit ? make("mark", piece) : piece);
    }
    return line;
  };

  const hit = async ([kind, persian, english, href, , lead], words, parts) => {
    const at = language() === "en" ? 1 : 0;
    const item = make("li");
    const head = make("p");
    const link = make("a");
    link.href = base + href;
    link.append(make("bdi", (at && english) || persian || english || words.unnamed[at]));
    head.append(make("span", "", `key k-${kind}`), " ", link, " ", make("span", (words[kind] || [kind, kind])[at], "meta"));
    item.append(head);
    if (lead) item.append(await marked(lead, parts));
    return item;
  };

  const say = (found, words) => {
    const at = language() === "en" ? 1 : 0;
    const parts = [];
    if (!found.total) parts.push(words.noHits[at]);
    else parts.push(`${found.cut ? `${words.atLeast[at]} ` : ""}${number(found.total)} ${words.hitsFound[at]}`);
    if (found.cut) parts.push(words.hitsCut[at]);
    if (found.unread.length) parts.push(`${words.wordsUnread[at]} ${found.unread.join(" ")}`);
    said.textContent = parts.join(" ");
  };

  const offer = (counts, words) => {
    const at = language() === "en" ? 1 : 0;
    const legend = kinds.querySelector("legend");
    kinds.replaceChildren(legend, ...Object.entries(counts).map(([kind, count]) => {
      const label = make("label");
      const box = make("input");
      box.type = "checkbox";
      box.value = kind;
      box.checked = chosen.has(kind);
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(kind); else chosen.delete(kind);
        run();
      });
      label.append(box, make("span", "", `key k-${kind}`), (words[kind] || [kind, kind])[at], " ", make("span", number(count), "count"));
      return label;
    }));
    kinds.hidden = Object.keys(counts).length < 2;
  };

  const run = async (further = false) => {
    asked += 1;
    const mine = asked;
    const typed = query.value.trim();
    if (!further) shown = 0;
    const { words } = await load("data/words");
    const parts = (await fold(typed)).split(" ").filter(Boolean);
    const found = await search(typed, { limit: STEP, skip: shown, kinds: [...chosen] });
    const items = await Promise.all(found.entries.map((entry) => hit(entry, words, parts)));
    if (mine !== asked) return;
    if (further) list.append(...items); else list.replaceChildren(...items);
    shown += items.length;
    card.hidden = !shown;
    more.hidden = shown >= found.total;
    if (parts.length) { say(found, words); if (!further) offer(found.counts, words); } else { said.textContent = ""; kinds.hidden = true; }
    list.dataset.query = typed;
    if (further && items.length) items[0].querySelector("a").focus();
  };

  const read = () => {
    const given = new URLSearchParams(location.hash.startsWith("#q=") ? location.hash.slice(1) : location.search);
    query.value = (given.get("q") || "").slice(0, 200);
    chosen = new Set((given.get("kind") || "").split(" ").filter(Boolean));
    run();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = new URLSearchParams({ q: query.value });
    history.replaceState(null, "", `#${wanted}`);
    chosen = new Set();
    run();
  });
  let timer = 0;
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { history.replaceState(null, "", `#${new URLSearchParams({ q: query.value })}`); run(); }, 150);
  });
  more.addEventListener("click", () => run(true));
  window.addEventListener("hashchange", read);
  document.addEventListener("kg-language", () => run());
  read();
})();
