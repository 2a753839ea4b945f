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
  const ROOM = 90000;
  const FILE = 8200; // a leaf or a branch, about
  const FOLDER = "data/search";
  const NAME = "^";
  const NAME_KEY = 60;
  const SHARD = 8;
  const LEAVES = 2; // of one beginning; of one in more leaves only the first pages are known
  const MOST_WORDS = 12;

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
    constructor(index) { this.index = index; this.room = ROOM; this.paid = new Set(); }

    async file(name, size = FILE) {
      if (!this.paid.has(name)) { this.room -= size; this.paid.add(name); }
      return load(`${FOLDER}/${name}`);
    }

    async place(tree, key) {
      const branch = last(this.index[tree], key);
      return branch * this.index.branch + last(await this.file(`${tree}/${branch}`, 1500), key);
    }

    leaf(tree, at) { return this.file(`${tree}/${Math.floor(at / this.index.branch)}-${at % this.index.branch}`); }

    // The list of a key; null where it is a file of its own and there is no room left for it.
    async list(leaf, at, field) {
      const text = leaf[field][at];
      if (!text.startsWith("@")) return readList(text);
      const [number, size] = text.slice(1).split(" ");
      const name = `w/long/${number}`;
      if (!this.paid.has(name) && this.room < Number(size)) return null;
      return readList(await this.file(name, Number(size)));
    }

    // Pages of all keys that begin so: {exact, begun, texts} and whether they are all.
    async begin(key) {
      const [low, high] = [await this.place("w", key), await this.place("w", `${key}\uffff`)];
      const found = { exact: [], begun: [], texts: [], whole: high - low < LEAVES };
      for (let at = low; at <= (found.whole ? high : low); at += 1) await this.gather(await this.leaf("w", at), key, found);
      if (!found.whole) found.begun.push(...await this.first(key));
      return found;
    }

    async gather(leaf, key, found) {
      for (let at = 0; at < leaf.k.length; at += 1) {
        if (!leaf.k[at].startsWith(key)) continue;
        const own = leaf.k[at] === key;
        const names = await this.list(leaf, at, "n");
        if (names === null) found.whole = false;
        else for (const page of names) (own ? found.exact : found.begun).push(page);
        const texts = own ? await this.list(leaf, at, "t") : [];
        if (texts === null) found.unread = true;
        else for (const page of texts) found.texts.push(page);
      }
    }

    // The first pages of a beginning that too many keys share: the key kept aside is the longest they all begin with.
    async first(key) {
      for (let at = await this.place("s", key), tries = 0; tries < 2; at += 1, tries += 1) {
        const leaf = await this.leaf("s", at).catch(() => null);
        const found = leaf ? leaf.k.findIndex((one) => one >= key) : -1;
        if (found >= 0) return leaf.k[found].startsWith(key) ? readList(leaf.n[found]) : [];
      }
      return [];
    }
  }

  // Pages with one word of a search: in a name it may be unfinished, in a text it is whole. {sure, names, whole}
  const wordPages = async (lookup, word) => {
    const found = await lookup.begin(word);
    const names = new Set(found.exact.concat(found.begun));
    const sure = new Set(names);
    for (const page of found.texts) sure.add(page);
    return { word, sure, names, whole: found.whole && !found.unread };
  };

  const add = (set, more) => { for (const page of more) set.add(page); };

  // Neighbouring words may stand as one in a name or text.
  const joined = async (lookup, found) => {
    const sets = found.map(({ sure, names }) => [new Set(sure), new Set(names)]);
    for (let at = 0; at + 1 < found.length; at += 1) {
      if (lookup.room < FILE) break;
      const pair = await wordPages(lookup, found[at].word + found[at + 1].word);
      for (const side of [at, at + 1]) { add(sets[side][0], pair.sure); add(sets[side][1], pair.names); }
    }
    sets.forEach(([sure, names], at) => Object.assign(found[at], { sure, names }));
  };

  const common = (sets) => {
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
    const name = await lookup.begin((NAME + query).slice(0, NAME_KEY + 1));
    const found = [];
    const unread = [];
    for (const word of words) {
      if (found.length < MOST_WORDS && lookup.room > FILE) found.push(await wordPages(lookup, word));
      else unread.push(word);
    }
    await joined(lookup, found);
    const rank = new Map();
    const whole = found.filter((one) => one.whole);
    const cut = !name.whole || found.some((one) => !one.whole);
    for (const page of common(found.map((one) => one.sure))) rank.set(page, 3);
    for (const page of common(found.map((one) => one.names))) rank.set(page, 2);
    for (const page of name.begun) rank.set(page, 1);
    for (const page of name.exact) rank.set(page, 0);
    const gone = new Set(readList(index.gone));
    const order = (page) => (index.dated[Math.floor(page / KIND)] ? -(page % KIND) : page % KIND);
    const pages = [...rank.keys()].filter((page) => !gone.has(page)).sort((a, b) =>
      rank.get(a) - rank.get(b) || Math.floor(a / KIND) - Math.floor(b / KIND) || order(a) - order(b));
    return { index, pages, rank, cut, unread, whole: whole.length };
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
      key.title = words[kind][at];
      link.append(key, make("bdi", (at && english) || persian || words.unnamed[at]));
      item.append(link);
      return item;
    }));
    if (!found.entries.length) hits.append(make("li", words.noHits[at], "none"));
    else hits.append(allHits(typed, found, words, at));
    hits.hidden = !typed.trim();
  };

  Object.assign(window.kg, { find, search, fold, folder });

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
