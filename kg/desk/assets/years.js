// A line through years. Rows of one year are added up, and the point says of how many.
import { svg, wide } from "./svg.js";
import { digits, number, word } from "./words.js";

const HEIGHT = 320;

const steps = (most) => {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw || 1));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw) || 1);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
};

/** The sums by year, in order: [{ year, size, rows }]. */
export const byYear = (rows, label, amount) => {
  const sums = new Map();
  for (const row of rows) {
    const year = Number(row[label]?.value);
    if (!year || !row[amount]) continue;
    const sum = sums.get(year) || { year, size: 0, rows: 0 };
    sums.set(year, { year, size: sum.size + Number(row[amount].value), rows: sum.rows + 1 });
  }
  return [...sums.values()].sort((one, two) => one.year - two.year);
};

const told = ({ year, size, rows }) => `${digits(year)}: ${number(String(size))}${rows > 1 ? ` (${word("sumOf").replace("{n}", digits(rows))})` : ""}`;

/** Draw the line as wide as the room. */
export const line = (some, width) => {
  const marks = steps(Math.max(...some.map(({ size }) => size), 1));
  const [left, top, low] = [18 + Math.max(...marks.map((mark) => wide(number(String(mark))))), 14, HEIGHT - 40];
  const [first, last] = [some[0].year, some.at(-1).year];
  const room = width - left - 26;
  const x = (year) => left + 8 + ((year - first) / (last - first || 1)) * (room - 8);
  const y = (size) => low - (size / marks.at(-1)) * (low - top);
  const place = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", direction: "ltr", "font-family": "Vazirmatn, sans-serif", "font-size": 14 });
  for (const mark of marks) {
    place.append(svg("line", { x1: left, x2: width - 10, y1: y(mark), y2: y(mark), class: "grid-line" }));
    place.append(svg("text", { x: left - 10, y: y(mark) + 5, "text-anchor": "end", class: "size" }, number(String(mark))));
  }
  place.append(svg("polyline", { points: some.map(({ year, size }) => `${x(year)},${y(size)}`).join(" ") }));
  let free = -Infinity;
  for (const point of some) {
    const dot = svg("circle", { cx: x(point.year), cy: y(point.size), r: 4 });
    dot.append(svg("title", {}, told(point)));
    place.append(dot);
    if (x(point.year) < free) continue;
    place.append(svg("text", { x: x(point.year), y: HEIGHT - 14, "text-anchor": "middle", class: "name" }, digits(point.year)));
    free = x(point.year) + wide(digits(point.year)) + 12;
  }
  return place;
};
