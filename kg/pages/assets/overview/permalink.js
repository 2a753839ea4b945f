// The view as an address: all that is chosen stands behind the # and is read back from there.
"use strict";

(() => {
  const { overview } = window.kg;
  const NAMES = ["fold", "open", "colour", "kinds", "topic", "province", "status", "time", "node", "edge", "from", "to", "x", "y", "zoom"];
  const PART = /^[cp]\d{1,6}(-\d{1,6})?$/;
  const ID = /^[0-9a-f]{16}$|^[cp]\d{1,6}(-\d{1,6})?$/;

  const written = (values) => {
    const found = new URLSearchParams();
    for (const name of NAMES) if (values[name] !== undefined && values[name] !== "") found.set(name, values[name]);
    return found.toString();
  };

  const round = (number, digits) => String(Number(number.toFixed(digits)));

  const camera = ({ x, y, k }) => ({ x: round(x, 0), y: round(y, 0), zoom: round(k, 4) });

  const number = (text) => (text !== undefined && /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : null);

  // Only what has the shape that is expected; anybody may have written the address.
  const read = (text) => {
    const given = new URLSearchParams(text);
    const values = {};
    for (const name of NAMES) if (given.has(name)) values[name] = given.get(name).slice(0, 2000);
    const [x, y, k] = [number(values.x), number(values.y), number(values.zoom)];
    return {
      ...values,
      open: (values.open || "").split(".").filter((one) => PART.test(one)).slice(0, 12),
      ...Object.fromEntries(["node", "from", "to", "edge"].map((name) => [name, ID.test(values[name] || "") ? values[name] : ""])),
      view: x !== null && y !== null && k > 0 ? { x, y, k } : null,
    };
  };

  class Permalink {
    constructor(changed) {
      this.last = location.hash.slice(1);
      window.addEventListener("hashchange", () => {
        if (location.hash.slice(1) === this.last) return;
        this.last = location.hash.slice(1);
        changed(read(this.last));
      });
    }

    first() { return read(this.last); }

    write(values) {
      const text = written(values);
      if (text === this.last) return;
      this.last = text;
      history.replaceState(null, "", `#${text}`);
    }
  }

  Object.assign(overview, { Permalink, viewValues: camera });
})();
