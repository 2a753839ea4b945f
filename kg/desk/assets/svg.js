// What the charts share: elements of SVG, the width of a text as it will be drawn, and texts broken into lines.
import { isolated } from "./words.js";

const SPACE = "http://www.w3.org/2000/svg";
export const FONT = "14px Vazirmatn, sans-serif";
let pen = null;

export const svg = (name, attributes, text) => {
  const found = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  if (text !== undefined) found.textContent = text;
  return found;
};

/** The width of a text in pixels. */
export const wide = (text) => {
  pen ||= document.createElement("canvas").getContext("2d");
  pen.font = FONT;
  return pen.measureText(text).width;
};

const cut = (text, room) => {
  const chars = Array.from(text);
  while (chars.length > 1 && wide(`${chars.join("")}…`) > room) chars.pop();
  return `${chars.join("").trimEnd()}…`;
};

/** A text as at most `most` lines that fit into `room` pixels, each isolated; what does not fit ends with an ellipsis. */
export const lines = (text, room, most) => {
  const found = [];
  let line = "";
  for (const word of isolated(text, 400).slice(1, -1).split(" ").filter(Boolean)) {
    if (line && wide(`${line} ${word}`) > room) {
      found.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  found.push(line);
  const kept = found.slice(0, most);
  const last = kept.length - 1;
  if (found.length > most) kept[last] = cut(found.slice(last).join(" "), room);
  return kept.map((one) => isolated(wide(one) > room ? cut(one, room) : one, 400));
};
