// Words of the page in the language that is shown, and numbers as that language writes them.
const texts = JSON.parse(document.getElementById("desk-words").textContent);

export const make = window.kg.make;
export const language = window.kg.language;
export const at = () => (language() === "en" ? 1 : 0);

/** The text of a pair [fa, en] in the language shown, or the other where that is empty. */
export const one = (pair) => pair[at()] || pair[1 - at()] || "";

export const word = (key) => one(texts[key] || [key, key]);

// The examples of days are isolated: between Persian words the parts of a day in Latin digits would change places.
const DAYS = { "{jalali}": ["\u2066۱۴۰۳/۰۲/۱۶\u2069", "\u20661403/02/16\u2069"], "{gregorian}": ["\u20662024-05-05\u2069", "\u20662024-05-05\u2069"] };

/** A word in which examples of days stand. */
export const dayWord = (key) => word(key).replace(/\{(?:jalali|gregorian)\}/g, (part) => DAYS[part][at()]);

const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const FOREIGN = /[۰-۹٠-٩]/g;

export const digits = (text) => (language() === "en" ? String(text) : String(text).replace(/[0-9]/g, (digit) => PERSIAN[digit]));

export const latin = (text) => text.replace(FOREIGN, (digit) => String(digit.charCodeAt(0) & 0xf));

/** A number as written in the data, grouped by thousands; nothing is rounded. */
export const number = (text, grouped = true) => {
  const parts = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!parts) return digits(text);
  const [comma, point] = language() === "en" ? [",", "."] : ["٬", "٫"];
  const whole = grouped ? parts[2].replace(/\B(?=([0-9]{3})+$)/g, comma) : parts[2];
  return digits(parts[1] + whole + (parts[3] ? point + parts[3] : ""));
};

/** A label for a canvas or an SVG: one line, isolated, so that Persian and Latin keep their order. */
export const isolated = (text, longest) => {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ").trim() || "—";
  const chars = Array.from(plain);
  return `\u2068${chars.length > longest ? `${chars.slice(0, longest - 1).join("").trimEnd()}…` : plain}\u2069`;
};

/** A button with the word of a key. */
export const button = (key, className, action) => {
  const found = make("button", word(key), className);
  found.type = "button";
  found.addEventListener("click", action);
  return found;
};

/** A choice among values; `names` are their words. */
export const choice = (label, values, chosen, action) => {
  const found = make("select");
  for (const [value, name] of values) found.add(new Option(name, value, false, value === chosen));
  found.addEventListener("change", () => action(found.value));
  const around = make("label", undefined, "choice");
  around.append(`${label} `, found);
  return around;
};
