// The answer: how many rows, as table, chart or network; what can be taken along; or why there is none.
import { drawChart, chartColumns } from "./chart.js";
import { drawNetwork, networkEnds } from "./drawing.js";
import { sentence, whereabouts } from "./refusals.js";
import { drawTable } from "./table.js";
import { button, make, number, word } from "./words.js";

const VIEWS = {
  table: { can: () => true, draw: drawTable },
  chart: { can: chartColumns, draw: drawChart },
  network: { can: networkEnds, draw: drawNetwork },
};

const clear = (place) => {
  place.end?.();
  place.end = null;
  place.hidden = false;
  place.removeAttribute("aria-busy");
};

/** Show that the question is being asked, since when, and how to stop it. */
export const showRunning = (place, onCancel) => {
  clear(place);
  const since = performance.now();
  const time = make("bdi", "");
  const tick = () => { time.textContent = ` ${number(String(Math.floor((performance.now() - since) / 1000)))} ${word("seconds")}`; };
  const timer = setInterval(tick, 1000);
  const line = make("p", undefined, "running");
  const spin = make("span", undefined, "spin");
  spin.setAttribute("aria-hidden", "true");
  line.append(spin, make("span", word("running")), time, button("cancel", "plain cancel", onCancel));
  const card = make("div", undefined, "card");
  card.append(line);
  place.replaceChildren(card);
  place.setAttribute("aria-busy", "true");
  place.end = () => clearInterval(timer);
};

const alert = (place, ...parts) => {
  clear(place);
  const card = make("div", undefined, "card notice");
  card.setAttribute("role", "alert");
  card.append(...parts.filter(Boolean));
  place.replaceChildren(card);
};

export const showCancelled = (place) => alert(place, make("p", word("cancelled"), "message"));

/** Take an answer away that is none to what stands in the form now. */
export const showNothing = (place) => {
  clear(place);
  place.replaceChildren();
  place.hidden = true;
};

/** Say of the answer shown that the form has other values now; its files are those of the old ones, so they go. */
export const markOld = (place) => {
  if (place.hidden || !place.querySelector(".answer-bar") || place.querySelector(".old")) return;
  place.querySelector(".actions")?.replaceChildren();
  const note = make("p", word("oldAnswer"), "old");
  note.setAttribute("role", "status");
  place.querySelector(".card").prepend(note);
};

/** Show a refusal: in words, with what may be done, then as the server told it. meaning: what it means; message: as told. */
export const showRefusal = (place, refused, { message = refused.message, meaning = sentence(refused.code), actions = [] } = {}) => {
  const said = make("p", undefined, "told");
  const line = make("bdi", message);
  said.append(line, ...(refused.code ? [" ", make("code", refused.code)] : []));
  const where = whereabouts(refused);
  alert(place, make("h2", word("error")), make("p", [meaning, where].filter(Boolean).join(" "), "message"), ...actions, said);
};

const summary = (answer) => {
  const count = answer.rows.length;
  return `${number(String(count))} ${word(answer.triples ? "triplesMany" : count === 1 ? "rowsOne" : "rowsMany")}`;
};

const tabs = (views, chosen, open) => {
  const list = make("div", undefined, "tabs");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", word("views"));
  for (const name of views) {
    const tab = button(name, "tab", () => open(name));
    tab.id = `tab-${name}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "view");
    tab.setAttribute("aria-selected", String(name === chosen));
    tab.tabIndex = name === chosen ? 0 : -1;
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const turn = document.documentElement.dir === "rtl" ? -step : step;
    const now = views.indexOf(document.activeElement.id.replace("tab-", ""));
    const next = views[(now + turn + views.length) % views.length];
    open(next).then(() => document.getElementById(`tab-${next}`).focus());
  });
  return list;
};

const body = (answer) => {
  if (answer.boolean !== undefined) return make("p", word(answer.boolean ? "yes" : "no"), "truth");
  return answer.rows.length ? null : make("p", word("noRows"), "empty");
};

/**
 * Show an answer. fixed: IRIs of the parameters by name; headings: column -> heading; actions: elements for the bar;
 * view: which to begin with; onView: told of every change.
 */
export const showAnswer = async (place, answer, { fixed, headings, actions, view, onView }) => {
  clear(place);
  const views = Object.keys(VIEWS).filter((name) => VIEWS[name].can(answer, fixed));
  const card = make("div", undefined, "card");
  const bar = make("div", undefined, "answer-bar");
  const panel = make("div", undefined, "view");
  Object.assign(panel, { id: "view" });
  panel.setAttribute("role", "tabpanel");
  card.append(bar, panel);
  place.replaceChildren(card);
  const simple = body(answer);
  if (answer.partial) {
    const note = make("p", word("partial").replace("{n}", number(String(answer.rows.length))), "partial");
    note.setAttribute("role", "status");
    card.prepend(note);
  }
  const tools = make("div", undefined, "actions");
  tools.append(...actions);
  if (simple) {
    bar.append(tools);
    panel.replaceChildren(simple);
    return;
  }
  const open = async (name) => {
    place.end?.();
    place.end = null;
    bar.replaceChildren(make("strong", summary(answer), "summary"), tabs(views, name, open), tools);
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.dataset.view = name;
    onView(name);
    place.end = (await VIEWS[name].draw(panel, answer, headings, fixed)) || null;
  };
  await open(views.includes(view) ? view : "table");
};
