// Names of what an answer holds: of terms from the ontology, of the store's nodes by asking for them, a few hundred at a time.
import { askSparql, completions } from "./server.js";
import { one, word } from "./words.js";

const MOST = 300;
const known = new Map();
const base = () => document.getElementById("desk").dataset.base;

const QUERY = (iris) => `PREFIX agr: <https://w3id.org/agreements-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT ?node ?label WHERE {
  VALUES ?node { ${iris.map((iri) => `<${iri}>`).join(" ")} }
  { ?node rdfs:label|agr:officeTitle|agr:text ?label } UNION { GRAPH ?graph { ?node schema:headline ?label } }
} LIMIT 2000`;

let terms = null;
export const loadTerms = () => (terms ||= completions().then((found) => {
  for (const term of found.terms) known.set(term.iri, term.label);
  return found;
}).catch(() => {
  terms = null;
  return { prefixes: {}, terms: [] };
}));

/** Ask for the labels of these IRIs that are not known yet. Without an answer they are shown by their ids. */
export const loadLabels = async (iris) => {
  await loadTerms();
  const asked = [...new Set(iris)].filter((iri) => iri.startsWith(base()) && !known.has(iri) && /^[^<>"{}|^`\\\u0000-\u0020]+$/.test(iri));
  for (let from = 0; from < asked.length; from += MOST) {
    const some = asked.slice(from, from + MOST);
    try {
      const { text } = await askSparql(QUERY(some), undefined, "application/sparql-results+json");
      for (const iri of some) known.set(iri, ["", ""]);
      for (const { node, label } of JSON.parse(text).results.bindings) {
        const pair = known.get(node.value) || ["", ""];
        pair[label["xml:lang"] === "en" ? 1 : 0] ||= label.value;
        known.set(node.value, pair);
      }
    } catch { return; }
  }
};

export const remember = (iri, fa, en) => { if (fa || en) known.set(iri, [fa || "", en || ""]); };
export const pairOf = (iri) => known.get(iri) || ["", ""];
export const localId = (iri) => (iri.startsWith(base()) && iri.length > base().length ? iri.slice(base().length) : "");
export const iriOf = (id) => (/^[a-z]+:\/\//.test(id) ? id : base() + id);

// What has no name is called by its kind and the beginning of its id.
const SHORT = 5;
const unnamed = (id) => {
  const [kind, ...rest] = id.split("/");
  const known = word(`node-${kind}`);
  return rest.length && known !== `node-${kind}` ? `${known} ${rest.join("/").slice(0, SHORT)}…` : id;
};

/** The name of an IRI, else its kind and short id. */
export const nameOf = (iri) => one(pairOf(iri)) || unnamed(localId(iri)) || iri;
