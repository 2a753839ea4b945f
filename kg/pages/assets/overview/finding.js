// Boxes in which a node is found by its name, in either spelling and language: a text field with a list below it.
"use strict";

(() => {
  const { overview, make, cards, load, base } = window.kg;
  const MOST = 12;
  const FOLDED = 3;

  // Names of drawn nodes folded once, when somebody first types.
  class Names {
    async of(graph) {
      if (this.graph === graph) return this.list;
      const { folder } = window.kg;
      this.fold = this.fold || (folder ? folder(await load("data/fold")) : (text) => text.toLowerCase());
      this.list = graph.nodes.fa.map((fa, at) => `${this.fold(fa)}|${this.fold(graph.nodes.en[at])}`);
      this.graph = graph;
      return this.list;
    }

    // Places of nodes whose name has all words; names that begin with what is typed come first, then the best connected.
    async search(graph, typed) {
      const list = await this.of(graph);
      const words = this.fold(typed).split(" ").filter(Boolean);
      if (!words.length) return [];
      const whole = words.join(" ");
      const found = [];
      for (const at of graph.order) if (words.every((word) => list[at].includes(word))) found.push(at);
      const rank = (at) => (list[at].split("|").includes(whole) ? 0 : list[at].startsWith(whole) || list[at].includes(`|${whole}`) ? 1 : 2);
      return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
    }
  }

  const names = new Names();
  const KINDS = ["agreement", "institution", "official"];

  const live = document.getElementById("overview")?.hasAttribute("data-live");
  const ask = (typed) => fetch(`${base}search.json?q=${encodeURIComponent(typed)}`).then((answer) => (answer.ok ? answer.json() : []));
  const elsewhere = (typed) => (live ? ask(typed) : window.kg.find(typed)).catch(() => []);

  // What may be chosen: drawn nodes, and where parts are folded also what the search of the site finds.
  const candidates = async (graph, folded, typed) => {
    const drawn = (await names.search(graph, typed)).map((at) => ({
      id: graph.nodes.id[at], kind: graph.nodes.kind[at], label: [graph.nodes.fa[at], graph.nodes.en[at]],
    }));
    if (!folded || !typed.trim()) return drawn;
    const known = new Set(drawn.map((one) => one.id));
    const others = (await elsewhere(typed)).filter(([kind]) => KINDS.includes(kind)).map(([kind, fa, en, href]) => ({
      id: overview.cardId(kind, href, live), kind: KINDS.indexOf(kind), label: [fa, en],
    }));
    return drawn.filter((one) => one.kind !== FOLDED).concat(others.filter((one) => !known.has(one.id)), drawn.filter((one) => one.kind === FOLDED)).slice(0, MOST);
  };

  class Finder {
    // state(): {graph, folded, words}; chosen(candidate): what to do with it.
    constructor(box, state, chosen) {
      this.input = box.querySelector("input");
      this.list = box.querySelector("[role=listbox]");
      Object.assign(this, { box, state, chosen, found: [], at: -1, asked: 0 });
      this.input.addEventListener("input", () => this.look());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    }

    async look() {
      this.asked += 1;
      const mine = this.asked;
      const { graph, folded, words } = this.state();
      const found = await candidates(graph, folded, this.input.value);
      if (mine !== this.asked) return;
      this.found = found;
      this.at = -1;
      this.list.replaceChildren(...found.map((one, at) => this.item(one, at, words)));
      if (!found.length && this.input.value.trim()) this.list.append(this.none(words));
      this.open(Boolean(this.input.value.trim()));
    }

    item({ kind, label }, at, words) {
      const item = make("li");
      item.id = `${this.list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = kind === FOLDED ? "foldedPart" : KINDS[kind];
      item.append(make("span", cards.word(words, name), "meta"), " ", make("bdi", cards.label(label) || cards.word(words, "unnamed")));
      item.addEventListener("click", () => this.take(at));
      return item;
    }

    none(words) {
      const item = make("li", cards.word(words, "noHits"), "none");
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      return item;
    }

    open(yes) {
      this.list.hidden = !yes;
      this.input.setAttribute("aria-expanded", String(yes));
      if (!yes) this.input.removeAttribute("aria-activedescendant");
    }

    close() { this.open(false); }

    take(at) {
      const one = this.found[at];
      if (!one) return;
      this.input.value = cards.label(one.label);
      this.asked += 1;
      this.close();
      this.chosen(one);
    }

    key(event) {
      if (event.key === "Escape") { this.close(); return; }
      if (event.key === "Enter") { event.preventDefault(); this.take(Math.max(0, this.at)); return; }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || this.list.hidden || !this.found.length) return;
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
      [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.at)));
      const current = this.list.children[this.at];
      this.input.setAttribute("aria-activedescendant", current.id);
      current.scrollIntoView({ block: "nearest" });
    }
  }

  Object.assign(overview, { Finder, KIND_NAMES: KINDS });
})();
