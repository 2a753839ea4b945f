// The SPARQL editor: YASQE of YASGUI, loaded when it is first opened, completing the ontology's names in both languages.
import { loadTerms } from "./labels.js";
import { library } from "./server.js";
import { loadScript, loadStyle } from "./scripts.js";
import { make, one, word } from "./words.js";

const FIRST = `PREFIX agr: <https://w3id.org/agreements-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?agreement ?label ?date
WHERE {
  ?agreement a agr:Agreement ;
    rdfs:label ?label .
  OPTIONAL { ?agreement agr:date ?date }
}
ORDER BY DESC(?date)
LIMIT 20
`;
const MOST = 40;
const TYPED = /[\p{L}\p{M}\p{N}_:\u200c-]*$/u;
const SPACES = /[\u200c\s-]+/g;
let found = null;

const before = (yasqe) => {
  const cursor = yasqe.getDoc().getCursor();
  return TYPED.exec(yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch))[0];
};

const isOpen = (yasqe) => {
  const cursor = yasqe.getDoc().getCursor();
  const line = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  const typed = before(yasqe);
  const lead = line.slice(0, line.length - typed.length);
  return typed.length > 1 && !/[?$<"'@]$/.test(lead) && !/^\s*prefix\s/i.test(line) && !/(^|\s)#/.test(line) && (line.match(/"/g) || []).length % 2 === 0;
};

const ranked = (terms, fold, typed) => {
  const key = fold(typed).replace(SPACES, "");
  const name = typed.toLowerCase();
  const rank = (term) => {
    const local = term.name.toLowerCase();
    if (local.startsWith(name) || local.split(":")[1].startsWith(name)) return 0;
    const labels = term.label.map((label) => fold(label).replace(SPACES, ""));
    if (key && labels.some((label) => label.startsWith(key))) return 1;
    return (key.length > 1 && labels.some((label) => label.includes(key))) || (name.length > 2 && local.includes(name)) ? 2 : 9;
  };
  const order = { class: 0, property: 1, concept: 2 };
  return terms.map((term) => [rank(term), order[term.kind], term]).filter(([value]) => value < 9)
    .sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2].name.length - two[2].name.length || (one[2].name < two[2].name ? -1 : 1))
    .slice(0, MOST).map((item) => item[2]);
};

const hint = (yasqe, term, prefixes) => {
  const cursor = yasqe.getDoc().getCursor();
  const from = { line: cursor.line, ch: cursor.ch - before(yasqe).length };
  return {
    text: term.name,
    from,
    to: { line: cursor.line, ch: cursor.ch },
    render: (element) => {
      element.classList.add("term");
      element.title = one(term.about);
      element.append(make("code", term.name), make("bdi", one(term.label)), make("small", word(`kind-${term.kind}`)));
    },
    hint: (editor, given, self) => {
      editor.getDoc().replaceRange(self.text, self.from, editor.getDoc().getCursor(), "complete");
      addPrefixes(yasqe, prefixes);
    },
  };
};

// A known prefix that the query uses and does not declare is declared.
const addPrefixes = (yasqe, prefixes) => {
  const declared = yasqe.getPrefixesFromQuery();
  const bare = yasqe.getValue().replace(/<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*$/gm, " ");
  const used = new Set([...bare.matchAll(/(?:^|[\s(|/^!{;,])([a-z]+):/g)].map((match) => match[1]));
  const missing = [...used].filter((prefix) => prefixes[prefix] && !(prefix in declared)).sort();
  if (missing.length) yasqe.addPrefixes(Object.fromEntries(missing.map((prefix) => [prefix, prefixes[prefix]])));
};

const completer = (terms, prefixes, fold) => ({
  name: "terms",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: isOpen,
  get: () => [],
  postprocessHints: (yasqe) => ranked(terms, fold, before(yasqe)).map((term) => hint(yasqe, term, prefixes)),
});

const begin = async (place, onRun) => {
  const [{ terms, prefixes }, { fold }] = await Promise.all([loadTerms(), library(), loadStyle("assets/yasgui/yasgui.min.css"), loadScript("assets/yasgui/yasgui.min.js")]);
  const Yasqe = window.Yasgui.Yasqe || window.Yasgui.default.Yasqe;
  Yasqe.registerAutocompleter(completer(terms, prefixes, window.kg.folder(fold)), true);
  Yasqe.defaults.autocompleters = ["variables", "terms"];
  const yasqe = new Yasqe(place, {
    value: FIRST, autocompleters: ["variables", "terms"], persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: true,
    editorHeight: "340px", collapsePrefixesOnLoad: false, extraKeys: { "Ctrl-Enter": onRun, "Cmd-Enter": onRun, "Ctrl-S": () => {}, Esc: () => yasqe.getInputField().blur() },
  });
  yasqe.getInputField().setAttribute("aria-label", word("editorText"));
  const text = () => { addPrefixes(yasqe, prefixes); return yasqe.getValue(); };
  let marked = null;
  const mark = (line, column) => {
    marked?.clear();
    marked = null;
    if (!line) return;
    const at = { line: line - 1, ch: Math.max(0, column - 1) };
    marked = yasqe.getDoc().markText(at, { line: at.line, ch: at.ch + 1 }, { className: "place-of-error" });
    yasqe.getDoc().setCursor(at);
  };
  return { text, mark, put: (query) => { if (query !== yasqe.getValue()) yasqe.setValue(query); }, focus: () => yasqe.focus(), refresh: () => yasqe.refresh(), yasqe };
};

/** The editor, made when first asked for: text(), put(query), mark(line, column), focus(). */
export const openEditor = (place, onRun) => (found ||= begin(place, onRun).catch((error) => { found = null; throw error; }));
