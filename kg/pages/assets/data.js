// Hands the facts behind a page out as Turtle, JSON-LD or a table. They are loaded when they are asked for.
"use strict";

(() => {
  const place = document.getElementById("as-data");
  if (!place) return;
  const { load } = window.kg;

  const XSD = "http://www.w3.org/2001/XMLSchema#string";
  const namer = ({ base, prefixes }) => (name) => {
    if (name.startsWith("<")) return name.slice(1, -1);
    const [prefix, ...rest] = name.split(":");
    return rest.length && prefixes[prefix] ? prefixes[prefix] + rest.join(":") : base + name;
  };

  // Every triple as [subject, predicate, value]: IRIs as strings, texts as {text, language, type}.
  const triples = (nodes, iri) => nodes.flatMap(([subject, facts]) => facts.flatMap(([predicate, ...values]) => values.map((value) => {
    if (typeof value === "string") return [iri(subject), iri(predicate), iri(value)];
    const [text, extra = ""] = value;
    const language = extra.startsWith("@") ? extra.slice(1) : "";
    return [iri(subject), iri(predicate), { text, language, type: language || !extra ? XSD : iri(extra) }];
  })));

  const ESCAPES = { "\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const quoted = (text) => `"${text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char])}"`;
  const node = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}>`;
  const term = (value) => {
    if (typeof value === "string") return node(value);
    if (value.language) return `${quoted(value.text)}@${value.language}`;
    return value.type === XSD ? quoted(value.text) : `${quoted(value.text)}^^${node(value.type)}`;
  };

  const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const turtle = (found) => `${found.map(([s, p, o]) => `${node(s)} ${node(p)} ${term(o)} .`).join("\n")}\n`;

  const jsonld = (found) => {
    const nodes = new Map();
    for (const [s, p, o] of found) {
      if (!nodes.has(s)) nodes.set(s, { "@id": s });
      const into = nodes.get(s);
      if (p === TYPE && typeof o === "string") (into["@type"] ||= []).push(o);
      else if (typeof o === "string") (into[p] ||= []).push({ "@id": o });
      else if (o.language) (into[p] ||= []).push({ "@value": o.text, "@language": o.language });
      else (into[p] ||= []).push(o.type === XSD ? { "@value": o.text } : { "@value": o.text, "@type": o.type });
    }
    return `${JSON.stringify([...nodes.values()], null, 1)}\n`;
  };

  const SCHEMA = "https://schema.org/";
  const PERSIAN = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "UTC" });

  // The Jalali form of a full Gregorian day, "" for anything else.
  const jalali = (day) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return "";
    const parts = Object.fromEntries(PERSIAN.formatToParts(new Date(day)).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };

  // A line a fact, with the quotes that its subject rests on. A cell that a spreadsheet would calculate is kept a text.
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll("\"", "\"\"")}"`;
  const table = (found, agr) => {
    const facts = new Map();
    for (const [s, p, o] of found) {
      if (!facts.has(s)) facts.set(s, new Map());
      const own = facts.get(s);
      own.set(p, [...(own.get(p) || []), typeof o === "string" ? o : o.text]);
    }
    const first = (id, name) => ((facts.get(id) || new Map()).get(name) || [""])[0];
    const source = "http://www.w3.org/ns/oa#hasSource";
    // Start and end count code points, as in the store: [...text].slice(start, end) in JavaScript.
    const lines = [["subject", "property", "value", "language", "quote", "start", "end", "article", "publisher", "published", "jalali", "url"]];
    const origin = (article) => {
      const day = first(article, `${SCHEMA}datePublished`);
      return [article, first(article, `${SCHEMA}publisher`), day, jalali(day), first(article, `${SCHEMA}url`)];
    };
    for (const [s, p, o] of found) {
      if (p.startsWith(agr) && p === `${agr}evidence`) continue;
      const quotes = ((facts.get(s) || new Map()).get(`${agr}evidence`) || [""]).map((id) => [
        first(id, `${agr}quote`), first(id, `${agr}start`), first(id, `${agr}end`), ...origin(first(id, source)),
      ]);
      const value = typeof o === "string" ? [o, ""] : [o.text, o.language];
      for (const quote of quotes) lines.push([s, p, ...value, ...quote]);
    }
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  const FORMATS = {
    ttl: ["text/turtle", (found) => turtle(found)],
    jsonld: ["application/ld+json", (found) => jsonld(found)],
    csv: ["text/csv", (found, agr) => table(found, agr)],
  };

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  place.hidden = false;
  for (const button of place.querySelectorAll("button[data-format]")) {
    button.addEventListener("click", async () => {
      const [nodes, context] = await Promise.all([load(place.dataset.facts), load("data/context")]);
      const [type, write] = FORMATS[button.dataset.format];
      const text = write(triples(nodes, namer(context)), context.prefixes.agr);
      save(`${place.dataset.name}.${button.dataset.format}`, type, text);
    });
  }
})();
