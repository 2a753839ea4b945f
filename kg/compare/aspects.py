"""What of an agreement, official or institution is compared: by aspects, each value with a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.compare.side import Side
from kg.compare.values import Said
from kg.language import skeleton_key
from kg.ontology.terms import AGR, RDF, RDFS, SKOS, short

Values = dict[str, Said]
"""Key -> value. The key is the same in both states when the value is."""

Key = Callable[[NamedNode], str]
"""The id by which both states know a thing: where it redirects in the new state, its heir."""

_REPORTED = MappingProxyType({
    "agreementType": "reportedType", "status": "reportedStatus", "date": "reportedDate", "place": "reportedPlace",
    "duration": "reportedDuration", "articleCount": "reportedArticleCount", "noteCount": "reportedNoteCount",
    "placeConcerned": "reportedPlaceConcerned", "purpose": "purpose", "subject": "subject",
})  # fmt: skip
"""Properties of an agreement whose quotes are evidence of its reports: the name that the evidence gives."""

_PARTS = (
    ("party", "hasPartyParticipation", ("participant",)),
    ("host", "hasHostParticipation", ("participant",)),
    ("witness", "hasWitnessParticipation", ("participant",)),
    ("executor", "hasExecutorParticipation", ("participant",)),
    ("supervisor", "hasSupervisorParticipation", ("participant",)),
    ("signatory", "hasSignature", ("signedBy", "onBehalfOf")),
    ("plannedSignatory", "hasPlannedSignature", ("signedBy", "onBehalfOf")),
    ("objective", "hasObjective", ("text",)),
    ("event", "hasEvent", ("eventKind", "date", "actingBody")),
    ("money", "value", ("amount", "currency")),
    ("statement", "hasStatement", ("speakerName", "text")),
    ("reference", "hasReference", ("text",)),
    ("tenure", "hasTenure", ("tenureOf", "capacity")),
    ("progress", "hasProgress", ("progressText",)),
)
"""Aspects that are nodes of their own: name, the property that leads to them, what of them is told."""

_SILENT = frozenset({
    "searchText", "skeletonKey", "evidence", "basis", "rule", "earliest", "latest", "year", "jalaliYear", "jalaliDate",
    "precision", "calendar", "dateBasis", "dateAsWritten", "coParty", "topic", "party", "signatory", "holdsOffice",
    "hasParticipation", "correctedBy", "reportedBy", "dateOrder", "idOrder", "timelineDay",
})  # fmt: skip
"""Properties that follow from others, or that are told by another aspect."""


def aspects(side: Side, node: NamedNode, key: Key) -> Mapping[str, Values]:
    """Return all aspects of a thing."""
    found: dict[str, Values] = {}
    evidence = _Evidence(side, node)
    for name, value in _plain(side, node):
        said = side.said(value, evidence.of(name, value) if name in _REPORTED else ())
        found.setdefault(name, {})[key(value) if isinstance(value, NamedNode) else str(value)] = said
    for name, leads, told in _PARTS:
        for part in side.nodes(node, leads):
            code, said = _part(side, part, told, key)
            found.setdefault(name, {}).setdefault(code, said)
    found |= {name: values for name, values in _around(side, node).items() if values}
    return found


def _plain(side: Side, node: NamedNode) -> Iterator[tuple[str, object]]:
    """Yield the thing's own values that a person would want to know."""
    led_to = {leads for _, leads, _ in _PARTS}
    for quad in side.store.quads(node, graph=DefaultGraph()):
        name = AGR.local(quad.predicate) or _foreign(quad.predicate)
        if name and name not in _SILENT and name not in led_to and _tells(side, quad.object):
            yield name, quad.object


def _foreign(predicate: NamedNode) -> str:
    """Return the name of an aspect for a property of another vocabulary: names and comments, never the class."""
    if predicate == RDF("type"):
        return ""
    return "label" if predicate in (RDFS("label"), SKOS("altLabel")) else short(predicate.value)


def _tells(side: Side, value: object) -> bool:
    """Say whether a value tells something by itself: text, a concept, or a thing with a name."""
    if isinstance(value, Literal):
        return True
    if not isinstance(value, NamedNode):
        return False
    kind = side.local(value).partition("/")[0]
    return not value.value.startswith(side.store.base_iri) or kind in (
        "agreement",
        "official",
        "institution",
        "place",
        "office",
    )


def _part(side: Side, part: NamedNode, told: Iterable[str], key: Key) -> tuple[str, Said]:
    """Return a part's key and what is told of it, with its quote."""
    codes, words, id_ = list[str](), list[str](), ""
    for name in told:
        for quad in sorted(side.store.quads(part, AGR(name), None, DefaultGraph()), key=str):
            value = quad.object
            codes.append(key(value) if isinstance(value, NamedNode) else _text_key(value))
            words.append(side.shown(value))
            id_ = id_ or (
                side.local(value)
                if isinstance(value, NamedNode) and value.value.startswith(side.store.base_iri)
                else ""
            )
    said = side.said(part, side.nodes(part, "evidence"))
    return "|".join(codes), Said(" · ".join(words), id_, said.quotes)


def _text_key(value: object) -> str:
    """Return the key of a text: spelling that the fold evens out makes no difference."""
    if isinstance(value, Literal) and value.language:
        return skeleton_key(value.value)
    return str(value)


def _around(side: Side, node: NamedNode) -> dict[str, Values]:
    """Return what points to the thing or is found behind it: the articles that tell of it, what they disagree about."""
    articles: Values = {}
    for report in side.nodes(node, "reportedBy"):
        for article in side.nodes(report, "reportedIn") or [report]:
            articles[article.value] = side.said(article)
    about: Values = {}
    for quad in side.store.quads(None, AGR("contradictionAbout"), node, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            for prop in side.nodes(quad.subject, "onProperty"):
                about[prop.value] = side.said(prop, side.nodes(quad.subject, "conflictingEvidence"))
    return {"reportedBy": articles, "contradiction": about}


class _Evidence:
    """The evidence of an agreement's reports, looked up by property and value."""

    def __init__(self, side: Side, node: NamedNode) -> None:
        self._side, self._node = side, node
        self._found: dict[str, list[tuple[str, NamedNode]]] | None = None

    def of(self, name: str, value: object) -> list[NamedNode]:
        """Return the evidence that names this value, or that names none."""
        names = _spellings(self._side, value)
        entries = self._entries().get(_REPORTED[name], [])
        return [node for literal, node in entries if not literal or skeleton_key(literal) in names]

    def _entries(self) -> dict[str, list[tuple[str, NamedNode]]]:
        if self._found is None:
            self._found = {}
            for node in self._side.nodes(self._node, "evidence"):
                for prop in self._side.nodes(node, "onProperty"):
                    entry = (self._side.first(node, "literalValue"), node)
                    self._found.setdefault(AGR.local(prop) or "", []).append(entry)
        return self._found


def _spellings(side: Side, value: object) -> set[str]:
    """Return how evidence may name a value, folded: the literal, a concept's slug, the names of a place."""
    if isinstance(value, Literal):
        return {skeleton_key(value.value)}
    if not isinstance(value, NamedNode):
        return set()
    named = [*side.literals(value, RDFS("label")), *side.literals(value, SKOS("altLabel"))]
    return {skeleton_key(text) for text in (value.value.rsplit("/", 1)[-1], *(one.value for one in named))}
