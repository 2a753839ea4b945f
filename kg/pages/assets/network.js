// Draws the network of a page and shows the card of what is clicked. Labels and quotes are put in as text only.
"use strict";

(() => {
  const place = document.getElementById("network");
  if (!place) return;
  const { load, language, make, base } = window.kg;
  const canvas = document.getElementById("canvas");
  const panel = document.getElementById("panel");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  // Ten colours that stay apart for most kinds of colour vision; further communities begin again.
  const COLOURS = ["#0f766e", "#b45309", "#4f5bd5", "#a21caf", "#15803d", "#b91c1c", "#0369a1", "#a16207", "#6d28d9", "#57534e"];

  const word = (words, key) => (words[key] || [key, key])[language() === "en" ? 1 : 0];
  const label = (pair) => pair[language() === "en" ? 1 : 0];

  const shownLabel = (node) => (language() === "en" && node.en) || node.label;
  const colours = () => ({ color: dark.matches ? "#dfe6ee" : "#1d2836", strokeColor: dark.matches ? "#10151c" : "#f5f6f8" });

  const quoteOf = ([before, text, after, href]) => {
    const quote = make("blockquote", undefined, "quote");
    quote.dir = "auto";
    const link = make("a", "❝");
    link.href = base + href;
    quote.append(before, make("mark", text), after, " ", link);
    return quote;
  };

  const rowsOf = (card, words) => {
    const list = make("dl");
    let last = "";
    for (const row of card.rows) {
      if (row.name !== last) list.append(make("dt", word(words, row.name)));
      last = row.name;
      const value = make("dd");
      const text = make("bdi", label(row.value));
      if (row.href) {
        const link = make("a");
        link.href = base + row.href;
        link.append(text);
        value.append(link);
      } else value.append(text);
      for (const quote of row.quotes) value.append(quoteOf(quote));
      list.append(value);
    }
    return list;
  };

  // The facts of a thing lie in the data file of its page; those of an edge with its agreement, else its official.
  const dataOf = (node) => (place.dataset.drawings ? `${place.dataset.drawings}${node.id}` : node.href.replace(/\.html$/, ""));
  const nodeCard = async (node) => (await load(dataOf(node))).card;
  const edgeCard = async (edge, nodes) => {
    const ends = [nodes.get(edge.from), nodes.get(edge.to)];
    const owner = ends.find((end) => end.group === "agreement") || ends.find((end) => end.group === "official");
    return (await load(dataOf(owner))).edges[edge.id];
  };

  const cardOf = (id, nodes, edges) => (nodes.get(id) ? nodeCard(nodes.get(id)) : edgeCard(edges.get(id), nodes));

  const showCard = async (found) => {
    const { words } = await load("data/words");
    const card = await found;
    if (!card) return;
    const close = make("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", word(words, "close"));
    close.addEventListener("click", () => { panel.hidden = true; });
    panel.replaceChildren(close, make("p", word(words, card.relation || card.kind), "kind"));
    if (card.label) {
      const title = make("h3");
      title.append(make("bdi", label(card.label) || word(words, "unnamed")));
      panel.append(title);
    }
    panel.append(rowsOf(card, words));
    if (card.href) {
      const go = make("a", word(words, "goto"), "go");
      go.href = base + card.href;
      panel.append(go);
    }
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  const MANY = 1500; // edges above which they are drawn thin and faint, so that nodes and labels stay visible
  const lookOf = (edge, look, many) => (many ? { ...look, ...edge, color: { color: look.color, opacity: 0.2 }, width: 1 } : { ...look, ...edge });

  const start = (drawing, { options: plain, relations }) => {
    const nodes = new vis.DataSet(drawing.nodes.map((node) => ({ ...node, label: shownLabel(node) })));
    const many = drawing.edges.length > MANY;
    const edges = new vis.DataSet(drawing.edges.map((edge) => lookOf(edge, relations[edge.relation], many)));
    const options = { ...plain, nodes: { ...plain.nodes, font: { ...plain.nodes.font, ...colours() } } };
    const network = new vis.Network(canvas, { nodes, edges }, options);
    network.on("click", (event) => {
      const id = event.nodes[0] || event.edges[0];
      if (id) showCard(cardOf(id, nodes, edges));
      else panel.hidden = true;
    });
    network.on("doubleClick", (event) => {
      const node = event.nodes.length ? nodes.get(event.nodes[0]) : null;
      if (node) location.href = base + node.href;
    });
    network.once("afterDrawing", () => { place.dataset.drawn = "yes"; });
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(1.15, network.getScale() * 0.86) }); // room for the labels at the rim
    enlarge(drawing, nodes, network.getScale());
    const recolour = () => network.setOptions({ nodes: { font: colours() } });
    dark.addEventListener("change", recolour);
    document.addEventListener("kg-language", () => {
      nodes.update(drawing.nodes.map((node) => ({ id: node.id, label: shownLabel(node) })));
      panel.hidden = true;
    });
    legend(drawing, nodes, plain.groups);
    if (drawing.leftOut) {
      const left = document.getElementById("left-out");
      left.querySelector("b").textContent = drawing.leftOut.toLocaleString(language() === "en" ? "en" : "fa");
      left.hidden = false;
    }
    window.kg.network = { network, nodes, edges, showCard: (id) => showCard(cardOf(id, nodes, edges)) };
  };

  // Zoomed out, the labels of the largest nodes stay readable; the others appear as one comes nearer.
  const enlarge = (drawing, nodes, scale) => {
    if (scale > 0.75) return;
    const rank = (node) => node.size + (node.group === "institution" ? 100 : 0);
    const chosen = [];
    for (const node of [...drawing.nodes].sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))) {
      const free = chosen.every((other) => Math.abs(node.x - other.x) * scale > 150 || Math.abs(node.y - other.y) * scale > 46);
      if (free) chosen.push(node);
      if (chosen.length === 60) break;
    }
    nodes.update(chosen.map((node) => ({ id: node.id, font: { size: Math.min(500, 12 / scale), ...colours() } })));
  };

  const legend = (drawing, nodes, groups) => {
    for (const box of document.querySelectorAll("#legend input")) {
      box.addEventListener("change", () => {
        nodes.update(drawing.nodes.filter((node) => node.group === box.value).map((node) => ({ id: node.id, hidden: !box.checked })));
      });
    }
    const colour = document.getElementById("colour");
    if (!colour) return;
    colour.addEventListener("change", () => {
      nodes.update(drawing.nodes.map((node) => {
        const tone = COLOURS[node.community % COLOURS.length];
        return { id: node.id, color: colour.value === "community" ? { background: tone, border: tone } : groups[node.group].color };
      }));
    });
  };

  // Canvas text is painted once: wait for the font, or the first picture shows another one.
  const ready = document.fonts ? document.fonts.load("15px Vazirmatn", "شبکه") : Promise.resolve();
  Promise.all([load(place.dataset.drawing), load("data/drawing"), ready.catch(() => null)])
    .then(([data, shared]) => start(data.drawing, shared));
})();
