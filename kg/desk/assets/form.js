// The form of a question: one field a parameter, by its type; what is typed comes out as text for the server.
import { dayWords, isUnclear, readDay } from "./calendar.js";
import { offerNames } from "./choosing.js";
import { iriOf, loadLabels, nameOf, remember } from "./labels.js";
import { suggest } from "./server.js";
import { dayWord, latin, make, one, word } from "./words.js";

const HINTS = { iri: "typeName", date: "typeDay", integer: "typeNumber", text: "typeText", search: "typeText" };

const wrong = (input, message) => {
  const note = document.getElementById(`${input.id}-note`);
  input.setAttribute("aria-invalid", String(Boolean(message)));
  note.textContent = message;
  note.classList.toggle("wrong", Boolean(message));
};

// What the field means in both calendars, as soon as it is a day.
const tellDay = (input) => {
  const iso = readDay(input.value);
  wrong(input, "");
  if (iso) document.getElementById(`${input.id}-note`).textContent = dayWords(iso).join(" · ");
};

const fieldOf = (parameter, given) => {
  const around = make("div", undefined, "parameter");
  const input = make("input", undefined, "field");
  Object.assign(input, { id: `value-${parameter.name}`, name: parameter.name, type: "text", autocomplete: "off", spellcheck: false });
  input.placeholder = dayWord(HINTS[parameter.type]);
  input.setAttribute("aria-describedby", `${input.id}-note`);
  if (parameter.required) input.setAttribute("aria-required", "true");
  if (parameter.type === "integer") input.inputMode = "numeric";
  input.value = given ?? parameter.default ?? "";
  const label = make("label", one(parameter.about));
  label.htmlFor = input.id;
  label.append(" ", make("small", word(parameter.required ? "required" : "optional")));
  const note = make("p", "", "note");
  note.id = `${input.id}-note`;
  const box = make("div", undefined, "box");
  box.append(input);
  around.append(label, box, note);
  if (parameter.type === "iri") {
    box.append(offerNames(input, parameter.of));
    if (given) showName(input, given);
  }
  input.addEventListener("input", () => (parameter.type === "date" ? tellDay(input) : wrong(input, "")));
  return around;
};

// A permalink gives an id; the field shows the name.
const showName = async (input, id) => {
  input.dataset.id = id;
  const iri = iriOf(id);
  await loadLabels([iri]);
  if (input.value === id && nameOf(iri) !== iri) input.value = nameOf(iri);
};

/** Fill the form with the fields of a question; `given`: values by name. */
export const drawForm = (form, question, given) => {
  const fields = question.parameters.map((parameter) => fieldOf(parameter, given[parameter.name]));
  const run = make("button", word("run"), "primary");
  run.type = "submit";
  const buttons = make("p", undefined, "buttons");
  buttons.append(run);
  form.replaceChildren(...fields, buttons);
  for (const parameter of question.parameters) {
    const input = form.elements[`value-${parameter.name}`];
    if (parameter.type === "date" && input.value) tellDay(input);
    if (parameter.type === "iri" && question.parameters.length === 1) input.addEventListener("taken", () => form.requestSubmit());
  }
  form.hidden = !question.parameters.length;
};

const valueOf = (parameter, input) => {
  const typed = input.value.trim();
  if (!typed) return parameter.required ? null : "";
  if (parameter.type === "iri") return input.dataset.id || typed;
  if (parameter.type === "integer") return /^[+-]?[0-9]+$/.test(latin(typed)) ? latin(typed) : null;
  return parameter.type === "date" ? readDay(typed) : typed;
};

const fault = (parameter, typed) => {
  if (!typed) return word("needed");
  if (parameter.type === "integer") return word("noNumber");
  return dayWord(isUnclear(typed) ? "unclearDay" : "noDay");
};

/** The values of the form by name, or null when one is missing or unreadable; then its field says so and has the focus. */
export const readForm = (form, question) => {
  const values = {};
  for (const parameter of question.parameters) {
    const input = form.elements[`value-${parameter.name}`];
    const value = valueOf(parameter, input);
    if (value === null) {
      wrong(input, fault(parameter, input.value.trim()));
      input.focus();
      return null;
    }
    if (value) values[parameter.name] = value;
  }
  return values;
};

/** The values with the ids of things whose whole name was typed, as if they had been picked; other names stay as typed. */
export const identified = async (question, values, fold) => {
  const found = { ...values };
  for (const { name, type, of } of question.parameters) {
    const typed = values[name];
    if (type !== "iri" || !typed || /[/:]/.test(typed)) continue;
    try {
      const same = (await suggest(typed, of)).filter((offer) => [offer.fa, offer.en].some((one) => one && fold(one) === fold(typed)));
      if (same.length !== 1) continue;
      found[name] = same[0].id;
      remember(same[0].iri, same[0].fa, same[0].en);
    } catch { /* the server reads the name as it is typed */ }
  }
  return found;
};

/** Say beside the fields which of them a refusal is about: those that its message names. */
export const markRefused = (form, question, message) => {
  for (const { name } of question.parameters) if (message.includes(`--${name}`)) form.elements[`value-${name}`]?.setAttribute("aria-invalid", "true");
};

/** A message of the server with the labels of fields in the place of their names. */
export const withLabels = (question, message) => message.replace(/--([A-Za-z_]+)/g, (whole, name) => {
  const parameter = question.parameters.find((one) => one.name === name);
  return parameter ? `«${one(parameter.about)}»` : whole;
});

/** Whether an address gives all that a question needs. */
export const isFilled = (question, given) => question.parameters.every((one) => !one.required || given[one.name]);
