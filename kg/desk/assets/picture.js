// A drawing as a file: charts as SVG with their colours in it, networks as PNG on the colour of the page.
import { button, make } from "./words.js";

const STYLES = ["fill", "stroke", "stroke-width", "font-family", "font-size"];

export const save = (name, blob) => {
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const dressed = (element) => {
  const copy = element.cloneNode(true);
  const [from, to] = [[element, ...element.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((one, index) => {
    if (!["rect", "circle", "line", "polyline", "text"].includes(one.localName)) return;
    const style = getComputedStyle(one);
    for (const name of STYLES) to[index].setAttribute(name, style.getPropertyValue(name));
  });
  return copy;
};

// Several drawings stand below each other, each under its title, in one file.
const joined = (drawings) => {
  const all = drawings[0].cloneNode(false);
  const ink = getComputedStyle(document.body);
  let top = 0;
  for (const drawing of drawings) {
    const title = drawing.closest("figure")?.querySelector("figcaption")?.textContent;
    if (title) {
      const text = document.createElementNS(all.namespaceURI, "text");
      for (const [name, value] of [["x", 8], ["y", top + 20], ["fill", ink.color]]) text.setAttribute(name, value);
      text.textContent = title;
      all.append(text);
      top += 30;
    }
    const part = dressed(drawing);
    part.setAttribute("y", top);
    all.append(part);
    top += Number(drawing.getAttribute("height"));
  }
  const ground = document.createElementNS(all.namespaceURI, "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(drawings[0].closest(".card")).backgroundColor]]) ground.setAttribute(name, value);
  all.prepend(ground);
  all.setAttribute("height", top);
  all.setAttribute("viewBox", `0 0 ${all.getAttribute("width")} ${top}`);
  return new XMLSerializer().serializeToString(all);
};

/** A button that saves the drawings of a chart as one SVG. */
export const pictureButton = (drawings) => button("picture", "plain picture", () => {
  const found = drawings();
  if (found.length) save("chart.svg", new Blob([joined(found)], { type: "image/svg+xml" }));
});

/** A button that saves a canvas as PNG. */
export const canvasButton = (canvas) => button("picture", "plain picture", () => {
  const found = canvas();
  if (!found) return;
  const copy = Object.assign(document.createElement("canvas"), { width: found.width, height: found.height });
  const pen = copy.getContext("2d");
  pen.fillStyle = getComputedStyle(found.closest(".card")).backgroundColor;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(found, 0, 0);
  copy.toBlob((blob) => save("network.png", blob), "image/png");
});
