// Search over written pages: small files of words, of which a query loads a few. Data are put in as text, never as markup.
"use strict";

(() => {
  const { load, language, make, base } = window.kg;

  // The fold of kg.language, by the table made from it.
  const folder = ({ runs, lists, marks }) => {
    const table = new Map();
    for (const [first, step, count, way] of runs) {
      for (let at = 0, code = first; at < count; at += 1, code += step) {
        table.set(String.fromCodePoint(code), typeof way === "string" ? way : String.fromCodePoint(code + way));
      }
    }
    for (const [first, texts] of lists) texts.split("|").forEach((to, at) => table.set(String.fromCodePoint(first + at), to));
    const markSet = new Set();
    for (let at = 0; at < marks.length; at += 2) {
      for (let code = marks[at]; code < marks[at] + marks[at + 1]; code += 1) markSet.add(String.fromCodePoint(code));
    }
    const yehAfter = (chars, at) => {
      let next = at + 1;
      while (next < chars.length && markSet.has(chars[next])) next += 1;
      const found = chars[next];
      return found === "ی" || (found !== undefined && (table.get(found) || "").startsWith("ی"));
    };
    return (text) => {
      const chars = Array.from(text);
      const folded = chars.map((char, at) => {
        if ((char === "ء" || char === "ﺀ") && yehAfter(chars, at)) return "ی";
        return table.has(char) ? table.get(char) : char;
      });
      return folded.join("").split(" ").filter(Boolean).join(" ");
    };
  };
  let folding = null;
  const fold = async (text) => { folding = folding || folder(await load("data/fold")); return folding(text); };

  // Lists of pages as kg.site.postings writes them; a page is its kind times KIND and its number there.
  const KIND = 1 << 24;
  const VALUE = new Map();
  for (let code = 0x21; code < 0x7f; code += 1) {
    const sign = String.fromCharCode(code);
    if (!"\"\\<>&'".includes(sign)) VALUE.set(sign, VALUE.size);
  }
  const HALF = VALUE.size / 2;
  const readList = (text) => {
    const pages = [];
    for (const part of text ? text.split(" ") : []) {
      const first = Number(part[0]) * KIND;
      let number = -1;
      let gap = 0;
      for (let at = 2; at < part.length; at += 1) {
        const value = VALUE.get(part[at]);
        if (part[1] === "#") {
          for (let bit = 0; bit < 6; bit += 1) if ((value >> bit) & 1) pages.push(first + (at - 2) * 6 + bit);
        } else if (value >= HALF) gap = gap * HALF + value - HALF + 1;
        else { number += gap * HALF + value + 1; gap = 0; pages.push(first + number); }
      }
    }
    return pages;
  };

  // A search never loads more than these bytes of words, besides what hits show.
  const ROOM = 105000;
  const FILE = 8200; // a leaf or a branch, about
  const FOLDER = "data/search";
  const NAME = "^";
  const NAME_KEY = 60;
  const SHARD = 8;
  const LEAVES = 2; // of one beginning; of one in more leaves only the first pages are known
  const MOST_WORDS = 12;
  const FEW_WORDS = 3; // of a search that leaves room to look also for its words grown together

  const last = (borders, key) => {
    let low = 0;
    let high = borders.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (borders[middle] <= key) low = middle; else high = middle;
    }
    return low;
  };

  class Lookup {
    constructor(index) { this.index = index; this.room = ROOM; this.paid = new Set(); this.waiting = []; }

    async file(name, size = FILE) {
      if (!this.paid.has(name)) { this.room -= size; this.paid.add(name); }
      return load(`${FOLDER}/${name}`);
    }

    async place(tree, key) {
      const branch = last(this.index[tree], key);
      return branch * this.index.branch + last(await this.file(`${tree}/${branch}`, 1500), key);
    }

    leaf(tree, at) { return this.file(`${tree}/${Math.floor(at / this.index.branch)}-${at % this.index.branch}`); }

    // Pages of all keys that begin so: {exact, begun, texts}, whether they are all, and lists still to be read.
    // few: whether the first pages are wanted of a beginning that too many keys share.
    async begin(key, few, leaves = LEAVES) {
      const [low, high] = [await this.place("w", key), await this.place("w", `${key}\uffff`)];
      const found = { exact: [], begun: [], texts: [], whole: high - low < leaves, unread: false };
      for (let at = low; at <= (found.whole ? high : low); at += 1) this.gather(await this.leaf("w", at), key, found);
      if (!found.whole && few) found.begun.push(...await this.first(key));
      return found;
    }

    gather(leaf, key, found) {
      leaf.k.forEach((one, at) => {
        if (!one.startsWith(key)) return;
        this.take(leaf.n[at], found, one === key ? "exact" : "begun");
        if (one === key) this.take(leaf.t[at], found, "texts");
      });
    }

    // A long list is a file of its own, read later if there is room for it.
    take(text, found, into) {
      if (text.startsWith("@")) {
        const [number, size] = text.slice(1).split(" ");
        this.waiting.push({ name: `w/long/${number}`, size: Number(size), found, into });
      } else for (const page of readList(text)) found[into].push(page);
    }

    // Read long lists for which there is room, the short ones first: those of whole words, or those that are left.
    async readOn(begun) {
      const now = this.waiting.filter(({ into }) => begun || into !== "begun").sort((a, b) => a.size - b.size);
      this.waiting = this.waiting.filter((one) => !now.includes(one));
      for (const { name, size, found, into } of now) {
        if (this.paid.has(name) || this.room >= size) {
          for (const page of readList(await this.file(name, size))) found[into].push(page);
        } else if (into === "begun") found.whole = false;
        else if (into === "exact") Object.assign(found, { unread: true, unnamed: true });
        else found.unread = true;
      }
    }

    // The first pages of a beginning that too many keys share: the key kept aside is the longest they all begin with.
    async first(key) {
      for (const at of new Set([await this.place("s", key), await this.place("s", `${key}\uffff`)])) {
        const leaf = await this.leaf("s", at);
        const found = leaf.k.findIndex((one) => one >= key);
        if (found >= 0) return leaf.k[found].startsWith(key) ? readList(leaf.n[found]) : [];
      }
      return [];
    }
  }

  // Pages with a word: in a name it may be unfinished, in a text it is whole.
  const setsOf = (found) => {
    const names = new Set(found.exact.concat(found.begun));
    const all = new Set(names);
    for (const page of found.texts) all.add(page);
    return { names, all };
  };

  const add = (set, more) => { for (const page of more) set.add(page); };

  const common = (sets) => {
    if (!sets.length) return [];
    const [least, ...others] = sets.sort((a, b) => a.size - b.size);
    return [...least].filter((page) => others.every((set) => set.has(page)));
  };

  const record = async (page) => {
    const [kind, number] = [Math.floor(page / KIND), page % KIND];
    const part = await load(`${FOLDER}/d/${kind}/${Math.floor(number / (SHARD * 1024))}/${Math.floor(number / SHARD)}`);
    return part[number % SHARD];
  };

  // What a search finds, the best first: {pages, cut, unread: words that were not looked for}.
  const pagesOf = async (query) => {
    const index = await load(`${FOLDER}/index`);
    const lookup = new Lookup(index);
    const words = [...new Set(query.split(" "))];
    const looked = [];
    const pairs = []; // neighbouring words may stand as one in a name or text
    for (const word of words.slice(0, MOST_WORDS)) {
      const few = word === words[words.length - 1];
      if (lookup.room > 3 * FILE) looked.push({ word, found: await lookup.begin(word, few, words.length > FEW_WORDS ? 1 : LEAVES) });
    }
    const name = await lookup.begin((NAME + query).slice(0, NAME_KEY + 1), words.length === 1);
    await lookup.readOn(false);
    for (let at = 0; at + 1 < looked.length && words.length <= FEW_WORDS && lookup.room > 3 * FILE; at += 1) {
      pairs.push(await lookup.begin(looked[at].word + looked[at + 1].word, false));
    }
    await lookup.readOn(true);
    const whole = pairs.length + 1 >= looked.length && [name, ...pairs, ...looked.map((one) => one.found)].every((one) => one.whole && !one.unread);
    const known = looked.filter((one) => !one.found.unread).map((one) => ({ word: one.word, ...setsOf(one.found) }));
    pairs.map(setsOf).forEach((pair, at) => {
      for (const one of known.filter(({ word }) => word === words[at] || word === words[at + 1])) {
        add(one.all, pair.all);
        add(one.names, pair.names);
      }
    });
    const rank = new Map();
    const unread = words.filter((word) => !known.some((one) => one.word === word));
    if (!known.length) { // words that stand everywhere: at least the names that have them
      const named = looked.filter((one) => !one.found.unnamed).map((one) => setsOf(one.found).names);
      for (const page of common(named)) rank.set(page, 2);
    }
    for (const page of common(known.map((one) => one.all))) rank.set(page, 3);
    for (const page of common(known.map((one) => one.names))) rank.set(page, 2);
    for (const page of name.begun) rank.set(page, 1);
    for (const page of name.exact) rank.set(page, 0);
    const gone = new Set(readList(index.gone));
    const order = (page) => (index.dated[Math.floor(page / KIND)] ? -(page % KIND) : page % KIND);
    const pages = [...rank.keys()].filter((page) => !gone.has(page)).sort((a, b) =>
      rank.get(a) - rank.get(b) || Math.floor(a / KIND) - Math.floor(b / KIND) || order(a) - order(b));
    return { index, pages, cut: !whole || unread.length > 0, unread };
  };

  const entryOf = async (index, page) => {
    const [persian, english, href, folded, lead] = await record(page);
    return [index.kinds[Math.floor(page / KIND)], persian, english, href, folded, lead];
  };

  // Search for words: {entries: [kind, Persian, English, address, folded names, line of text], total, cut, unread}.
  const search = async (typed, { limit = 10, skip = 0, kinds = [] } = {}) => {
    const query = await fold(typed);
    if (!query) return { entries: [], total: 0, cut: false, unread: [] };
    const found = await pagesOf(query);
    const kind = (page) => found.index.kinds[Math.floor(page / KIND)];
    const counts = {};
    for (const page of found.pages) counts[kind(page)] = (counts[kind(page)] || 0) + 1;
    const pages = kinds.length ? found.pages.filter((page) => kinds.includes(kind(page))) : found.pages;
    const entries = await Promise.all(pages.slice(skip, skip + limit).map((page) => entryOf(found.index, page)));
    return { entries, total: pages.length, counts, cut: found.cut, unread: found.unread };
  };

  const find = async (typed, limit = 10) => (await search(typed, { limit })).entries;

  const allHits = (typed, found, words, at) => {
    const item = make("li", undefined, "all-hits");
    const count = found.total.toLocaleString(at ? "en" : "fa");
    const link = make("a", `${words.allHits[at]} (${found.cut ? `${words.atLeast[at]} ` : ""}${count})`);
    link.href = `${base}search.html#${new URLSearchParams({ q: typed })}`;
    item.append(link);
    return item;
  };

  const hits = document.getElementById("hits");
  let asked = 0;
  const show = async (typed) => {
    asked += 1;
    const mine = asked;
    const found = await search(typed);
    const { words } = await load("data/words");
    if (mine !== asked) return; // somebody typed on
    const at = language() === "en" ? 1 : 0;
    hits.replaceChildren(...found.entries.map(([kind, persian, english, href]) => {
      const item = make("li");
      const link = make("a");
      link.href = base + href;
      const key = make("span", "", `key k-${kind}`);
      key.title = (words[kind] || [kind, kind])[at];
      link.append(key, make("bdi", (at && english) || persian || words.unnamed[at]));
      item.append(link);
      return item;
    }));
    if (!found.entries.length) hits.append(make("li", words.noHits[at], "none"));
    else hits.append(allHits(typed, found, words, at));
    hits.hidden = !typed.trim();
  };

  Object.assign(window.kg, { find, search, fold, folder });

  for (const form of document.querySelectorAll("form[data-search]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${base}search.html#${new URLSearchParams(new FormData(form))}`;
    });
  }

  const input = document.getElementById("search");
  if (!input) return;
  input.addEventListener("input", () => show(input.value));
  document.getElementById("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first && !hits.hidden) first.click();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) hits.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hits.hidden = true;
    const links = [...hits.querySelectorAll("a")];
    if (hits.hidden || !links.length || !event.target.closest(".search")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
  });
})();
