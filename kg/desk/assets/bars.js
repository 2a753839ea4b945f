// Bars by size, one a row of the answer. The number of each stands beside its bar whole, whatever the room.
import { svg, lines, wide } from "./svg.js";
import { isolated, language } from "./words.js";

const [GAP, BAR, LINE, EDGE] = [8, 18, 20, 6];
const NARROW = 560; // pixels below which a label stands above its bar

// Where labels and bars are: beside each other, or one above the other where the room is small.
const plan = (found, width) => {
  const numbers = Math.max(...found.map(({ text }) => wide(text))) + GAP;
  const labels = Math.min(270, Math.max(...found.map(({ name }) => wide(name))) + 4);
  const stacked = width < NARROW || width - labels - numbers < width / 4;
  const from = stacked ? EDGE : labels + 2 * GAP;
  return { stacked, from, most: Math.max(0, width - from - numbers - EDGE), room: stacked ? width - 2 * EDGE : labels };
};

/** Draw bars. found: [{ name, size, text, told }], text: the size as written; told: the whole in words; most: the largest size. */
export const bars = (found, width) => {
  const { stacked, from, most, room } = plan(found, width);
  const largest = Math.max(...found.map(({ size }) => Math.abs(size))) || 1;
  const right = language() !== "en";
  const x = (value) => (right ? width - value : value);
  const place = svg("svg", { role: "img", direction: "ltr", width, "font-family": "Vazirmatn, sans-serif", "font-size": 14 });
  let top = 0;
  for (const { name, size, text, told } of found) {
    const label = lines(name, room, stacked ? 3 : 2);
    const group = svg("g", { "data-size": size });
    group.append(svg("title", {}, told));
    const tall = stacked ? label.length * LINE + BAR + GAP : Math.max(BAR, label.length * LINE) + GAP;
    const middle = top + (stacked ? label.length * LINE + BAR / 2 + 2 : tall / 2);
    const start = stacked ? top + LINE - 5 : middle - ((label.length - 1) * LINE) / 2 + 5;
    const at = stacked ? EDGE : from - GAP;
    const anchor = right === stacked ? "end" : "start";
    label.forEach((line, index) => group.append(svg("text", { x: x(at), y: start + index * LINE, "text-anchor": anchor, class: "name" }, line)));
    const length = (Math.abs(size) / largest) * most;
    if (length > 0) group.append(svg("rect", { x: right ? width - from - length : from, y: middle - BAR / 2, width: length, height: BAR, rx: Math.min(5, length / 2), ...(size < 0 ? { class: "below" } : {}) }));
    group.append(svg("text", { x: x(from + length + (length ? GAP : 0)), y: middle + 5, "text-anchor": right ? "end" : "start", class: "size" }, isolated(text, 200)));
    place.append(group);
    top += tall;
  }
  place.setAttribute("height", top + 4);
  place.setAttribute("viewBox", `0 0 ${width} ${top + 4}`);
  return place;
};
