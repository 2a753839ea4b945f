// An answer as columns and rows of terms, whatever form it came in. A term: { type: uri | literal | bnode, value, language, datatype }.
import { Refused } from "./server.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "long", "int", "short", "nonNegativeInteger"].map((name) => XSD + name));
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

const unescaped = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, char) =>
  char === undefined ? String.fromCodePoint(parseInt(four || eight, 16)) : ESCAPES[char] ?? char);

const NODE = /<([^>]*)>|_:([^\s]+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?/y;

const triple = (line) => {
  const terms = [];
  let from = 0;
  while (terms.length < 3) {
    NODE.lastIndex = from;
    const found = NODE.exec(line);
    if (!found) return null;
    const [, iri, blank, text, tag, datatype] = found;
    if (iri !== undefined) terms.push({ type: "uri", value: unescaped(iri) });
    else if (blank !== undefined) terms.push({ type: "bnode", value: blank });
    else terms.push({ type: "literal", value: unescaped(text), language: tag, datatype });
    from = NODE.lastIndex;
    while (line[from] === " " || line[from] === "\t") from += 1;
  }
  return terms;
};

const termOf = (cell) => {
  if (!cell) return null;
  if (cell.type === "triple") return { type: "literal", value: ["subject", "predicate", "object"].map((part) => cell.value[part].value).join(" ") };
  return { type: cell.type === "typed-literal" ? "literal" : cell.type, value: cell.value, language: cell["xml:lang"], datatype: cell.datatype };
};

/** Read an answer: { columns, rows, boolean, triples }. */
export const readAnswer = ({ text, type }, form) => {
  if (type === "application/n-triples" || type === "text/plain") {
    const rows = text.split("\n").map((line) => triple(line.trim())).filter(Boolean);
    return { columns: ["subject", "predicate", "object"], rows, triples: true };
  }
  let found;
  try { found = JSON.parse(text); } catch { throw new Refused(`${type || "?"}: JSON?`, "unreadable"); }
  if (typeof found.boolean === "boolean") return { columns: [], rows: [], boolean: found.boolean };
  const columns = found.head.vars;
  const rows = found.results.bindings.map((binding) => columns.map((name) => termOf(binding[name])));
  return { columns, rows, triples: form === "CONSTRUCT" || form === "DESCRIBE" };
};

export const isNumber = (term) => term?.type === "literal" && NUMBERS.has(term.datatype);
export const isNode = (term) => term?.type === "uri" || term?.type === "bnode";

/** Columns whose every filled cell passes the test, and that have a filled cell. */
export const columnsThat = ({ columns, rows }, test) => columns.map((_, index) => index).filter((index) => {
  const filled = rows.map((row) => row[index]).filter(Boolean);
  return filled.length > 0 && filled.every(test);
});

const FORMULA = /^[ \u200e\u200f\u2068\ufeff]*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]/;
const cell = (term) => {
  if (!term) return "";
  const text = term.type === "bnode" ? `_:${term.value}` : term.value;
  const safe = !isNumber(term) && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The answer as CSV: byte-order mark for Excel, CRLF, no cell that a spreadsheet takes for a formula. */
export const toCsv = ({ columns, rows }) => `\ufeff${[columns.join(","), ...rows.map((row) => row.map(cell).join(","))].join("\r\n")}\r\n`;
