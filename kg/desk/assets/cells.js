// One term of an answer as a reader sees it: a link with a name, a number, a day in both calendars, or the text as it is.
import { dayWords } from "./calendar.js";
import { meaning } from "./columns.js";
import { localId, nameOf, pairOf } from "./labels.js";
import { isNumber } from "./rows.js";
import { digits, make, number } from "./words.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const MOMENT = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})/;
const YEAR = /year/i;
const LONGEST = 240; // characters of a link: texts stand in for names of things that have none

const link = (term, name) => {
  const id = localId(term.value);
  const web = /^https?:\/\//.test(term.value);
  const named = pairOf(term.value).some(Boolean);
  const found = make(id || (web && !named) ? "a" : "span");
  if (id) found.href = `id/${id.split("/").map(encodeURIComponent).join("/")}`;
  else if (web && !named) Object.assign(found, { href: term.value, rel: "noopener noreferrer nofollow", target: "_blank" });
  found.title = term.value;
  const text = Array.from(name || nameOf(term.value));
  found.append(make("bdi", text.length > LONGEST ? `${text.slice(0, LONGEST - 1).join("")}…` : text.join("")));
  return found;
};

const days = (words) => {
  const found = make("time");
  found.append(make("bdi", words[0]));
  if (words[1]) found.append(" ", make("small", words[1]));
  return found;
};

const truth = (value) => (value === "true" || value === "1" ? "✓" : "—");

/** What stands in a cell. column: its name; name: the text that a link shows instead of its label. */
export const shown = (term, column, name) => {
  if (!term) return make("span", "");
  if (term.type === "uri") return link(term, name);
  if (term.type === "bnode") return make("bdi", `_:${term.value}`);
  if (isNumber(term)) return make("bdi", number(term.value, !YEAR.test(column)), "number");
  if (term.datatype === `${XSD}boolean`) return make("span", truth(term.value));
  const moment = MOMENT.exec(term.value);
  const words = dayWords(moment ? moment[1] : term.value);
  if (words && !term.language) return days(moment ? [`${words[0]}، ${digits(moment[2])}`, words[1]] : words);
  const code = meaning(column, term.value);
  const text = make("span", code || term.value, "text");
  if (code) text.title = term.value;
  text.dir = "auto";
  if (term.language) text.lang = term.language;
  return text;
};

/** The same as plain text, for charts and for sorting. */
export const plain = (term, column) => {
  if (!term) return "";
  if (term.type === "uri") return nameOf(term.value);
  return shown(term, column).firstChild?.textContent ?? term.value;
};
