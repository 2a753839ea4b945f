// A refusal as a reader sees it: a sentence in the reader's language, what may be done, then the server's own line.
import { loadLabels, nameOf, iriOf } from "./labels.js";
import { suggest } from "./server.js";
import { button, digits, make, number, one, word } from "./words.js";

const MOST = 8;
const ID = /(?:^|[\s(=])([a-z]+\/[A-Za-z0-9_%.~-]+)/g;

/** What a code means in the language shown. */
export const sentence = (code) => {
  const found = word(`code-${code}`);
  return found === `code-${code}` ? word("error") : found;
};

// The parameter whose name was not understood: the one whose value the message repeats (marks in it are escaped there).
const meant = (question, values, message) => {
  if (!/ called |may mean /.test(message)) return null;
  const typed = question.parameters.filter(({ name, type }) => type === "iri" && values[name] && !values[name].includes("/"));
  return typed.length === 1 ? typed[0] : typed.find(({ name }) => message.includes(values[name].replaceAll("\u200c", "\\u200c"))) || null;
};

/** What is wrong with a question, in words: a name that means nothing or several things, a value, or what the code means. */
export const reason = (question, values, { code, message }) => {
  const name = meant(question, values, message);
  if (name) return word(message.includes("may mean") ? "nameMany" : "nameNone").replace("{name}", values[name.name]);
  const field = question.parameters.find((parameter) => message.includes(`--${parameter.name}`));
  return field ? word("valueWrong").replace("{field}", one(field.about)) : sentence(code);
};

const offers = async (parameter, typed, message) => {
  const ids = [...new Set([...message.slice(message.indexOf("expected")).matchAll(ID)].map((match) => match[1]))].slice(0, MOST);
  if (ids.length) {
    await loadLabels(ids.map(iriOf));
    return ids.map((id) => [id, nameOf(iriOf(id))]);
  }
  const found = await suggest(typed, parameter.of).catch(() => []);
  return found.slice(0, MOST).map((offer) => [offer.id, one([offer.fa, offer.en]) || offer.id]);
};

/** The things that a name in a refused question may mean, as buttons; null where there are none. */
export const candidates = async (question, values, message, choose) => {
  const parameter = meant(question, values, message);
  if (!parameter) return null;
  const found = await offers(parameter, values[parameter.name], message);
  if (!found.length) return null;
  const place = make("div", undefined, "candidates");
  place.append(make("p", word("didYouMean"), "hint"));
  for (const [id, name] of found) {
    const press = button("choose", "plain candidate", () => choose({ ...values, [parameter.name]: id }));
    press.replaceChildren(make("bdi", name));
    press.title = id;
    place.append(press);
  }
  return place;
};

/** A button for the first rows of an answer that has too many; null for other refusals. */
export const firstRows = (refused, ask) => {
  if (refused.code !== "row-limit") return null;
  const rows = /more than ([0-9]+) rows/.exec(refused.message)?.[1];
  const press = button("firstRows", "primary first-rows", ask);
  press.textContent = word("firstRows").replace("{n}", rows ? number(rows) : "").replace(/ {2,}/g, " ");
  return press;
};

/** Where in the query, in words; "" where that is not known. */
export const whereabouts = ({ line, column }) => (line ? word("errorAt").replace("{line}", digits(line)).replace("{column}", digits(column)) : "");
