"""What the reference page tells, read from the ontology's graph as plain sorted values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology.files import load_ontology
from kg.ontology.terms import AGR, ONTOLOGY_GRAPH, PREFIXES, SCHEME, short

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OWL = PREFIXES["owl"]
_SECTIONS = (
    ("classes", "رده‌ها", "Classes", _OWL + "Class"),
    ("object-properties", "ویژگی‌های شیئی", "Object properties", _OWL + "ObjectProperty"),
    ("data-properties", "ویژگی‌های داده‌ای", "Data properties", _OWL + "DatatypeProperty"),
    ("annotation-properties", "ویژگی‌های حاشیه‌ای", "Annotation properties", _OWL + "AnnotationProperty"),
)
_LINES = (
    ("زیررده", "subclass of", "rdfs", "subClassOf"),
    ("زیرویژگی", "subproperty of", "rdfs", "subPropertyOf"),
    ("دامنه", "domain", "rdfs", "domain"),
    ("برد", "range", "rdfs", "range"),
    ("وارون", "inverse of", "owl", "inverseOf"),
    ("میان‌بر", "short-cut for", "owl", "propertyChainAxiom"),
    ("متناظر", "corresponds to", "agr", "correspondsTo"),
    ("بالاتر", "broader", "skos", "broader"),
    ("وضعیت پس از آن", "leads to status", "agr", "leadsToStatus"),
    ("همسان", "exact match", "skos", "exactMatch"),
    ("نزدیک", "close match", "skos", "closeMatch"),
)
_TRAITS = {
    "FunctionalProperty": ("یگانه", "functional"),
    "SymmetricProperty": ("متقارن", "symmetric"),
    "AsymmetricProperty": ("نامتقارن", "asymmetric"),
    "IrreflexiveProperty": ("نابازتابی", "irreflexive"),
}


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A stretch of a line: text, and the anchor or address it leads to, if any."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line about a term: its name in both languages and what it says."""

    name_fa: str
    name_en: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One term. anchor: id on the page; code: prefixed name; depth: 1 for concepts below another."""

    anchor: str
    code: str
    iri: str
    label_fa: str
    label_en: str
    text_fa: str
    text_en: str
    lines: tuple[Line, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of terms, or a concept scheme with its concepts."""

    anchor: str
    label_fa: str
    label_en: str
    text_fa: str
    text_en: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page: what the ontology is called, its version and licence, and its sections."""

    title_fa: str
    title_en: str
    text_fa: str
    text_en: str
    iri: str
    version: str
    licence: str
    sections: tuple[Section, ...]


def describe(graph: Graph | None = None) -> Page:
    """Read the page's content from the ontology, or from another graph that holds its header."""
    reader = _Reader(load_ontology() if graph is None else graph)
    head = ONTOLOGY_GRAPH.value
    return Page(
        title_fa=reader.words(head, "rdfs", "label", "fa"),
        title_en=reader.words(head, "rdfs", "label", "en"),
        text_fa=reader.words(head, "dcterms", "description", "fa"),
        text_en=reader.words(head, "dcterms", "description", "en"),
        iri=head,
        version=reader.first(head, "owl", "versionInfo"),
        licence=_link(reader.first(head, "dcterms", "license")),
        sections=(*reader.kinds(), *reader.schemes()),
    )


