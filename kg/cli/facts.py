"""Facts about one thing in a store, each with its quotes: what ``kg show`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.cli.blocks import PROLOGUE, Block, read_blocks
from kg.language import search_text, skeleton_key, to_jalali
from kg.ontology import terms
from kg.query import heirs, is_retired, living, told, unnamed
from kg.store import Store, Term

SHORTEST = 5
"""Letters a name needs to be looked for across word borders: fewer would be found inside other words."""

LONGEST_NAME = 120
"""Characters of a name that are shown."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words, their offsets in code points, and the article: its title, publication date and IRI."""

    text: str
    start: int
    end: int
    article: str
    published: str | None
    iri: str


@dataclass(slots=True)
class Fact:
    """One fact under a heading: its value, what qualifies it (name -> value), and its quotes."""

    heading: str
    value: str
    qualifiers: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something that has a page: its class, label and IRI."""

    kind: str
    label: str
    iri: str


class FactReader:
    """Reads things and facts out of an open store; labels are looked up once.

    ``redirects``: one sentence for each thing to which the retired id asked for last leads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._base = store.base_iri
        self._starts = tuple(f"{store.base_iri}{kind.lower()}/" for kind in read_blocks("show.rq"))
        self._labels: dict[str, str] = {}
        self.redirects: tuple[str, ...] = ()

    def find(self, name: str) -> tuple[Thing, ...]:
        """Return what goes by this name: an IRI or id, a key, any spelling of a name, else words of one."""
        things = self._named_by_id(name)
        if not things and (key := skeleton_key(name)):
            things = self._things("?node agr:skeletonKey ?needle", key)
        things = things or self._things("GRAPH ?graph { ?node dcterms:identifier ?needle }", name)
        return things or self._named_by_words(name)

    def _named_by_words(self, name: str) -> tuple[Thing, ...]:
        """Return what these words stand in; as a last resort with the spaces of both sides left out."""
        text = "{ ?node agr:searchText ?all } UNION { ?node agr:hasObjective ?aim . ?aim agr:searchText ?all }"
        words, key = search_text(name), skeleton_key(name)
        things: tuple[Thing, ...] = ()
        if words:
            test = 'CONTAINS(CONCAT(" ", ?all, " "), CONCAT(" ", ?needle, " "))'
            things = self._things(f"{text} FILTER({test})", words)
        if not things and len(key) >= SHORTEST:
            things = self._things(f'{text} FILTER(CONTAINS(REPLACE(?all, " ", ""), ?needle))', key)
        return things

    def facts(self, thing: Thing) -> tuple[Fact, ...]:
        """Return everything the store says about the thing, section by section."""
        return tuple(fact for section in read_blocks("show.rq")[thing.kind] for fact in self._section(thing, section))

    def _named_by_id(self, name: str) -> tuple[Thing, ...]:
        """Take the name for an IRI, a local id or the last part of one; a retired id leads on."""
        starts = ("",) if name.startswith(("http://", "https://")) else (self._base, *self._starts)
        for start in starts:
            try:
                node = NamedNode(start + name)
            except ValueError:
                continue
            if is_retired(self._store, node):
                return self._retired(node)
            if things := self._things("", thing=node):
                return things
        return ()

    def _retired(self, node: NamedNode) -> tuple[Thing, ...]:
        """Return what a retired id leads to, and remember that it does. Raises QueryError where that is nothing."""
        found = heirs(self._store, node) or (living(self._store, node),)
        self.redirects = tuple(told(self._store, node, heir) for heir in found)
        things = tuple(sorted(thing for heir in found for thing in self._things("", thing=heir)))
        if not things:
            raise unnamed(self._store, node, found[0])
        return things

    def _things(self, pattern: str, needle: str = "", thing: NamedNode | None = None) -> tuple[Thing, ...]:
        """Return the things ``?node`` that match a pattern, which may use ``?needle``; or the given one."""
        bindings: dict[str, Term] = {"node": thing} if thing else {"needle": Literal(needle)}
        columns = "?node ?class" if thing else "?node ?class ?needle"
        typed = "{ ?node a ?class } UNION { GRAPH ?any { ?node a ?class FILTER(?class = agr:Article) } }"
        query = f"{PROLOGUE} SELECT DISTINCT {columns} {{ {pattern} {typed} }}"
        things = set()
        for node, kind, *_ in self._store.query(query, bindings).rows:
            name = terms.AGR.local(kind)
            if isinstance(node, NamedNode) and name in read_blocks("show.rq"):
                things.add(Thing(name, self.label(node), node.value))
        order = list(read_blocks("show.rq"))
        return tuple(sorted(things, key=lambda found: (order.index(found.kind), found.label, found.iri)))

    def _section(self, thing: Thing, section: Block) -> list[Fact]:
        """Return the facts of one heading in the order of ``?order``, else of their first quotes."""
        answer = self._store.query(section.sparql, {"this": NamedNode(thing.iri)})
        facts: dict[tuple[int, str], Fact] = {}
        for row in answer.rows:
            cells = dict(zip(answer.variables[1:], row[1:], strict=True))
            order, evidence = _plain(cells.pop("order", None)), cells.pop("evidence", None)
            value = cells.pop(answer.variables[1])
            fact = facts.setdefault((int(order or 0), str(value)), Fact(section.name, self.text(value)))
            self._add(fact, cells, evidence)
        for fact in facts.values():
            fact.quotes.sort(key=_place)
        return [fact for _, fact in sorted(facts.items(), key=lambda item: (item[0][0], *_first(item[1])))]

    def _add(self, fact: Fact, cells: dict[str, Term | None], evidence: Term | None) -> None:
        """Add what a further row says of the same value: other qualifiers, other quotes."""
        for name, term in cells.items():
            text = self.text(term)
            if text and text not in fact.qualifiers.setdefault(name, []):
                fact.qualifiers[name] = sorted([*fact.qualifiers[name], text])
        fact.quotes += [quote for quote in self._quotes(evidence) if quote not in fact.quotes]

    def _quotes(self, evidence: Term | None) -> Iterator[Quote]:
        if not isinstance(evidence, NamedNode):
            return
        rows = self._store.query(
            f"""{PROLOGUE} SELECT ?quote ?start ?end ?article ?published ?evidence {{ GRAPH ?graph {{
            ?evidence agr:quote ?quote ; agr:start ?start ; agr:end ?end ; oa:hasSource ?article
            OPTIONAL {{ ?article schema:datePublished ?published }} }} }}""",
            {"evidence": evidence},
        ).rows
        for quote, start, end, article, published, _ in rows:
            iri = article.value if isinstance(article, NamedNode) else ""
            date = published.value if isinstance(published, Literal) else None
            yield Quote(_plain(quote), int(_plain(start)), int(_plain(end)), self.text(article), date, iri)

    def text(self, term: Term | None) -> str:
        """Return a term as a person reads it: a label, or a literal; dates in both calendars."""
        if isinstance(term, NamedNode):
            return self.label(term)
        if isinstance(term, Literal) and term.datatype == terms.XSD("date"):
            return f"{to_jalali(term.value)} ({term.value})"
        return _plain(term)

    def label(self, node: NamedNode) -> str:
        """Return the name of a thing, the Persian one before the English; of a concept or class both."""
        if node.value not in self._labels:
            self._labels[node.value] = self._label(node)
        return self._labels[node.value]

    def _label(self, node: NamedNode) -> str:
        names = self._names(node)
        concept = terms.SCHEME.local(node) or terms.AGR.local(node)
        if concept and {"en", "fa"} <= names.keys():
            return f"{names['en']} ({names['fa']})"
        if names:
            return names.get("fa") or names[min(names)]
        return concept.rsplit("/", 1)[-1] if concept else node.value.removeprefix(self._base)

    def _names(self, node: NamedNode) -> dict[str, str]:
        """Return language -> name from the first property that gives any; a bare text is named by its first line."""
        for name in (terms.RDFS("label"), terms.SKOS("prefLabel"), terms.SCHEMA("headline"), terms.AGR("text")):
            found = [quad.object for quad in self._store.quads(node, name, None, None)]
            literals = [(term.language or "", term.value) for term in found if isinstance(term, Literal)]
            if literals:
                return {language: _first_line(text) for language, text in sorted(literals, reverse=True)}
        return {}


def _first_line(text: str) -> str:
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= LONGEST_NAME else f"{line[:LONGEST_NAME]}…"


def _place(quote: Quote) -> tuple[str, str, int, int]:
    return quote.published or "9999", quote.iri, quote.start, quote.end


def _first(fact: Fact) -> tuple[tuple[str, str, int, int], str]:
    return (_place(fact.quotes[0]) if fact.quotes else ("9999", "", 0, 0)), fact.value


def _plain(term: Term | None) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
