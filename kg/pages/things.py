"""The plain page that every other node has: its facts as labelled links, its quotes, and where it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import anchor, label
from kg.ontology.terms import AGR, RDF, RDFS, SCHEME, short
from kg.pages.bounded import BoundedReader
from kg.pages.dates import when
from kg.pages.names import web_address
from kg.pages.values import Label, Quotes, When

MOST = 300
"""Values of all properties, and nodes that name this one, that a page shows."""
LONGEST = 2_000
"""Characters of one value that a page shows."""
_SHOWN_APART = frozenset({AGR("evidence"), RDF("type")})


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One value of a property: a link (outside: to another site), or a text, or a date."""

    label: Label
    href: str = ""
    outside: bool = False
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A property and its values; href: the property on the reference page."""

    name: Label
    href: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """All that the plain page of a node shows. named: what leads to it."""

    id: str
    iri: str
    label: Label
    kinds: tuple[Value, ...]
    facts: tuple[Group, ...]
    quotes: Quotes
    named: tuple[Group, ...]


def thing_page(reader: BoundedReader, local_id: str) -> ThingPage:
    """Return the plain page of a node; at most MOST values, the reader notes that more was left out."""
    quads = reader.said_of(local_id)
    own = [quad for quad in quads if quad.predicate not in _SHOWN_APART]
    reader.cut |= len(own) > MOST
    leading = reader.leading_to(local_id, MOST)
    found = reader.quote(local_id)
    return ThingPage(
        id=local_id,
        iri=reader.iri(local_id).value,
        label=name_of(reader, local_id),
        kinds=tuple(sorted({_term(quad.object) for quad in quads if quad.predicate == RDF("type")})),
        facts=_groups((quad.predicate, _value(reader, quad.object)) for quad in _few(own)),
        quotes=(found[1],) if found else reader.quotes(reader.stated(local_id)),
        named=_groups((quad.predicate, _value(reader, quad.subject)) for quad in leading),
    )


def name_of(reader: BoundedReader, local_id: str) -> Label:
    """Return what a node is called: its label, what it says, its kind, or its id."""
    found = reader.label(local_id)
    if found.any.strip():
        return found
    if local_id.startswith("article/"):
        return reader.article(local_id).label
    kind, text = reader.kind(local_id), reader.name(local_id)
    if text:
        return Label(_cut(text, 120))
    if kind is None:
        return Label(local_id, local_id)
    term = _term(kind).label
    return Label(f"{term.fa or term.en}", f"{term.en or term.fa}")


def _few(quads: list[Quad]) -> list[Quad]:
    return sorted(quads, key=str)[:MOST]


def _groups(pairs: Iterable[tuple[NamedNode, Value]]) -> tuple[Group, ...]:
    """Return values by property, labels first, then by the property's name."""
    found: dict[NamedNode, set[Value]] = {}
    for predicate, value in pairs:
        found.setdefault(predicate, set()).add(value)
    order = sorted(found, key=lambda term: (term != RDFS("label"), short(term.value)))
    return tuple(Group(_term(term).label, _term(term).href, tuple(sorted(found[term], key=_by_text))) for term in order)


def _by_text(value: Value) -> tuple[str, str, str]:
    return value.when.iso if value.when else "", value.label.any, value.href


def _value(reader: BoundedReader, term: object) -> Value:
    if isinstance(term, Literal):
        day = when(term.value) if term.datatype.value.rpartition("#")[2] in _DATES else None
        return Value(_literal(term), when=day)
    if not isinstance(term, NamedNode):
        return Value(Label(_cut(str(term), 80)))
    local_id = reader.local(term)
    if local_id == term.value:
        return _term(term)
    kind = local_id.partition("/")[0]
    return Value(name_of(reader, local_id), reader.address(kind, local_id))


_DATES = ("date", "gYear", "gYearMonth")


def _literal(term: Literal) -> Label:
    text = _cut(term.value, LONGEST)
    return Label("", text) if (term.language or "").startswith("en") else Label(text)


def _term(term: object) -> Value:
    """Return a term of the vocabulary or of another one as a link."""
    iri = term.value if isinstance(term, NamedNode) else ""
    if iri.startswith((AGR.base, SCHEME.base)):
        node = NamedNode(iri)
        names = Label(label(node, "fa") or "", label(node, "en") or "")
        return Value(names if names.any else Label(short(iri), short(iri)), f"ontology.html#{anchor(iri)}")
    return Value(Label(short(iri), short(iri)), web_address(iri), outside=True)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