class _Reader:
    """Reads one graph; all answers are sorted, so the page is the same on every run."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def nodes(self, subject: str, prefix: str, name: str) -> list[Node]:
        from rdflib import URIRef  # noqa: PLC0415 - slow to import

        found = self.graph.objects(URIRef(subject), URIRef(PREFIXES[prefix] + name))
        return sorted(found, key=lambda node: node.n3())

    def words(self, subject: str, prefix: str, name: str, language: str) -> str:
        """Return the literal in this language, "" when there is none."""
        found = self.nodes(subject, prefix, name)
        return next((str(node) for node in found if getattr(node, "language", None) == language), "")

    def first(self, subject: str, prefix: str, name: str) -> str:
        return next((str(node) for node in self.nodes(subject, prefix, name)), "")

    def subjects(self, prefix: str, name: str, value: str) -> list[str]:
        from rdflib import URIRef  # noqa: PLC0415

        found = self.graph.subjects(URIRef(PREFIXES[prefix] + name), URIRef(value))
        return sorted({str(node) for node in found if isinstance(node, URIRef)})

    def kinds(self) -> Iterator[Section]:
        for anchor, fa, en, kind in _SECTIONS:
            own = [iri for iri in self.subjects("rdf", "type", kind) if iri.startswith(AGR.base)]
            yield Section(anchor, fa, en, "", "", tuple(self.entry(iri) for iri in own))

    def schemes(self) -> Iterator[Section]:
        for iri in self.subjects("rdf", "type", PREFIXES["skos"] + "ConceptScheme"):
            label_fa, label_en = (self.words(iri, "skos", "prefLabel", tag) for tag in ("fa", "en"))
            text_fa, text_en = (self.words(iri, "skos", "definition", tag) for tag in ("fa", "en"))
            yield Section("scheme-" + anchor(iri), label_fa, label_en, text_fa, text_en, tuple(self.concepts(iri)))

    def concepts(self, scheme: str) -> Iterator[Entry]:
        for top in self.subjects("skos", "topConceptOf", scheme):
            yield self.entry(top)
            for lower in self.subjects("skos", "broader", top):
                yield self.entry(lower, depth=1)

    def entry(self, iri: str, depth: int = 0) -> Entry:
        label_fa, label_en = (self.words(iri, "rdfs", "label", tag) for tag in ("fa", "en"))
        text_fa, text_en = (self.words(iri, "skos", "definition", tag) for tag in ("fa", "en"))
        lines = tuple(self.lines(iri))
        return Entry(anchor(iri), short(iri), iri, label_fa, label_en, text_fa, text_en, lines, depth)

    def lines(self, iri: str) -> Iterator[Line]:
        for fa, en, prefix, name in _LINES:
            found = self.nodes(iri, prefix, name)
            if found:
                yield Line(fa, en, tuple(_joined((self.expression(node) for node in found), ", ")))
        traits = [str(node).removeprefix(_OWL) for node in self.nodes(iri, "rdf", "type")]
        for trait in sorted(set(traits) & set(_TRAITS)):
            yield Line(*_TRAITS[trait], ())

    def expression(self, node: Node) -> list[Word]:
        """Return a name, a union, an inverse or a chain as linked words."""
        from rdflib import BNode  # noqa: PLC0415
        from rdflib.namespace import OWL, RDF  # noqa: PLC0415

        if not isinstance(node, BNode):
            return [Word(short(str(node)), _link(str(node)))]
        if (node, RDF.first, None) in self.graph:
            return _joined((self.expression(step) for step in self.graph.items(node)), " ∘ ")
        union = self.graph.value(node, OWL.unionOf)
        if union is not None:
            return _joined((self.expression(part) for part in self.graph.items(union)), " ∪ ")
        inverse = self.graph.value(node, OWL.inverseOf)
        return [] if inverse is None else [*self.expression(inverse), Word("⁻¹")]


def _joined(parts: Iterable[list[Word]], mark: str) -> list[Word]:
    words: list[Word] = []
    for part in parts:
        words += [Word(mark), *part] if words else part
    return words


def _link(iri: str) -> str:
    """Return the address of a term: on this page, on the web, or none (``javascript:`` is no web address)."""
    if iri.startswith((AGR.base, SCHEME.base)):
        return "#" + anchor(iri)
    return iri if iri.startswith(("https://", "http://")) else ""


def anchor(iri: str) -> str:
    """Return the element id of a term on the reference page."""
    name = iri.removeprefix(SCHEME.base) if iri.startswith(SCHEME.base) else short(iri).removeprefix("agr:")
    return name.replace("/", "-").replace(":", "-").replace("#", "-")
