// What can be taken along of an answer: its SPARQL, its address, its files.
import { button, make, word } from "./words.js";

const copied = async (press, text) => {
  const own = press.textContent;
  try {
    await navigator.clipboard.writeText(await text());
    press.textContent = word("copied");
  } catch (error) {
    press.textContent = error.message || word("error");
  }
  setTimeout(() => { press.textContent = own; }, 1600);
};

const copier = (key, text) => {
  const press = button(key, "plain", () => copied(press, text));
  return press;
};

const file = (name, [format, address]) => {
  const link = make("a", { csv: "CSV", json: "JSON", turtle: "Turtle", nt: "N-Triples" }[format], "plain file");
  link.href = address;
  link.download = `${name}.${format === "turtle" ? "ttl" : format}`;
  link.title = word("download");
  link.dataset.format = format;
  return link;
};

const turtleFile = (name, ask) => button("download", "plain", async (event) => {
  const press = event.currentTarget;
  const link = file(name, ["turtle", URL.createObjectURL(new Blob([await ask()], { type: "text/turtle" }))]);
  press.replaceWith(link);
  link.click();
});

/** The actions beside an answer. sparql: gives the text; editor: opens it; files: [format, address]; turtle: asks for it. */
export const tools = ({ name, sparql, editor, files, turtle }) => {
  const found = [copier("copySparql", sparql)];
  if (editor) found.push(button("openEditor", "plain", editor));
  found.push(copier("copyLink", async () => location.href), ...files.map((one) => file(name, one)));
  if (turtle) {
    const press = turtleFile(name, turtle);
    press.textContent = "Turtle";
    found.push(press);
  }
  return found;
};
