// What is folded and what is unfolded: loads the files of parts, and finds in which part a node is.
"use strict";

(() => {
  const { overview, load } = window.kg;
  const MOST = 12000; // nodes drawn at once; the part that was unfolded first is folded again beyond it

  class Folding {
    constructor(top) { this.by = "community"; this.use(top); }

    use(top) {
      this.top = top;
      this.parts = new Map(); // id -> file of each unfolded part, in the order in which they were unfolded
      this.names = new Map();
      this.learn(top);
    }

    get folded() { return this.top.folded; }

    get total() { return this.top.total ? this.top.total[0] : this.top.nodes.id.length; }

    learn(file) {
      if (file.folded) file.nodes.id.forEach((id, at) => this.names.set(id, [file.nodes.fa[at], file.nodes.en[at], file.nodes.members[at]]));
    }

    build() { return overview.build(this.top, this.parts); }

    // Fold by communities or by provinces.
    async change(by) {
      this.use(await load(by === "province" ? "data/overview-provinces" : "data/overview"));
      this.by = by;
    }

    // Unfold a part; a piece such as c3-1 after the part it is of. What was folded again to make room is returned.
    async unfold(id) {
      const whole = id.split("-")[0];
      for (const name of id === whole ? [id] : [whole, id]) {
        if (this.parts.has(name) || !this.names.has(name)) continue;
        const file = await load(`data/overview/${name}`);
        this.learn(file);
        this.parts.set(name, file);
      }
      return this.makeRoom(whole);
    }

    makeRoom(kept) {
      const gone = [];
      const drawn = () => [...this.parts.values()].reduce((sum, file) => sum + file.nodes.id.length, 0);
      for (const id of [...this.parts.keys()]) {
        if (drawn() <= MOST) break;
        if (id.split("-")[0] === kept || !this.parts.has(id)) continue;
        this.fold(id);
        gone.push(id);
      }
      return gone;
    }

    fold(id) {
      for (const name of [...this.parts.keys()]) if (name === id || name.startsWith(`${id}-`)) this.parts.delete(name);
    }

    foldAll() { this.parts.clear(); }

    // The part in which a node is, "" where it is in none.
    async where(id) {
      if (!this.folded) return "";
      const name = this.by === "province" ? "wherep" : "where";
      const places = await load(`data/overview/${name}${id.slice(0, this.top.where)}`).catch(() => ({}));
      return places[id] || "";
    }

    // Parts that are drawn as one node, and how many nodes are in them: {parts, nodes}.
    hidden(graph) {
      let [parts, nodes] = [0, 0];
      for (const members of graph.nodes.members) if (members) { parts += 1; nodes += members; }
      return { parts, nodes };
    }
  }

  overview.Folding = Folding;
})();
