// What the store holds under the typed words: links to pages, each with the questions that can be asked about it.
import { dayWords } from "./calendar.js";
import { loadLabels, pairOf } from "./labels.js";
import { search } from "./server.js";
import { at, button, make, one, word } from "./words.js";

const [WAIT, FEW, MANY, ASKED] = [250, 4, 12, 5]; // milliseconds after the last key; things beside questions, and alone; questions a thing
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?= |$)/;
let [timer, asking] = [0, null];

// Marks count from the beginning of the piece of text, in code points.
const marked = ({ text, marks }) => {
  const chars = Array.from(text);
  const found = make("bdi");
  let from = 0;
  for (const [first, last] of marks) {
    found.append(chars.slice(from, first).join(""), make("mark", chars.slice(first, last).join("")));
    from = last;
  }
  found.append(chars.slice(from).join(""));
  return found;
};

const local = (id) => id.split("/").map(encodeURIComponent).join("/");

// The questions whose only needed field takes a thing of this kind, in the order of the gallery.
const about = ({ themes, questions }, kind) => themes.flatMap((theme) => theme.questions).map((name) => questions[name]).flatMap((question) => {
  const fits = question.parameters.find(({ of }) => of === kind);
  const needed = question.parameters.filter(({ required }) => required);
  return fits && needed.every((parameter) => parameter === fits) ? [[question, fits.name]] : [];
});

const asks = (library, result) => {
  const found = about(library, result.kind);
  if (!found.length) return null;
  const place = make("details");
  const list = make("ul");
  place.append(make("summary", word("askAbout")), list);
  for (const [question, parameter] of found.slice(0, ASKED * 2)) {
    const link = make("a", one(question.title));
    link.href = `#${new URLSearchParams({ ask: question.name, [parameter]: result.id })}`;
    list.append(make("li"));
    list.lastChild.append(link);
  }
  return place;
};

const item = (library, result) => {
  const found = make("li");
  const link = make("a", undefined, "thing");
  link.href = /^https?:/.test(result.id) ? result.id : `id/${local(result.id)}`;
  if (/^https?:/.test(result.id)) link.rel = "noopener noreferrer";
  const kind = word(`node-${result.kind}`);
  const name = pairOf(result.iri)[at()] || result.label;
  const shown = name === result.text ? marked(result) : make("bdi", name);
  link.append(shown);
  found.append(make("small", kind.startsWith("node-") ? result.kind : kind, "kind"), link);
  if (result.note) found.append(" ", make("bdi", result.note.replace(DAY, (day) => dayWords(day)?.[0] || day), "note"));
  if (name !== result.text && result.text) {
    const text = make("p", undefined, "hint");
    text.append(marked(result));
    found.append(text);
  }
  const more = asks(library, result);
  if (more) found.append(more);
  return found;
};

const nothing = (place, input) => {
  place.replaceChildren(make("p", word("noThing"), "hint"));
  const typed = input.value.trim();
  if (typed.endsWith("*")) return;
  const press = button("tryOpen", "plain try-open", () => {
    input.value = `${typed}*`;
    input.focus();
    input.dispatchEvent(new Event("input"));
  });
  press.replaceChildren(`${word("tryOpen")} `, make("bdi", `${typed}*`));
  place.append(press);
};

/** Take away what was found. */
export const forgetThings = (place) => {
  clearTimeout(timer);
  asking?.abort();
  place.hidden = true;
  place.replaceChildren();
};

const ask = async (place, input, questions, library) => {
  asking?.abort();
  asking = new AbortController();
  const own = asking;
  try {
    const { results, more } = await search(input.value.trim().slice(0, 200), questions ? FEW : MANY, own.signal);
    await loadLabels(results.map((result) => result.iri));
    if (own !== asking) return;
    place.hidden = questions > 0 && !results.length;
    if (!results.length) return nothing(place, input);
    const list = make("ul", undefined, "found");
    list.append(...results.map((result) => item(library, result)));
    const first = list.firstChild.querySelector("details");
    if (first) first.open = true;
    place.replaceChildren(make("h2", word("things")), list);
    if (more) {
      const all = make("a", word("allThings"), "all-things");
      all.href = `pages/search.html?${new URLSearchParams({ q: input.value.trim() })}`;
      place.append(all);
    }
  } catch (error) {
    if (error.name !== "AbortError" && own === asking) forgetThings(place); // questions are found without the server
  }
};

/** Look for things named by what is typed. questions: how many questions are shown for it. */
export const lookForThings = (place, input, questions, library) => {
  clearTimeout(timer);
  timer = setTimeout(() => ask(place, input, questions, library), WAIT);
};
