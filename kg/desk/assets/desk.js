// The query desk: the address says what is shown. #ask=NAME&param=… is a question, #sparql=… a text, nothing the gallery.
import { openEditor } from "./editor.js";
import { drawForm, isFilled, readForm } from "./form.js";
import { startGallery } from "./gallery.js";
import { iriOf, loadTerms } from "./labels.js";
import { showAnswer, showCancelled, showRefusal, showRunning } from "./result.js";
import { readAnswer, toCsv } from "./rows.js";
import { Refused, askAddress, askQuestion, askSparql, boundQuery, library } from "./server.js";
import { tools } from "./tools.js";
import { one, word } from "./words.js";

const part = (id) => document.getElementById(id);
const place = part("result");
const LONGEST = 60_000; // characters of a query that an address may hold
let asking = null;
let columns = {};

const heading = (name) => (columns[name] ? one(columns[name]) : name);
const stateOf = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

const go = (state) => {
  const hash = `#${new URLSearchParams(state)}`;
  if (hash === location.hash) open();
  else location.hash = hash;
};

const keepView = (view) => {
  const { view: _, ...state } = stateOf();
  if (!Object.keys(state).length) return;
  history.replaceState(null, "", `#${new URLSearchParams(view === "table" ? state : { ...state, view })}`);
};

const stop = () => {
  asking?.abort();
  asking = null;
};

// Ask, show that it runs, then the answer or the refusal. An answer that is no longer wanted is dropped.
const answered = async (ask, form, show, onRefused = () => {}) => {
  stop();
  const own = new AbortController();
  asking = own;
  showRunning(place, () => { own.abort(); asking = null; showCancelled(place); });
  try {
    const body = await ask(own.signal);
    if (asking === own) await show(readAnswer(body, form), body);
  } catch (error) {
    if (asking !== own || error.name === "AbortError") return;
    const refused = error instanceof Refused ? error : new Refused(String(error.message || error));
    showRefusal(place, refused);
    onRefused(refused);
  }
};

const fixedOf = (question, values) => Object.fromEntries(question.parameters
  .filter((parameter) => parameter.type === "iri" && values[parameter.name]?.includes("/"))
  .map((parameter) => [parameter.name, iriOf(values[parameter.name])]));

const runQuestion = (question, values, view) => answered(
  (signal) => askQuestion(question.name, values, signal),
  question.form,
  (answer) => showAnswer(place, answer, {
    fixed: fixedOf(question, values), headings: heading, view, onView: keepView,
    actions: tools({
      name: question.name,
      sparql: () => boundQuery(question.name, values),
      editor: async () => go({ sparql: await boundQuery(question.name, values) }),
      files: ["csv", "json", ...(answer.triples ? ["turtle"] : [])].map((format) => [format, askAddress(question.name, values, format)]),
    }),
  }),
);

const valuesIn = (question, state) => Object.fromEntries(question.parameters.filter(({ name }) => state[name]).map(({ name }) => [name, state[name]]));

const openQuestion = async (state) => {
  const { questions } = await library();
  const question = Object.hasOwn(questions, state.ask) ? questions[state.ask] : null;
  show("asking");
  part("ask-title").textContent = question ? one(question.title) : state.ask;
  part("ask-about").textContent = question ? one(question.about) : "";
  const form = part("ask-form");
  if (!question) {
    form.hidden = true;
    return showRefusal(place, new Refused(`${state.ask}: ${word("noQuestion")}`, "not-found"));
  }
  const given = valuesIn(question, state);
  drawForm(form, question, given);
  form.onsubmit = (event) => {
    event.preventDefault();
    const values = readForm(form, question);
    if (values) go({ ask: question.name, ...values });
  };
  if (isFilled(question, given)) return runQuestion(question, given, state.view);
  place.hidden = true;
  form.querySelector("input")?.focus();
};

const download = (format, text, type) => [format, URL.createObjectURL(new Blob([text], { type }))];

const runText = async (editor, view) => {
  const query = editor.text();
  editor.mark(0, 0);
  await answered(
    (signal) => askSparql(query, signal),
    "",
    (answer, body) => showAnswer(place, answer, {
      fixed: {}, headings: (name) => name, view, onView: keepView,
      actions: tools({
        name: "sparql",
        sparql: async () => query,
        files: [download("csv", toCsv(answer), "text/csv;charset=utf-8"), download(answer.triples ? "nt" : "json", body.text, body.type)],
        turtle: answer.triples ? async () => (await askSparql(query, undefined, "text/turtle")).text : null,
      }),
    }),
    (refused) => editor.mark(refused.line, refused.column),
  );
};

const openText = async (state) => {
  show("writing");
  place.hidden = true;
  const run = () => {
    const query = editor.text();
    if (query.length > LONGEST) return runText(editor);
    go({ sparql: query });
  };
  part("run-query").onclick = () => run();
  const editor = await openEditor(part("editor"), () => run());
  editor.refresh();
  if (!state.sparql) return editor.focus();
  editor.put(state.sparql);
  await runText(editor, state.view);
};

const show = (id) => {
  for (const name of ["gallery", "asking", "writing"]) part(name).hidden = name !== id;
  for (const link of document.querySelectorAll("[data-view]")) {
    if ((link.dataset.view === "editor") === (id === "writing")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
};

const open = async () => {
  stop();
  const state = stateOf();
  try {
    await loadTerms();
    ({ columns } = await library());
    if (state.ask) await openQuestion(state);
    else if ("sparql" in state) await openText(state);
    else {
      show("gallery");
      place.hidden = true;
    }
  } catch (error) {
    showRefusal(place, error instanceof Refused ? error : new Refused(String(error.message || error)));
  }
  part("desk").dataset.shown = location.hash;
};

startGallery();
window.addEventListener("hashchange", () => { window.scrollTo(0, 0); open(); });
document.addEventListener("kg-language", open);
open();
