// The query desk: the address says what is shown. #ask=NAME&param=… is a question, #sparql=… a text, nothing the gallery.
import { openEditor } from "./editor.js";
import { heading, loadColumns } from "./columns.js";
import { drawForm, identified, isFilled, markRefused, readForm, withLabels } from "./form.js";
import { startGallery } from "./gallery.js";
import { iriOf, loadTerms } from "./labels.js";
import { candidates, firstRows, reason } from "./refusals.js";
import { markOld, showAnswer, showCancelled, showNothing, showRefusal, showRunning } from "./result.js";
import { readAnswer, toCsv } from "./rows.js";
import { Refused, askAddress, askQuestion, askSparql, boundQuery, library } from "./server.js";
import { tools } from "./tools.js";
import { language, one, word } from "./words.js";

const part = (id) => document.getElementById(id);
const place = part("result");
const LONGEST = 60_000; // characters of a query that an address may hold
let asking = null;

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
const answered = async (ask, form, show, onRefused) => {
  stop();
  const own = new AbortController();
  asking = own;
  showRunning(place, () => { own.abort(); asking = null; showCancelled(place); });
  try {
    const body = await ask(own.signal);
    if (asking === own) await show({ ...readAnswer(body, form), partial: body.partial }, body);
  } catch (error) {
    if (asking !== own || error.name === "AbortError") return;
    const refused = error instanceof Refused ? error : new Refused(String(error.message || error));
    await onRefused(refused);
  }
};

const fixedOf = (question, values) => Object.fromEntries(question.parameters
  .filter((parameter) => parameter.type === "iri" && values[parameter.name]?.includes("/"))
  .map((parameter) => [parameter.name, iriOf(values[parameter.name])]));

const refusedQuestion = async (question, values, view, refused) => {
  const choose = (chosen) => go({ ask: question.name, ...chosen });
  const first = firstRows(refused, () => runQuestion(question, values, view, true));
  showRefusal(place, refused, { message: withLabels(question, refused.message), meaning: reason(question, values, refused), actions: [first] });
  markRefused(part("ask-form"), question, refused.message);
  const found = await candidates(question, values, refused.message, choose);
  if (found) place.querySelector(".message")?.after(found);
};

const runQuestion = (question, values, view, partial = false) => answered(
  (signal) => askQuestion(question.name, values, signal, partial),
  question.form,
  (answer) => showAnswer(place, answer, {
    fixed: fixedOf(question, values), headings: heading, view, onView: keepView,
    actions: tools({
      name: question.name,
      sparql: () => boundQuery(question.name, values),
      editor: async () => go({ sparql: await boundQuery(question.name, values) }),
      files: ["csv", "json", ...(answer.triples ? ["turtle"] : [])].map((format) => [format, askAddress(question.name, values, format, partial)]),
    }),
  }),
  (refused) => refusedQuestion(question, values, view, refused),
);

const valuesIn = (question, state) => Object.fromEntries(question.parameters.filter(({ name }) => state[name]).map(({ name }) => [name, state[name]]));

const openQuestion = async (state) => {
  const { questions, fold } = await library();
  const same = window.kg.folder(fold);
  const question = Object.hasOwn(questions, state.ask) ? questions[state.ask] : null;
  show("asking");
  entitle(question ? one(question.title) : state.ask);
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
    if (!values) {
      stop();
      return showNothing(place);
    }
    identified(question, values, same).then((found) => go({ ask: question.name, ...found }));
  };
  form.oninput = () => markOld(place);
  if (!isFilled(question, given)) showNothing(place);
  else {
    const hash = location.hash;
    const values = await identified(question, given, same);
    return hash === location.hash ? runQuestion(question, values, state.view) : undefined; // meanwhile another may be open
  }
  form.querySelector("input")?.focus();
};

const download = (format, text, type) => [format, URL.createObjectURL(new Blob([text], { type }))];

const runText = async (editor, view, partial = false) => {
  const query = editor.text();
  editor.mark(0, 0);
  await answered(
    (signal) => askSparql(query, signal, undefined, partial),
    "",
    (answer, body) => showAnswer(place, answer, {
      fixed: {}, headings: (name) => name, view, onView: keepView,
      actions: tools({
        name: "sparql",
        sparql: async () => query,
        files: [download("csv", toCsv(answer), "text/csv;charset=utf-8"), download(answer.triples ? "nt" : "json", body.text, body.type)],
        turtle: answer.triples ? async () => (await askSparql(query, undefined, "text/turtle", partial)).text : null,
      }),
    }),
    (refused) => {
      showRefusal(place, refused, { actions: [firstRows(refused, () => runText(editor, view, true))] });
      editor.mark(refused.line, refused.column);
    },
  );
};

const openText = async (state) => {
  show("writing");
  entitle(word("editor"));
  showNothing(place);
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

const entitle = (title) => { document.title = [title, word("desk"), word("siteName")].filter(Boolean).join(" · "); };

// Without a choice of the reader's own the page speaks English to a browser that prefers it to Persian.
const chooseLanguage = () => {
  try { if (localStorage.getItem("kg-language")) return; } catch { return; }
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "fa" || tag === "en");
  if (wanted === "en" && language() !== "en") part("language").click();
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
    await loadColumns();
    if (state.ask) await openQuestion(state);
    else if ("sparql" in state) await openText(state);
    else {
      show("gallery");
      entitle("");
      showNothing(place);
    }
  } catch (error) {
    showRefusal(place, error instanceof Refused ? error : new Refused(String(error.message || error)));
  }
  part("desk").dataset.shown = location.hash;
};

chooseLanguage();
startGallery();
window.addEventListener("hashchange", () => { window.scrollTo(0, 0); open(); });
document.addEventListener("kg-language", open);
open();
