// Days along a line of time, a lane for each kind: a point is a day, a bar lasts from the earliest day to the latest.
import { dayWords, toJalali } from "./calendar.js";
import { plain } from "./cells.js";
import { svg, lines, wide } from "./svg.js";
import { digits, language, word } from "./words.js";

const [LANE, LINE, EDGE, FOOT] = [34, 20, 10, 34];
const DAY = 86400000;
const SHAPE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const time = (term) => (term && SHAPE.test(term.value) ? Date.parse(`${term.value}T00:00:00Z`) : NaN);

/** The rows that have a day: [{ lane, from, to, told }]. */
export const moments = (rows, columns, { lane, from, to, label }) => rows.map((row) => {
  const [first, last] = [time(row[from]), time(row[to])];
  const words = dayWords(row[from]?.value || "");
  const name = label === undefined ? "" : plain(row[label], columns[label]);
  return { lane: lane === undefined ? "" : plain(row[lane], columns[lane]) || "—", from: first, to: Number.isNaN(last) ? first : last, told: [words?.join(" · "), name].filter(Boolean).join(": ") };
}).filter((one) => !Number.isNaN(one.from));

// The beginnings of the reader's own years between two days.
const newYears = (first, last) => {
  const found = [];
  const yearOf = (at) => (language() === "en" ? new Date(at).toISOString().slice(0, 4) : toJalali(new Date(at).toISOString().slice(0, 10)).slice(0, 4));
  for (let at = first; at <= last; at += DAY) {
    const year = yearOf(at);
    if (year && year !== found.at(-1)?.year) found.push({ year, at });
  }
  return found;
};

/** Draw the lanes as wide as the room. */
export const lanes = (found, width) => {
  const names = [...new Set(found.map((one) => one.lane))];
  const right = language() !== "en";
  const labels = width < 560 ? 0 : Math.min(200, Math.max(...names.map(wide)) + 16);
  const head = labels ? 0 : LINE;
  const tall = names.length * (LANE + head) + FOOT;
  const [first, last] = [Math.min(...found.map(({ from }) => from)), Math.max(...found.map(({ to }) => to))];
  const room = width - labels - 2 * EDGE - 16;
  const x = (at) => { const value = labels + EDGE + 8 + ((at - first) / (last - first || 1)) * room; return right ? width - value : value; };
  const place = svg("svg", { viewBox: `0 0 ${width} ${tall}`, width, height: tall, role: "img", direction: "ltr", "font-family": "Vazirmatn, sans-serif", "font-size": 14 });
  let free = -Infinity;
  for (const { year, at } of newYears(first, last)) {
    place.append(svg("line", { x1: x(at), x2: x(at), y1: 0, y2: tall - FOOT, class: "grid-line" }));
    const far = Math.abs(x(at) - x(first));
    if (far < free || far > room - 10) continue;
    place.append(svg("text", { x: x(at), y: tall - 10, "text-anchor": right ? "end" : "start", class: "name" }, digits(year)));
    free = far + wide(digits(year)) + 14;
  }
  names.forEach((name, index) => {
    const top = index * (LANE + head) + head;
    const label = lines(name, labels ? labels - 12 : width - 2 * EDGE, 1)[0];
    place.append(svg("text", { x: right ? width - EDGE : EDGE, y: labels ? top + LANE / 2 + 5 : top - 3, "text-anchor": right ? "end" : "start", class: "name" }, label));
    for (const one of found.filter(({ lane }) => lane === name)) {
      const [from, to] = [x(one.from), x(one.to)].sort((a, b) => a - b);
      const mark = svg("rect", { x: from - 5, y: top + LANE / 2 - 5, width: to - from + 10, height: 10, rx: 5, class: "moment" });
      mark.append(svg("title", {}, one.told));
      place.append(mark);
    }
  });
  place.setAttribute("aria-label", word("chartOf"));
  return place;
};
