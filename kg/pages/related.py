"""The agreements that an agreement rests on or that rest on it, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ontology.terms import AGR
from kg.pages.links import agreement_link
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.values import Label, Quotes, Related

_KINDS = {
    "implements": "implementedBy",
    "amends": "amendedBy",
    "extends": "extendedBy",
    "supersedes": "supersededBy",
}
"""Kind of link -> the word for it as seen from the other agreement."""


def related_to(reader: Reader, node: Node) -> tuple[Related, ...]:
    """Return the other agreements in the order of the kinds: those it rests on, those known by name, its followers."""
    return (*_known(reader, node), *_named(reader, node), *_followers(reader, node))


def _known(reader: Reader, node: Node) -> Iterator[Related]:
    for kind in _KINDS:
        for term in node.iris(AGR(kind)):
            yield _related(reader, kind, reader.local(term), _words(reader, node, kind, reader.local(term)))


def _named(reader: Reader, node: Node) -> Iterator[Related]:
    found = [reader.node(reader.local(term)) for term in node.iris(AGR("hasReference"))]
    for item in sorted(found, key=lambda item: (item.text(AGR("referenceKind")), item.text(AGR("text")))):
        kind = item.text(AGR("referenceKind"))
        if kind in _KINDS:
            yield Related(kind, Label(item.text(AGR("text"))), None, reader.quotes(item))


def _followers(reader: Reader, node: Node) -> Iterator[Related]:
    for kind, seen_from_there in _KINDS.items():
        for other in reader.sources_of(AGR(kind), node.id):
            yield _related(reader, seen_from_there, other, _words(reader, reader.node(other), kind, node.id))


def _related(reader: Reader, kind: str, other: str, quotes: Quotes) -> Related:
    link = agreement_link(reader, other)
    return Related(kind, link.label, link, quotes)


def _words(reader: Reader, node: Node, kind: str, other: str) -> Quotes:
    """Return the quotes of the links of this kind that the reports of one agreement have to the other."""
    quotes: list[Quotes] = []
    for report in node.iris(AGR("reportedBy")):
        for term in reader.stated(reader.local(report)).iris(AGR("hasReportedLink")):
            link = reader.stated(reader.local(term))
            ends = {end for to in link.iris(AGR("linkedReport")) for end in _told_by(reader, reader.local(to))}
            if link.text(AGR("reportedLinkKind")) == kind and other in ends:
                quotes.append(reader.quotes(link))
    return tuple(dict.fromkeys(quote for found in quotes for quote in found))


def _told_by(reader: Reader, report: str) -> tuple[str, ...]:
    return reader.sources_of(AGR("reportedBy"), report)
