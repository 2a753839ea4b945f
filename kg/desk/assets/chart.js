// An answer as a chart: bars by size, a line through years, or days along a line of time. As wide as the page allows.
import { bars } from "./bars.js";
import { plain } from "./cells.js";
import { besides, isKnown, kindOf } from "./columns.js";
import { loadLabels } from "./labels.js";
import { lanes, moments } from "./lanes.js";
import { pictureButton } from "./picture.js";
import { columnsThat, isNode, isNumber } from "./rows.js";
import { choice, digits, make, number, word } from "./words.js";
import { byYear, line } from "./years.js";

const [BARS, POINTS] = [30, 400];
const FREE = /(^id$|Id$|year|line|start|end|score|offset|position|index)/i; // names of numbers that are no sizes, of columns the library does not have
const LEAST = 280; // pixels below which nothing is drawn narrower

const filled = (answer, index) => answer.rows.some((row) => row[index]);
const isSize = (name) => (isKnown(name) ? kindOf(name) === "measure" : !FREE.test(name));
const isYear = (name) => (isKnown(name) ? kindOf(name) === "year" : /year$/i.test(name));

// A line of time needs no sizes: the column of its days is declared, with that in which they end.
const timeOf = ({ columns, rows }) => {
  const from = columns.findIndex((name) => kindOf(name) === "moment");
  if (from < 0 || rows.length < 2) return null;
  const at = (name) => { const index = columns.indexOf(name); return index < 0 ? undefined : index; };
  const lane = columnsThat({ columns, rows }, isNode).find((index) => columns[index] === "kind") ?? at("kindLabel");
  const found = { from, to: at(besides(columns[from])), lane, label: at("agreement") ?? at("label") };
  return moments(rows, columns, found).length > 1 ? found : null;
};

/** The columns that may be sizes and labels, and which to begin with; null when there is nothing to draw. */
export const chartColumns = (answer) => {
  if (answer.triples) return null;
  const numbers = columnsThat(answer, isNumber);
  const amounts = numbers.filter((index) => isSize(answer.columns[index]));
  const years = numbers.filter((index) => isYear(answer.columns[index]));
  if (!amounts.length || answer.rows.length < 2) return timeOf(answer) ? { time: timeOf(answer), labels: [], amounts: [] } : null;
  const labels = answer.columns.map((_, index) => index).filter((index) => filled(answer, index) && (!numbers.includes(index) || years.includes(index)));
  if (!labels.length) return null;
  const wanted = document.documentElement.lang === "en" ? /^year/ : /^jalali/;
  const nodes = columnsThat(answer, isNode);
  const names = labels.filter((index) => /name|label/i.test(answer.columns[index]));
  const label = years.find((index) => wanted.test(answer.columns[index])) ?? years[0] ?? nodes.find((index) => labels.includes(index)) ?? names[0] ?? labels[0];
  return { labels, amounts, years, label, amount: amounts[0] };
};

const unitOf = (answer, amount) => {
  const name = besides(answer.columns[amount]);
  const index = name ? answer.columns.indexOf(name) : answer.columns.findIndex((one) => kindOf(one) === "unit" || /^(unit|currency)$/i.test(one));
  return index === amount ? -1 : index;
};

// The rows by their unit: sizes in different units have no axis in common.
const byUnit = (answer, amount) => {
  const unit = unitOf(answer, amount);
  const found = new Map();
  for (const row of answer.rows) {
    if (!row[amount]) continue;
    const name = unit < 0 ? "" : plain(row[unit], answer.columns[unit]) || "—";
    found.set(name, [...(found.get(name) || []), row]);
  }
  return found;
};

const pictured = (part, rest, title) => {
  const figure = make("figure");
  if (title) figure.append(make("figcaption", title));
  figure.append(part);
  if (rest > 0) figure.append(make("p", `${digits(rest)} ${word("notDrawn")}`, "hint"));
  return figure;
};

// What a row is called: by the chosen column, and by the other things it is about where that column says the same of several.
const namer = (answer, { label, amount }) => {
  const called = (row) => plain(row[label], answer.columns[label]) || "—";
  const rows = answer.rows.filter((row) => row[amount]);
  if (new Set(rows.map(called)).size === rows.length) return called;
  const others = columnsThat(answer, isNode).filter((index) => index !== label);
  return (row) => [...new Set([called(row), ...others.map((index) => plain(row[index], answer.columns[index]))])].filter(Boolean).join(" · ");
};

const barsOf = (answer, chosen, width) => [...byUnit(answer, chosen.amount)].map(([unit, rows]) => {
  const { amount } = chosen;
  const nameOf = namer(answer, chosen);
  const found = rows.map((row) => {
    const name = nameOf(row);
    const text = [number(row[amount].value), unit].filter(Boolean).join(" ");
    return { name, size: Number(row[amount].value), text, told: `${name}: ${text}` };
  }).filter(({ size }) => Number.isFinite(size));
  return pictured(bars(found.slice(0, BARS), width), found.length - BARS, unit);
});

const lineOf = (answer, { label, amount }, width) => [...byUnit(answer, amount)].map(([unit, rows]) => {
  const found = byYear(rows, label, amount);
  const figure = pictured(line(found.slice(-POINTS), width), found.length - POINTS, unit);
  if (found.some((year) => year.rows > 1)) figure.append(make("p", word("sumsByYear"), "hint"));
  return figure;
});

const figures = (answer, chosen, width, headings) => {
  if (chosen.time) return [pictured(lanes(moments(answer.rows, answer.columns, chosen.time), width), 0, "")];
  const throughYears = chosen.years.includes(chosen.label) && byYear(answer.rows, chosen.label, chosen.amount).length > 1;
  const found = (throughYears ? lineOf : barsOf)(answer, chosen, width);
  const told = `${word("chartOf")} ${headings(answer.columns[chosen.amount])} / ${headings(answer.columns[chosen.label])}`;
  for (const one of found) one.querySelector("svg").setAttribute("aria-label", [told, one.querySelector("figcaption")?.textContent].filter(Boolean).join(": "));
  return found;
};

/** Draw an answer as a chart with choices of its columns. Returns what ends it. */
export const drawChart = async (place, answer, headings) => {
  const chosen = chartColumns(answer);
  if (!chosen) return place.replaceChildren(make("p", word("noChart"), "empty"));
  const chart = make("div", undefined, "chart");
  const width = () => Math.min(960, Math.max(LEAST, Math.floor(chart.clientWidth)));
  let drawn = 0;
  const redraw = async () => {
    drawn = width();
    const nodes = columnsThat(answer, isNode);
    const iris = answer.rows.slice(0, 300).flatMap((row) => nodes.map((index) => row[index]?.value)).filter(Boolean);
    await Promise.all([document.fonts.load("14px Vazirmatn", "شبکه"), loadLabels(iris)]);
    chart.replaceChildren(...figures(answer, chosen, drawn, headings));
  };
  const options = (indices) => indices.map((index) => [String(index), headings(answer.columns[index])]);
  const choices = make("p", undefined, "choices");
  for (const [key, part, indices] of [["label", "label", chosen.labels], ["amount", "amount", chosen.amounts]]) {
    if (indices.length > 1) choices.append(choice(word(key), options(indices), String(chosen[part]), (value) => { chosen[part] = Number(value); redraw(); }));
  }
  choices.append(pictureButton(() => [...chart.querySelectorAll("svg")]));
  place.replaceChildren(choices, chart);
  await redraw();
  const watch = new ResizeObserver(() => { if (width() !== drawn) redraw(); });
  watch.observe(chart);
  return () => watch.disconnect();
};
