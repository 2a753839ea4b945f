// What is chosen: the panel with its facts and sentences, and its neighbours as a list of links.
"use strict";

(() => {
  const { overview, load, make, cards, base, language } = window.kg;
  const MOST = 200; // neighbours in the list
  const AGREEMENT = 0;
  const OFFICIAL = 2;

  // The name of the data file of a page. A server names them by the thing's own id, in hex digits where that is no plain address.
  const live = document.getElementById("overview")?.hasAttribute("data-live");
  const hex = (text) => Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const text = (digits) => new TextDecoder().decode(Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16)));
  const pageOf = (href) => {
    const id = new URLSearchParams(href.split("?")[1] || "").get("id");
    const plain = id === null ? href.replace(/\.html$/, "") : `x-${hex(id)}`;
    return live ? `drawing/${plain}` : plain;
  };

  // On a server the facts of an edge are found by its own id, of which the overview has the hash.
  const edgeKey = async (name, key) => {
    if (!live) return key;
    const { edges } = await load(name);
    const own = (one) => (one.startsWith("x-") ? text(one.slice(2)) : one);
    return Object.keys(edges || {}).find((one) => overview.sha256(own(one)).startsWith(key)) || key;
  };
  const nameOf = ({ nodes }, at, words) => cards.label([nodes.fa[at], nodes.en[at]]) || cards.word(words, nodes.members[at] ? "restOfNetwork" : "unnamed");
  const kindOf = ({ nodes }, at) => (nodes.members[at] ? "foldedPart" : overview.KIND_NAMES[nodes.kind[at]]);
  const relationOf = ({ edges }, top, edge) => (edges.relation[edge] === overview.MANY ? "severalEdges" : top.relations[edges.relation[edge]]);

  // Where the page's own data are not at hand (a sample of pages), the drawing's own are shown.
  const plain = (graph, at) => ({ kind: overview.KIND_NAMES[graph.nodes.kind[at]], label: [graph.nodes.fa[at], graph.nodes.en[at]], href: graph.nodes.href[at], rows: [] });

  const nodeCard = (graph, at) => cards.node(pageOf(graph.nodes.href[at])).catch(() => plain(graph, at));

  // An edge is told with its agreement, else with its official.
  const edgeCard = (graph, top, edge) => {
    const ends = [graph.edges.source[edge], graph.edges.target[edge]];
    const teller = ends.find((at) => graph.nodes.kind[at] === AGREEMENT) ?? ends.find((at) => graph.nodes.kind[at] === OFFICIAL) ?? ends[0];
    const row = (at) => ({ name: kindOf(graph, at), value: [graph.nodes.fa[at], graph.nodes.en[at]], href: graph.nodes.href[at], quotes: [] });
    const bare = { relation: relationOf(graph, top, edge), rows: ends.map(row) };
    const name = pageOf(graph.nodes.href[teller]);
    return edgeKey(name, graph.edges.key[edge]).then((key) => cards.edge(name, key)).then((card) => card || bare, () => bare);
  };

  const link = (href, text) => {
    const found = make("a");
    found.href = base + href;
    found.append(make("bdi", text));
    return found;
  };

  const button = (text, action) => {
    const found = make("button");
    found.type = "button";
    found.append(make("bdi", text));
    found.addEventListener("click", action);
    return found;
  };

  class Selection {
    // state(): {graph, top, words}; acts: {choose(node), chooseEdge(edge), unfold(id), way(end, node)}
    constructor(panel, list, state, acts) { Object.assign(this, { panel, list, state, acts, node: -1, edge: -1 }); }

    get focus() {
      const { graph } = this.state();
      if (this.node >= 0) return overview.around(graph, this.node);
      if (this.edge < 0) return null;
      const ends = [graph.edges.source[this.edge], graph.edges.target[this.edge]];
      return { nodes: new Set(ends), edges: new Set([this.edge]), rings: [] };
    }

    clear() {
      this.node = -1;
      this.edge = -1;
      cards.hide(this.panel);
      this.list.hidden = true;
    }

    showNode(at, opener) {
      const { graph } = this.state();
      Object.assign(this, { node: at, edge: -1 });
      if (graph.nodes.members[at]) cards.hide(this.panel);
      else cards.show(this.panel, nodeCard(graph, at), opener);
      this.listNeighbours();
    }

    showEdge(edge, opener) {
      const { graph, top } = this.state();
      Object.assign(this, { node: -1, edge });
      this.list.hidden = true;
      cards.show(this.panel, edgeCard(graph, top, edge), opener);
    }

    listNeighbours() {
      const { graph, words } = this.state();
      const at = this.node;
      const word = (key) => cards.word(words, key);
      const near = overview.neighbours(graph, at).sort((a, b) => graph.nodes.degree[b[0]] - graph.nodes.degree[a[0]]);
      const head = make("h2");
      head.append(`${word("neighboursOf")} `, make("bdi", nameOf(graph, at, words)), ` (${near.length.toLocaleString(language() === "en" ? "en" : "fa")})`);
      const acts = make("p", undefined, "acts");
      if (graph.nodes.members[at]) acts.append(button(word("unfold"), () => this.acts.unfold(graph.nodes.id[at])));
      else acts.append(link(graph.nodes.href[at], word("goto")), button(word("wayFrom"), () => this.acts.way("from", at)), button(word("wayTo"), () => this.acts.way("to", at)));
      const items = make("ul");
      for (const [other, edge] of near.slice(0, MOST)) items.append(this.neighbour(other, edge));
      this.list.replaceChildren(head, acts, items);
      if (near.length > MOST) this.list.append(make("p", `${(near.length - MOST).toLocaleString(language() === "en" ? "en" : "fa")} ${word("moreNeighbours")}`, "hint"));
      this.list.hidden = false;
    }

    neighbour(other, edge) {
      const { graph, top, words } = this.state();
      const item = make("li");
      const name = nameOf(graph, other, words);
      const relation = cards.word(words, relationOf(graph, top, edge));
      if (graph.nodes.members[other]) item.append(button(name, () => this.acts.choose(other)));
      else item.append(link(graph.nodes.href[other], name));
      item.append(" ", make("span", cards.word(words, kindOf(graph, other)), "meta"), " ");
      if (graph.edges.key[edge]) item.append(button(relation, () => this.acts.chooseEdge(edge)));
      const show = button(cards.word(words, "showHere"), () => this.acts.choose(other));
      if (!graph.nodes.members[other]) item.append(" ", show);
      return item;
    }
  }

  // A node, its neighbours and the edges between.
  const around = (graph, at) => {
    const near = overview.neighbours(graph, at);
    return { nodes: new Set([at, ...near.map(([other]) => other)]), edges: new Set(near.map(([, edge]) => edge)), rings: [at] };
  };

  Object.assign(overview, { Selection, around, fullName: nameOf, kindOf, relationOf, linkTo: link, buttonFor: button });
})();
