// What the page asks of its server, and what it says when that refuses.
import { word } from "./words.js";

const RESULTS = "application/sparql-results+json, application/n-triples;q=0.9";
const LONGEST = 60_000_000; // characters of an answer that the page still shows

/** A refusal in words. line, column: where in the query, or 0. */
export class Refused extends Error {
  constructor(message, code = "", line = 0, column = 0) {
    super(message);
    Object.assign(this, { code, line, column });
  }
}

const refusal = async (response) => {
  const text = await response.text();
  let told = {};
  try { told = JSON.parse(text) || {}; } catch { /* no JSON: the status has to do */ }
  const message = typeof told.message === "string" ? told.message : `${response.status} ${response.statusText}`;
  const place = /(?:^|[^0-9])([0-9]{1,6}):([0-9]{1,6})(?![0-9])/.exec(message) || [];
  return new Refused(message, String(told.code || response.status), Number(told.line || place[1] || 0), Number(told.column || place[2] || 0));
};

const asked = async (address, options) => {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(word("unreachable"), "unreachable");
  }
  if (!response.ok) throw await refusal(response);
  return response;
};

const body = async (response) => {
  const text = await response.text();
  if (text.length > LONGEST) throw new Refused(word("tooLarge"), "too-large");
  return { text, partial: response.headers.get("kg-partial") || "", type: (response.headers.get("content-type") || "").split(";")[0].trim() };
};

/** The address of a question's answer. */
export const askAddress = (name, values, format, partial) => `ask/${encodeURIComponent(name)}?${new URLSearchParams({ ...values, format, ...(partial ? { partial: "1" } : {}) })}`;

export const askQuestion = async (name, values, signal, partial) => body(await asked(askAddress(name, values, "json", partial), { signal }));

/** The question as SPARQL with its parameters bound. */
export const boundQuery = async (name, values) =>
  (await asked(`library/${encodeURIComponent(name)}?${new URLSearchParams(values)}`)).text();

export const askSparql = async (query, signal, accept = RESULTS, partial = false) =>
  body(await asked("sparql", { method: "POST", headers: { accept }, body: new URLSearchParams({ query, ...(partial ? { partial: "1" } : {}) }), signal }));

export const suggest = async (typed, of, signal) => (await asked(`suggest?${new URLSearchParams({ q: typed, of })}`, { signal })).json();

/** What a search finds, in the form of `kg search --json`. */
export const search = async (typed, limit, signal) => (await asked(`search?${new URLSearchParams({ q: typed, limit })}`, { signal })).json();

const once = (address) => {
  let found = null;
  return () => (found ||= asked(address).then((response) => response.json()).catch((error) => {
    found = null;
    throw error;
  }));
};
export const library = once("library");
export const completions = once("completions");
