// The id that the overview's data give a page: the first hex digits of the SHA-256 of the thing's own id. What is served
// over plain HTTP has no crypto.subtle, so it is computed here.
"use strict";

(() => {
  const { overview } = window.kg;

  const primes = (count) => {
    const found = [];
    for (let one = 2; found.length < count; one += 1) if (found.every((prime) => one % prime)) found.push(one);
    return found;
  };
  const bits = (number) => Math.floor((number - Math.floor(number)) * 2 ** 32) | 0;
  const START = primes(8).map((prime) => bits(Math.sqrt(prime)));
  const ROUND = primes(64).map((prime) => bits(Math.cbrt(prime)));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  const padded = (bytes) => {
    const long = new Uint8Array(((bytes.length + 72) >> 6) << 6);
    long.set(bytes);
    long[bytes.length] = 0x80;
    new DataView(long.buffer).setUint32(long.length - 4, bytes.length * 8);
    return new DataView(long.buffer);
  };

  const spread = (view, start) => {
    const words = new Int32Array(64);
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) { words[at] = view.getInt32(start + 4 * at); continue; }
      const [low, high] = [words[at - 15], words[at - 2]];
      words[at] = words[at - 16] + (turn(low, 7) ^ turn(low, 18) ^ (low >>> 3)) + words[at - 7] + (turn(high, 17) ^ turn(high, 19) ^ (high >>> 10));
    }
    return words;
  };

  const round = ([a, b, c, d, e, f, g, h], word, key) => {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + key + word) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    return [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  };

  const sha256 = (text) => {
    const view = padded(new TextEncoder().encode(text));
    let state = START;
    for (let start = 0; start < view.byteLength; start += 64) {
      const words = spread(view, start);
      let mixed = state;
      for (let at = 0; at < 64; at += 1) mixed = round(mixed, words[at], ROUND[at]);
      state = state.map((word, at) => (word + mixed[at]) | 0);
    }
    return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  // A server's address may hold the id itself. In files, pages of ids that are no safe file name are called x and the hash.
  const cardId = (kind, href, live) => {
    const id = new URLSearchParams(href.split("?")[1] || "").get("id");
    if (id !== null) return sha256(id).slice(0, 16);
    const name = href.replace(/^[^/]*\//, "").replace(/\.html$/, "");
    const hashed = live ? null : /^x([0-9a-f]{16})$/.exec(name);
    return hashed ? hashed[1] : sha256(`${kind}/${name}`).slice(0, 16);
  };

  Object.assign(overview, { sha256, cardId });
})();
