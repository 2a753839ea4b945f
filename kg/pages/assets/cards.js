// The panel beside a network: the facts of a node or an edge, each with its sentence. All are put in as text only.
"use strict";

(() => {
  const { load, language, make, base } = window.kg;

  const word = (words, key) => (words[key] || [key, key])[language() === "en" ? 1 : 0];
  // A pair is [Persian, English], or one text where both are the same.
  const label = (pair) => (language() === "en" && pair[1]) || pair[0];

  // Rows name their quotes by their place in the file's list of quotes.
  const quoted = (row, quotes) => ({ ...row, quotes: (row.quotes || []).map((place) => quotes[place]) });

  const node = async (name) => {
    const { card, quotes } = await load(name);
    return { ...card, rows: card.rows.map((row) => quoted(row, quotes)) };
  };

  // An edge is told with its agreement, else with its official: the file's own thing is one end, `other` the other.
  const edge = async (name, key) => {
    const { card, edges, quotes } = await load(name);
    const found = edges[key];
    if (!found) return null;
    const end = (one) => ({ name: one.kind, value: one.label, href: one.href });
    const facts = card.rows.filter((row) => row.name === "status" || row.name === "date").map(({ name, value }) => ({ name, value }));
    const rows = [end(found.other), end(card), ...found.rows, ...facts].map((row) => quoted(row, quotes));
    return { relation: found.relation, rows };
  };

  const quoteOf = ([before, text, after, href]) => {
    const quote = make("blockquote", undefined, "quote");
    quote.dir = "auto";
    const link = make("a", "❝");
    link.href = base + href;
    quote.append(before, make("mark", text), after, " ", link);
    return quote;
  };

  const valueOf = (row, words) => {
    const value = make("dd");
    const text = make("bdi", label(row.value) || (row.href ? word(words, "unnamed") : ""));
    if (row.href) {
      const link = make("a");
      link.href = base + row.href;
      link.append(text);
      value.append(link);
    } else value.append(text);
    for (const quote of row.quotes) value.append(quoteOf(quote));
    return value;
  };

  const rowsOf = (card, words) => {
    const list = make("dl");
    let last = "";
    for (const row of card.rows) {
      if (row.name !== last) list.append(make("dt", word(words, row.name)));
      last = row.name;
      list.append(valueOf(row, words));
    }
    for (const link of list.querySelectorAll(".quote a")) {
      link.setAttribute("aria-label", word(words, "inArticle"));
      link.title = word(words, "inArticle");
    }
    return list;
  };

  const openers = new WeakMap();
  let shown = null;

  const hide = (panel) => {
    if (panel.hidden) return;
    panel.hidden = true;
    const opener = openers.get(panel);
    openers.delete(panel);
    if (opener && opener.isConnected) opener.focus();
  };

  const closing = (panel, words) => {
    const close = make("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", word(words, "close"));
    close.addEventListener("click", () => hide(panel));
    return close;
  };

  const headOf = (card, words) => {
    const kind = make("p", word(words, card.relation || card.kind), "kind");
    if (!card.label) return [kind];
    const title = make("h3");
    title.append(make("bdi", label(card.label) || word(words, "unnamed")));
    return [kind, title];
  };

  // Shows a card (or the promise of one). `opener`: what gets the focus back when the panel is closed.
  const show = async (panel, found, opener) => {
    const [{ words }, card] = await Promise.all([load("data/words"), found]);
    if (!card) return;
    shown = { panel, card, opener };
    panel.replaceChildren(closing(panel, words), ...headOf(card, words), rowsOf(card, words));
    if (card.href) {
      const go = make("a", word(words, "goto"), "go");
      go.href = base + card.href;
      panel.append(go);
    }
    panel.hidden = false;
    panel.scrollTop = 0;
    if (!opener) return openers.delete(panel);
    openers.set(panel, opener);
    panel.querySelector(".close").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown || event.target.closest("input, select, details[open].menu")) return;
    hide(shown.panel);
  });

  // What is shown is said again in the other language; the focus stays where it is.
  document.addEventListener("kg-language", async () => {
    if (!shown || shown.panel.hidden) return;
    const { panel, card, opener } = shown;
    await show(panel, card);
    if (opener) openers.set(panel, opener);
  });

  window.kg.cards = { node, edge, show, hide, word, label };
})();
