// The answer: how many rows, as table, chart or network; what can be taken along; or why there is none.
import { drawChart, chartColumns } from "./chart.js";
import { drawNetwork, networkEnds } from "./drawing.js";
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

const alert = (place, title, text, more) => {
  clear(place);
  const card = make("div", undefined, "card notice");
  card.setAttribute("role", "alert");
  if (title) card.append(make("h2", title));
  const message = make("p", text, "message");
  message.dir = "auto";
  card.append(message);
  if (more) card.append(make("p", more, "hint"));
  place.replaceChildren(card);
};

export const showCancelled = (place) => alert(place, "", word("cancelled"));

/** Show a refusal in words, with its place in the query where there is one. */
export const showRefusal = (place, refused) => {
  const where = refused.line ? word("errorAt").replace("{line}", number(String(refused.line))).replace("{column}", number(String(refused.column))) : "";
  alert(place, word("error"), refused.message, [where, refused.code].filter(Boolean).join(" · "));
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
