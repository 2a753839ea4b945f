"""Institutions and places that the articles name: curated facts where the lexicon has them, else as written."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, string
from kg.graph.succession import add_succession
from kg.language import search_text, skeleton_key
from kg.lexicon import Institution, Lexicon, Place
from kg.ontology.terms import AGR, DCTERMS, GEO, IKIND, ORG, RDFS, SKOS, XSD

KINDS = {"state": "state", "company": "company"}
"""Kinds that a text itself tells of a body outside the lexicon."""


@dataclass(frozen=True, slots=True)
class BodySeen:
    """A body outside the lexicon: local id, its name in the earliest article, that article's language, kind or "".

    also: its other names, each with its language.
    """

    id: str
    name: str
    language: str
    kind: str
    also: tuple[tuple[str, str], ...] = ()


class Bodies:
    """Writes institutions and places, each once, with whatever it lies in."""

    def __init__(self, out: Builder, lexicon: Lexicon) -> None:
        self._out, self._lexicon = out, lexicon
        self._done: set[str] = set()

    def institution(self, known: Institution) -> None:
        """Write an institution of the lexicon with its parents and its province."""
        self._curated(known)

    def place(self, local_id: str) -> None:
        """Write a place of the lexicon with the places it lies in; an id that the lexicon lacks is nothing."""
        self._place(local_id)

    def as_written(self, seen: BodySeen) -> None:
        """Write an institution that the lexicon does not have."""
        out, body = self._out, self._out.node(seen.id)
        out.kind(body, AGR("Institution"), ORG("FormalOrganization"))
        out.basis(body, "quoted")
        for ordinal, (name, language) in enumerate(((seen.name, seen.language), *seen.also)):
            out.add(body, SKOS("altLabel") if ordinal else RDFS("label"), Literal(name, language=language))
            out.add(body, AGR("skeletonKey"), string(skeleton_key(name)))
            out.add(body, AGR("searchText"), string(search_text(name)))
        if seen.kind in KINDS:
            out.add(body, AGR("institutionKind"), IKIND(KINDS[seen.kind]))

    def _curated(self, known: Institution) -> None:
        if known.id in self._done:
            return
        self._done.add(known.id)
        out, body = self._out, self._out.node(known.id)
        out.kind(body, AGR("Institution"), ORG("FormalOrganization"))
        out.basis(body, "curated")
        out.add(body, AGR("institutionKind"), IKIND(known.kind))
        out.add(body, DCTERMS("source"), string(known.source))
        self._names(body, (known.name_fa, *known.aliases_fa), "fa")
        self._names(body, (known.name_en, *known.aliases_en), "en")
        for former in self._lexicon.owned_ids(known):
            out.kind(out.node(former), AGR("RetiredIdentifier"))
            out.add(out.node(former), DCTERMS("isReplacedBy"), body)
        parent = self._lexicon.institution_by_id(f"institution/{known.parent}") if known.parent else None
        if parent is not None:
            out.add(body, AGR("parent"), out.node(parent.id))
            self._curated(parent)
        for other in add_succession(out, known, self._lexicon):
            self._curated(other)
        if known.province:
            out.add(body, AGR("inProvince"), self._place(f"place/{known.province}"))

    def _names(self, node: NamedNode, names: tuple[str, ...], language: str) -> None:
        out = self._out
        for ordinal, name in enumerate(name for name in names if name):
            predicate = SKOS("altLabel") if ordinal else RDFS("label")
            out.add(node, predicate, Literal(name, language=language))
            out.add(node, AGR("skeletonKey"), string(skeleton_key(name)))
            out.add(node, AGR("searchText"), string(search_text(name)))

    def _place(self, local_id: str) -> NamedNode | None:
        known = self._lexicon.place_by_id(local_id)
        if known is None:
            return None
        node = self._out.node(local_id)
        if local_id not in self._done:
            self._done.add(local_id)
            self._located(node, known)
        return node

    def _located(self, node: NamedNode, known: Place) -> None:
        out = self._out
        out.kind(node, AGR("Place"))
        out.basis(node, "curated")
        out.add(node, AGR("placeKind"), string(known.kind))
        out.add(node, DCTERMS("source"), string(known.source))
        self._names(node, (known.name_fa, *known.aliases), "fa")
        self._names(node, (known.name_en,), "en")
        for predicate, degrees in ((GEO("lat"), known.lat), (GEO("long"), known.lon)):
            out.add(
                node,
                predicate,
                Literal(str(degrees), datatype=XSD("decimal")) if degrees is not None else None,
            )
        if known.parent:
            out.add(node, AGR("partOf"), self._place(f"place/{known.parent}"))
