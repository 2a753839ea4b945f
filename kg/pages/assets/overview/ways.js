// The shortest path between two nodes that a reader names: shown in the drawing and told step by step.
"use strict";

(() => {
  const { overview, make, cards, language } = window.kg;

  class Ways {
    // state(): {graph, top, folded, words}; acts: {reach(candidate): promise of its place, say(text), changed(), chooseEdge(edge), unfold(id)}
    constructor(box, state, acts) {
      Object.assign(this, { box, state, acts, ends: { from: "", to: "" }, way: null });
      this.steps = box.querySelector("ol");
      this.finders = Object.fromEntries(["from", "to"].map((end) => [end, new overview.Finder(box.querySelector(`[data-end=${end}]`), state, (one) => this.set(end, one.id))]));
      box.querySelector("button").addEventListener("click", () => this.clear());
    }

    get focus() { return this.way && { nodes: new Set(this.way.nodes), edges: new Set(this.way.edges), rings: [this.way.nodes[0], this.way.nodes[this.way.nodes.length - 1]] }; }

    clear() {
      this.ends = { from: "", to: "" };
      for (const finder of Object.values(this.finders)) finder.input.value = "";
      this.find();
      this.acts.changed();
    }

    async set(end, id) {
      await this.acts.reach(id);
      this.ends[end] = id;
      this.name();
      this.box.open = true;
      this.find(true);
      this.acts.changed();
    }

    name() {
      const { graph, words } = this.state();
      for (const [end, finder] of Object.entries(this.finders)) {
        const at = graph.index.get(this.ends[end]);
        if (at !== undefined) finder.input.value = overview.fullName(graph, at, words);
      }
    }

    // Looks for the way again: ends, filters or what is folded may have changed.
    find(aloud) {
      const { graph, words } = this.state();
      const [from, to] = [graph.index.get(this.ends.from), graph.index.get(this.ends.to)];
      this.way = from === undefined || to === undefined ? null : overview.shortest(graph, from, to);
      this.steps.replaceChildren(...(this.way ? this.way.nodes.map((at, step) => this.step(at, this.way.edges[step])) : []));
      this.steps.hidden = !this.way;
      if (!aloud || !this.ends.from || !this.ends.to) return;
      const count = this.way ? this.way.edges.length.toLocaleString(language() === "en" ? "en" : "fa") : "";
      this.acts.say(this.way ? `${cards.word(words, "wayFound")} ${count}` : cards.word(words, "wayNone"));
    }

    step(at, edge) {
      const { graph, top, words } = this.state();
      const item = make("li");
      const name = overview.fullName(graph, at, words);
      if (graph.nodes.members[at]) item.append(overview.buttonFor(name, () => this.acts.unfold(graph.nodes.id[at])));
      else item.append(overview.linkTo(graph.nodes.href[at], name));
      item.append(" ", make("span", cards.word(words, overview.kindOf(graph, at)), "meta"));
      if (edge === undefined) return item;
      const relation = cards.word(words, overview.relationOf(graph, top, edge));
      item.append(" ", graph.edges.key[edge] ? overview.buttonFor(relation, () => this.acts.chooseEdge(edge)) : make("span", relation, "meta"));
      return item;
    }
  }

  overview.Ways = Ways;
})();
