// An answer as a table: a few hundred rows at a time, sorted by a click on a heading, links with names.
import { toJalali } from "./calendar.js";
import { plain, shown } from "./cells.js";
import { loadLabels, nameOf, pairOf } from "./labels.js";
import { columnsThat, isNode, isNumber } from "./rows.js";
import { at, button, make, word } from "./words.js";

const PAGE = 200;

// A column of names beside the column of the things named says the same twice: it is shown once, as the links' text.
const namesOf = ({ columns, rows }) => {
  const nodes = columnsThat({ columns, rows }, isNode);
  const taken = new Map();
  columns.forEach((_, index) => {
    const of = nodes.find((node) => !taken.has(node) && rows.some((row) => row[index]) && rows.every((row) => names(row[node], row[index])));
    if (of !== undefined && of !== index) taken.set(of, index);
  });
  return taken;
};
const names = (node, text) => {
  if (!node || !text) return !text;
  return node.type === "uri" && text.type === "literal" && pairOf(node.value).includes(text.value);
};

// A day is shown in both calendars; the same day once more in a column of its own is left out.
const saidTwice = ({ columns, rows }) => {
  const jalali = columns.indexOf("jalaliDate");
  const day = ["date", "earliest"].map((name) => columns.indexOf(name)).find((index) => index >= 0) ?? -1;
  const same = (row) => !row[jalali] || toJalali(row[day]?.value) === row[jalali].value;
  return jalali >= 0 && day >= 0 && rows.every(same) ? [jalali] : [];
};

const order = (rows, { index, down }, numeric, column) => {
  const key = (row) => (numeric ? Number(row[index]?.value ?? NaN) : row[index]?.datatype || !row[index] ? row[index]?.value ?? "" : plain(row[index], column));
  const compare = new Intl.Collator(at() ? "en" : "fa", { numeric: true }).compare;
  const sorted = rows.map((row) => [key(row), row]);
  sorted.sort((one, two) => (numeric ? (one[0] - two[0] || 0) : compare(one[0], two[0])));
  return (down ? sorted.reverse() : sorted).map((pair) => pair[1]);
};

const heading = (name, label, index, sort, action) => {
  const found = make("th");
  found.scope = "col";
  found.setAttribute("aria-sort", sort?.index === index ? (sort.down ? "descending" : "ascending") : "none");
  const press = button("sortBy", "sort", () => action(index));
  press.replaceChildren(make("bdi", label));
  press.title = `${word("sortBy")} ${label} (?${name})`;
  found.append(press);
  return found;
};

/** Draw an answer into a place. headings: column -> its heading. */
export const drawTable = async (place, answer, headings) => {
  const { columns, rows } = answer;
  let [sort, drawn] = [null, 0];
  await loadLabels(rows.slice(0, PAGE).flat().filter((term) => term?.type === "uri").map((term) => term.value));
  const merged = namesOf({ columns, rows: rows.slice(0, PAGE) });
  const hidden = new Set([...merged.values(), ...saidTwice(answer)]);
  const seen = columns.map((_, index) => index).filter((index) => !hidden.has(index) && rows.some((row) => row[index]));
  const numeric = new Set(columnsThat(answer, isNumber));
  const table = make("table", undefined, "answer");
  const head = make("thead");
  const body = make("tbody");
  table.append(head, body);
  const scroll = make("div", undefined, "scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", word("table"));
  scroll.append(table);
  let ordered = rows;

  const rowOf = (row) => {
    const found = make("tr");
    for (const index of seen) {
      const cell = make("td", undefined, numeric.has(index) ? "n" : "");
      cell.dataset.name = headings(columns[index]);
      const name = row[merged.get(index)]?.value;
      cell.append(shown(row[index], columns[index], name && pairOf(row[index].value)[at()] ? nameOf(row[index].value) : name));
      found.append(cell);
    }
    return found;
  };
  const more = button("more", "plain more", () => extend());
  const extend = async () => {
    const next = ordered.slice(drawn, drawn + PAGE);
    await loadLabels(next.flat().filter((term) => term?.type === "uri").map((term) => term.value));
    body.append(...next.map(rowOf));
    drawn += next.length;
    more.hidden = drawn >= ordered.length;
  };
  const redraw = async () => {
    head.replaceChildren(make("tr"));
    head.firstChild.append(...seen.map((index) => heading(columns[index], headings(columns[index]), index, sort, sortBy)));
    body.replaceChildren();
    drawn = 0;
    await extend();
  };
  const sortBy = async (index) => {
    sort = { index, down: sort?.index === index ? !sort.down : numeric.has(index) };
    ordered = order(rows, sort, numeric.has(index), columns[index]);
    await redraw();
    head.querySelectorAll("button")[seen.indexOf(index)].focus();
  };
  place.replaceChildren(scroll, more);
  await redraw();
};
