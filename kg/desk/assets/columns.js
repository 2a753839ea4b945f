// What the library's columns are: their headings, the kind of their values, and what codes in them mean.
import { library } from "./server.js";
import { one } from "./words.js";

let [columns, kinds, values] = [{}, {}, {}];

export const loadColumns = async () => { ({ columns, kinds, values } = await library()); };

const own = (table, name) => (Object.hasOwn(table, name) ? table[name] : undefined);

export const heading = (name) => (own(columns, name) ? one(columns[name]) : name);

/** The kind of a column, "" for one that the library does not have or that is nothing special; and the column it points to. */
export const kindOf = (name) => (own(kinds, name) || "").split(":")[0];
export const besides = (name) => (own(kinds, name) || "").split(":")[1] || "";

/** Whether the library has a column of this name. */
export const isKnown = (name) => own(columns, name) !== undefined;

/** What a code in a column means, "" for what is no code. */
export const meaning = (column, value) => (kindOf(column) === "code" && own(values, value) ? one(values[value]) : "");
