// The filters above the drawing: kind, topic, province, status and time; and which nodes pass them.
"use strict";

(() => {
  const { overview, make, cards, language } = window.kg;
  const FACETS = { topic: "topics", province: "provinces", status: "statuses" };
  const COLUMN = { topic: "topics", province: "provinces", status: "status" };
  const FOLDED = 3; // the kind of a node that stands for many: what is inside is not known, so it passes

  class Filters {
    constructor(form, changed) {
      Object.assign(this, { form, changed, span: null, top: null });
      this.kinds = [...form.querySelectorAll("input[name=kind]")];
      this.selects = Object.fromEntries(Object.keys(FACETS).map((name) => [name, form.querySelector(`select[name=${name}]`)]));
      [this.first, this.last] = ["first", "last"].map((name) => form.querySelector(`input[name=${name}]`));
      for (const input of [...this.kinds, ...Object.values(this.selects)]) input.addEventListener("change", () => this.changed());
      this.first.addEventListener("input", () => this.slide(this.first));
      this.last.addEventListener("input", () => this.slide(this.last));
    }

    // The choices that the data offer.
    fill(top, graph, words) {
      Object.assign(this, { top, words });
      for (const [name, field] of Object.entries(FACETS)) {
        const select = this.selects[name];
        const chosen = select.value;
        const options = top.facets[field].map(([slug, fa, en]) => [slug, cards.label([fa, en]) || slug]).sort((a, b) => a[1].localeCompare(b[1], language()));
        select.replaceChildren(this.option("", cards.word(words, "every")), ...options.map((one) => this.option(...one)));
        select.value = chosen;
        select.closest("label").hidden = !options.length;
      }
      this.range(overview.span(graph));
    }

    option(value, text) {
      const option = make("option", text);
      option.value = value;
      return option;
    }

    // The ends of the slider are those of the whole network, so they are set once.
    range(span) {
      const box = this.form.querySelector(".time");
      if (!this.span) {
        this.span = span;
        box.hidden = !span || span[0] === span[1];
        if (!span) return;
        for (const input of [this.first, this.last]) [input.min, input.max] = span;
        [this.first.value, this.last.value] = span;
      }
      if (this.span) this.tellTime();
    }

    // One handle never passes the other.
    slide(moved) {
      const [low, high] = [Number(this.first.value), Number(this.last.value)];
      if (low > high) { if (moved === this.first) this.first.value = high; else this.last.value = low; }
      this.tellTime();
      this.changed();
    }

    tellTime() {
      const [low, high] = [Number(this.first.value), Number(this.last.value)];
      const [from, to] = this.span;
      const share = (value) => `${(100 * (value - from)) / Math.max(1, to - from)}%`;
      const track = this.form.querySelector(".track");
      track.style.setProperty("--from", share(low));
      track.style.setProperty("--to", share(high));
      for (const [input, month] of [[this.first, low], [this.last, high]]) {
        const [own, other] = overview.monthName(month);
        input.setAttribute("aria-valuetext", `${own} (${other})`);
        const output = this.form.querySelector(`output[data-for=${input.name}]`);
        output.replaceChildren(make("bdi", own), " ", make("small", other));
      }
    }

    // What is chosen as texts; nothing that is as at the beginning.
    values() {
      const found = {};
      const on = this.kinds.filter((input) => input.checked).map((input) => input.value);
      if (on.length < this.kinds.length) found.kinds = on.join(".") || "none";
      for (const [name, select] of Object.entries(this.selects)) if (select.value) found[name] = select.value;
      if (this.span && (Number(this.first.value) > this.span[0] || Number(this.last.value) < this.span[1])) found.time = `${this.first.value}.${this.last.value}`;
      return found;
    }

    set(values) {
      const on = values.kinds ? values.kinds.split(".") : null;
      for (const input of this.kinds) input.checked = !on || on.includes(input.value);
      for (const [name, select] of Object.entries(this.selects)) {
        select.value = values[name] || "";
        if (select.selectedIndex < 0) select.value = "";
      }
      if (!this.span) return;
      const time = /^(\d{1,6})\.(\d{1,6})$/.exec(values.time || "");
      [this.first.value, this.last.value] = time ? [time[1], time[2]] : this.span;
      if (Number(this.first.value) > Number(this.last.value)) [this.first.value, this.last.value] = this.span;
      this.tellTime();
    }

    // Marks what passes all filters; how many that are. Undated nodes pass only while all times are shown.
    apply(graph) {
      const { nodes, shown, count } = graph;
      const values = this.values();
      const kinds = new Set(this.kinds.filter((input) => input.checked).map((input) => this.top.facets.kinds.indexOf(input.value)));
      const facets = Object.keys(FACETS).filter((name) => values[name]).map((name) => [COLUMN[name], this.top.facets[FACETS[name]].findIndex(([slug]) => slug === values[name])]);
      const time = values.time ? values.time.split(".").map(Number) : null;
      const inTime = (at) => nodes.from[at] && overview.monthOf(nodes.to[at] || nodes.from[at]) >= time[0] && overview.monthOf(nodes.from[at]) <= time[1];
      let passed = 0;
      for (let at = 0; at < count; at += 1) {
        shown[at] = (nodes.kind[at] === FOLDED || kinds.has(nodes.kind[at])) && facets.every(([column, value]) => nodes[column][at].includes(value)) && (!time || inTime(at)) ? 1 : 0;
        passed += shown[at];
      }
      return passed;
    }
  }

  overview.Filters = Filters;
})();
