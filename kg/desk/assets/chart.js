// An answer as a chart: bars by size, or a line through years. Drawn as SVG; the texts in it are text and nothing else.
import { plain } from "./cells.js";
import { loadLabels } from "./labels.js";
import { columnsThat, isNode, isNumber } from "./rows.js";
import { choice, digits, isolated, language, make, number, word } from "./words.js";

const SPACE = "http://www.w3.org/2000/svg";
const [BARS, POINTS] = [30, 400];
const [WIDTH, LABELS, ROW, HEIGHT] = [760, 250, 30, 320];
const YEAR = /year/i;

const svg = (name, attributes, text) => {
  const found = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  if (text !== undefined) found.textContent = text;
  return found;
};

/** The columns that may be sizes and labels, and which to begin with; null when there is nothing to draw. */
export const chartColumns = (answer) => {
  if (answer.triples) return null;
  const numbers = columnsThat(answer, isNumber);
  const sizes = numbers.filter((index) => !YEAR.test(answer.columns[index]));
  const years = columnsThat(answer, (term) => isNumber(term)).filter((index) => YEAR.test(answer.columns[index]));
  const amounts = sizes.length ? sizes : numbers;
  if (!amounts.length || answer.rows.length < 2) return null;
  const labels = answer.columns.map((_, index) => index).filter((index) => !sizes.includes(index) && answer.rows.some((row) => row[index]));
  if (!labels.length) return null;
  const wanted = language() === "en" ? /^year/ : /^jalali/;
  const first = years.find((index) => wanted.test(answer.columns[index])) ?? years[0]
    ?? labels.find((index) => /name|label/i.test(answer.columns[index])) ?? labels[0];
  return { labels, amounts, label: first, amount: amounts.find((index) => index !== first) ?? amounts[0] };
};

const points = (answer, { label, amount }) => {
  const sums = new Map();
  for (const row of answer.rows) {
    if (!row[amount]) continue;
    const name = plain(row[label], answer.columns[label]) || "—";
    sums.set(name, (sums.get(name) || 0) + Number(row[amount].value));
  }
  return [...sums].filter(([, size]) => Number.isFinite(size));
};

const bars = (found, answer) => {
  const some = found.slice(0, BARS);
  const most = Math.max(...some.map(([, size]) => size), 0) || 1;
  const right = language() !== "en";
  const place = svg("svg", { viewBox: `0 0 ${WIDTH} ${some.length * ROW + 4}`, role: "img", direction: "ltr" });
  const room = WIDTH - LABELS - 90;
  const x = (value) => (right ? WIDTH - value : value);
  some.forEach(([name, size], index) => {
    const length = Math.max(2, (Math.max(0, size) / most) * room);
    const group = svg("g", {});
    group.append(svg("title", {}, `${name}: ${number(String(size))}`));
    const middle = index * ROW + ROW / 2;
    group.append(svg("text", { x: x(LABELS - 10), y: middle + 5, "text-anchor": right ? "start" : "end" }, isolated(name, 34)));
    group.append(svg("rect", { x: right ? WIDTH - LABELS - length : LABELS, y: middle - 10, width: length, height: 20, rx: 5 }));
    group.append(svg("text", { x: x(LABELS + length + 8), y: middle + 5, "text-anchor": right ? "end" : "start", class: "size" }, isolated(number(String(size)), 24)));
    place.append(group);
  });
  return [place, found.length - some.length];
};

const steps = (most) => {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw || 1));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw) || 1);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
};

const line = (found) => {
  const some = [...found].sort((one, two) => one[2] - two[2]).slice(-POINTS);
  const marks = steps(Math.max(...some.map(([, size]) => size), 1));
  const [left, top, low] = [70, 14, HEIGHT - 40];
  const [first, last] = [some[0][2], some.at(-1)[2]];
  const x = (value) => left + ((value - first) / (last - first || 1)) * (WIDTH - left - 24);
  const y = (size) => low - (size / marks.at(-1)) * (low - top);
  const place = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", direction: "ltr" });
  for (const mark of marks) {
    place.append(svg("line", { x1: left, x2: WIDTH - 20, y1: y(mark), y2: y(mark), class: "grid-line" }));
    place.append(svg("text", { x: left - 10, y: y(mark) + 5, "text-anchor": "end", class: "size" }, number(String(mark))));
  }
  place.append(svg("polyline", { points: some.map(([, size, at]) => `${x(at)},${y(size)}`).join(" ") }));
  const every = Math.ceil(some.length / 12);
  some.forEach(([name, size, at], index) => {
    const dot = svg("circle", { cx: x(at), cy: y(size), r: 4 });
    dot.append(svg("title", {}, `${name}: ${number(String(size))}`));
    place.append(dot);
    if (index % every === 0) place.append(svg("text", { x: x(at), y: HEIGHT - 14, "text-anchor": "middle" }, name));
  });
  return [place, found.length - some.length];
};

const drawn = (answer, chosen, headings) => {
  const name = answer.columns[chosen.label];
  const found = points(answer, chosen);
  const years = YEAR.test(name) && columnsThat(answer, isNumber).includes(chosen.label);
  const byYear = () => {
    const sums = new Map();
    for (const row of answer.rows) {
      const year = Number(row[chosen.label]?.value);
      if (year) sums.set(year, (sums.get(year) || 0) + Number(row[chosen.amount]?.value || 0));
    }
    return [...sums].map(([year, size]) => [digits(year), size, year]);
  };
  const [place, left] = years && byYear().length > 1 ? line(byYear()) : bars(found, answer);
  place.setAttribute("aria-label", `${word("chartOf")} ${headings(answer.columns[chosen.amount])} / ${headings(name)}`);
  return [place, left];
};

/** Draw an answer as a chart with choices of its columns. */
export const drawChart = async (place, answer, headings) => {
  const chosen = chartColumns(answer);
  if (!chosen) return place.replaceChildren(make("p", word("noChart"), "empty"));
  const figure = make("div", undefined, "chart");
  const left = make("p", "", "hint");
  const redraw = async () => {
    if (columnsThat(answer, isNode).includes(chosen.label)) await loadLabels(answer.rows.slice(0, 300).map((row) => row[chosen.label]?.value).filter(Boolean));
    const [picture, rest] = drawn(answer, chosen, headings);
    figure.replaceChildren(picture);
    left.textContent = rest > 0 ? `${digits(rest)} ${word("notDrawn")}` : "";
  };
  const options = (indices) => indices.map((index) => [String(index), headings(answer.columns[index])]);
  const choices = make("p", undefined, "choices");
  for (const [key, part, indices] of [["label", "label", chosen.labels], ["amount", "amount", chosen.amounts]]) {
    choices.append(choice(word(key), options(indices), String(chosen[part]), (value) => { chosen[part] = Number(value); redraw(); }));
  }
  place.replaceChildren(choices, figure, left);
  await redraw();
};
