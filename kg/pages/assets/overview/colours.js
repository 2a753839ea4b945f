// Colours of nodes and edges, read from the style sheet, so that they follow the theme; and the legend that explains them.
"use strict";

(() => {
  const { overview, language, make, cards } = window.kg;
  const GROUPS = 10; // communities with a colour of their own: the largest; the others share one
  const KINDS = ["agreement", "institution", "official", "community"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  class Colours {
    constructor(element, changed) {
      this.element = element;
      this.by = "kind";
      this.read();
      dark.addEventListener("change", () => { this.read(); changed(); });
    }

    read() {
      const style = getComputedStyle(this.element);
      const colour = (name) => style.getPropertyValue(`--${name}`).trim() || "#888";
      this.kinds = [colour("agreement"), colour("institution"), colour("official"), colour("folded")];
      this.groups = [...Array.from({ length: GROUPS }, (_, at) => colour(`g${at}`)), colour("others")];
      this.relations = [colour("participation"), colour("signature"), colour("tenure")];
      [this.many, this.ink, this.ground, this.strong] = ["many", "ink", "ground", "strong"].map(colour);
    }

    list() { return this.by === "kind" ? this.kinds : this.groups; }

    // Which of `list()` a node has.
    of({ nodes }, at) {
      if (this.by === "kind") return Math.min(nodes.kind[at], KINDS.length - 1);
      return Math.min(nodes.community[at], GROUPS);
    }

    ofEdge({ edges }, at) { return edges.relation[at] === overview.MANY ? this.many : this.relations[edges.relation[at]] || this.many; }
  }

  const swatch = (colour, shape) => {
    const key = make("span", undefined, `swatch ${shape}`);
    key.style.background = colour;
    key.setAttribute("aria-hidden", "true");
    return key;
  };

  const entry = (mark, text, count) => {
    const item = make("li");
    item.append(mark, make("bdi", text));
    if (count) item.append(" ", make("small", count.toLocaleString(language() === "en" ? "en" : "fa")));
    return item;
  };

  // The name of a community; the rest and the nameless have none in the data.
  const nameOf = (named, words, at, nothing = "restOfNetwork") => {
    const [fa, en] = named;
    return cards.label([fa, en]) || `${cards.word(words, nothing)}${fa === undefined ? ` ${at}` : ""}`;
  };

  // Nodes first, as they are coloured; then the lines.
  const legend = (list, colours, graph, top, words) => {
    const word = (key) => cards.word(words, key);
    const items = [];
    const present = new Set();
    for (let at = 0; at < graph.count; at += 1) if (graph.shown[at]) present.add(colours.of(graph, at));
    if (colours.by === "kind") {
      for (const at of [...present].sort()) items.push(entry(swatch(colours.kinds[at], KINDS[at]), word(KINDS[at] === "community" ? "foldedPart" : KINDS[at])));
    } else {
      for (const at of [...present].sort((a, b) => a - b)) {
        const one = top.communities[at];
        if (at >= GROUPS) items.push(entry(swatch(colours.groups[GROUPS], "institution"), word("otherCommunities")));
        else if (one) items.push(entry(swatch(colours.groups[at], "institution"), nameOf(one, words, at), one[2]));
      }
    }
    const relations = new Set(graph.edges.relation);
    top.relations.forEach((name, at) => { if (relations.has(at)) items.push(entry(swatch(colours.relations[at], "line"), word(name))); });
    if (relations.has(overview.MANY)) items.push(entry(swatch(colours.many, "line"), word("severalEdges")));
    list.replaceChildren(...items);
  };

  Object.assign(overview, { Colours, legend, nameOf });
})();
