"""Which facts of an article's graph a correction names: by property, value and a stretch of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Value
from kg.graph.view import View
from kg.language import skeleton_key
from kg.ledgers import CONCEPTS, Correction, Property, normalised, property_named
from kg.lexicon import Lexicon
from kg.ontology import label
from kg.ontology.terms import AGR, ROLE


@dataclass(frozen=True, slots=True)
class NamedFact:
    """One fact: the node that has it, the value, and the evidence nodes that support it."""

    owner: NamedNode
    value: Value
    evidence: tuple[NamedNode, ...]


class FactFinder:
    """Finds what corrections name, in one article's graph."""

    def __init__(self, base_iri: str, lexicon: Lexicon) -> None:
        self._base_iri, self._lexicon = base_iri, lexicon

    def find(self, view: View, wanted: Correction) -> tuple[tuple[NamedFact, ...], str]:
        """Return the facts and "", or none and why not.

        A fact whose evidence has exactly the offsets goes before one whose evidence overlaps them.
        """
        prop = property_named(wanted.property)
        if prop is None:
            return (), f"there is no property {wanted.property}"
        named = [fact for fact in self._facts(view, prop) if self._is_called(view, prop, fact, wanted.value)]
        if not named:
            return (), f"the article has no {prop.name} {wanted.value}"
        exact = tuple(fact for fact in named if _at(view, fact, wanted, exactly=True))
        near = exact or tuple(fact for fact in named if _at(view, fact, wanted, exactly=False))
        return near, "" if near else f"no quote for this {prop.name} stands at {wanted.start}:{wanted.end}"

    def _facts(self, view: View, prop: Property) -> Iterator[NamedFact]:
        for owner in _owners(view, prop):
            evidence, values = _evidence(view, owner, prop), _values(view, owner, prop)
            for value in values:
                yield NamedFact(owner, value, self._of_value(view, prop, value, evidence) if values[1:] else evidence)

    def _of_value(
        self, view: View, prop: Property, value: Value, evidence: tuple[NamedNode, ...]
    ) -> tuple[NamedNode, ...]:
        """Return the evidence of one of several values of a report: each piece says which value it supports."""
        if prop.owner != "Report" or not isinstance(value, NamedNode):
            return evidence
        named = ((node, view.text(node, AGR("literalValue")) or "") for node in evidence)
        return tuple(node for node, name in named if self._is_id(prop, value, name))

    def _is_called(self, view: View, prop: Property, fact: NamedFact, name: str) -> bool:
        """Say whether a fact's value goes by a name: as it stands, as it is shown, or in another spelling."""
        names = {literal.value for shown in prop.shown for literal in view.literals(fact.owner, AGR(shown))}
        if isinstance(fact.value, Literal):
            if fact.value.value == name:
                return True
            names.update([fact.value.value] if prop.kind == "text" else [])
        elif self._is_id(prop, fact.value, name):
            return True
        else:
            names.update(self._labels(view, prop, fact.value))
        return skeleton_key(name) in {skeleton_key(one) for one in names} - {""}

    def _is_id(self, prop: Property, node: NamedNode, name: str) -> bool:
        if prop.kind in CONCEPTS:
            return node.value.rpartition("/")[2] == name
        local = node.value.removeprefix(self._base_iri)
        if "/" in name:
            return normalised(name) == local or name in self._former_ids(local)
        if prop.kind == "institution":
            return self._lexicon.institution_id(name) == local
        place = self._lexicon.place(name) if prop.kind == "place" else None
        return place is not None and place.id == local

    def _former_ids(self, local: str) -> tuple[str, ...]:
        """Return the ids that an institution had before a lexicon knew it."""
        known = self._lexicon.institution_by_id(local)
        return self._lexicon.owned_ids(known) if known else ()

    def _labels(self, view: View, prop: Property, node: NamedNode) -> Iterator[str]:
        if prop.kind == "mention":
            yield from (literal.value for literal in view.literals(node, AGR("reportedName")))
        elif prop.kind in CONCEPTS:
            yield from (text for language in ("fa", "en") if (text := label(node, language)))


def _owners(view: View, prop: Property) -> Iterator[NamedNode]:
    linked = None
    if prop.link:
        linked = {part for report in view.of_type(AGR("Report")) for part in view.nodes(report, AGR(prop.link))}
    for owner in view.of_type(AGR(prop.owner)):
        of_role = not prop.role or ROLE(prop.role) in view.nodes(owner, AGR("reportedRole"))
        if of_role and (linked is None or owner in linked):
            yield owner


def _values(view: View, owner: NamedNode, prop: Property) -> list[Value]:
    """Return the values of a property; where there is only a name of it (a place no lexicon knows), the name."""
    if prop.kind == "report":
        return [owner]
    values: list[Value] = [*view.nodes(owner, AGR(prop.value)), *view.literals(owner, AGR(prop.value))]
    return values or [literal for shown in prop.shown for literal in view.literals(owner, AGR(shown))]


def _evidence(view: View, owner: NamedNode, prop: Property) -> tuple[NamedNode, ...]:
    """Return the evidence of a report's plain property; of a part and of a whole report all there is."""
    found = view.nodes(owner, AGR("evidence"))
    if prop.owner != "Report" or prop.kind == "report":
        return tuple(found)
    return tuple(node for node in found if view.node(node, AGR("onProperty")) == AGR(prop.value))


def _at(view: View, fact: NamedFact, wanted: Correction, *, exactly: bool) -> bool:
    for node in fact.evidence:
        start, end = view.number(node, AGR("start")) or 0, view.number(node, AGR("end")) or 0
        if (start, end) == (wanted.start, wanted.end):
            return True
        if not exactly and start < wanted.end and wanted.start < end:
            return True
    return False
