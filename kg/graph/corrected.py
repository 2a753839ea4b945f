"""What an article says, as people corrected it: the consolidated facts are made of this, the store keeps the original.

A rejected fact is absent, with its evidence; a replaced one has the new value and keeps its evidence; a confirmed one
stays. Whatever a correction acted on points to it with ``agr:correctedBy``: the node that has the fact while it stands,
else what pointed to that node, else the article; a replaced part has ``agr:basis basis:curated``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.named_facts import FactFinder, NamedFact
from kg.graph.rejecting import reject
from kg.graph.replacing import Replacing
from kg.graph.revision import Revision
from kg.graph.view import View
from kg.identity import hash_id
from kg.ledgers import Correction, Property, property_named, standing
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, RDF


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one correction.

    nodes: those of the article's graph that it acted on, rejected ones, too. reason: why it did not act, else "".
    """

    correction: Correction
    nodes: tuple[NamedNode, ...] = ()
    reason: str = ""

    @property
    def applied(self) -> bool:
        """Whether the correction acted."""
        return not self.reason


def correction_node(correction: Correction, base_iri: str) -> NamedNode:
    """Return the node of a correction: the same wherever the line stands in its file."""
    return NamedNode(base_iri + hash_id("correction", correction.key))


def corrected(
    view: View, article: NamedNode, corrections: Sequence[Correction], base_iri: str, lexicon: Lexicon
) -> tuple[View, tuple[Outcome, ...]]:
    """Return the view as corrected, and one outcome a line about this article, in the order of the lines."""
    own = [one for one in corrections if base_iri + one.article == article.value]
    if not own:
        return view, ()
    last = {one.fact: one for one in standing(own)}
    work = _Work(view, article, base_iri, lexicon)
    outcomes = []
    for one in own:
        newest = last[one.fact]
        outcomes.append(
            work.apply(one) if newest is one else Outcome(one, reason=f"line {newest.line} has taken its place")
        )
    return work.revision.view, tuple(outcomes)


class _Work:
    """Applies corrections one after the other to one article's graph."""

    def __init__(self, view: View, article: NamedNode, base_iri: str, lexicon: Lexicon) -> None:
        self.revision = Revision(view)
        self._article, self._base_iri = article, base_iri
        self._finder = FactFinder(base_iri, lexicon)
        self._replacing = Replacing(self.revision, base_iri, lexicon)

    def apply(self, line: Correction) -> Outcome:
        """Apply one line and return its outcome."""
        facts, reason = self._finder.find(self.revision.view, line)
        prop = property_named(line.property)
        if reason or prop is None:
            return Outcome(line, reason=reason)
        marker = correction_node(line, self._base_iri)
        if line.action == "replace":
            reason = self._replacing.replace(prop, facts, line.replacement, marker)
        elif line.action == "reject":
            self._reject(prop, facts, marker)
        else:
            self._mark((fact.owner for fact in facts), marker)
        nodes = () if reason else tuple(dict.fromkeys(fact.owner for fact in facts))
        return Outcome(line, nodes, reason)

    def _reject(self, prop: Property, facts: Sequence[NamedFact], marker: NamedNode) -> None:
        for fact in facts:
            holders = self._pointing_to(fact.owner) if prop.whole else [fact.owner]
            reject(self.revision, prop, fact)
            left = [node for node in holders if self.revision.view.node(node, RDF("type"))]
            self._mark(left or [self._article], marker)
        self.revision.mend_short_cuts()

    def _pointing_to(self, part: NamedNode) -> list[NamedNode]:
        """Return what has this part: reports, mentions, signatures; the report a statement is about has it as well."""
        view = self.revision.view
        return view.nodes(part, AGR("aboutReport")) + [
            triple.subject
            for triple in view.triples()
            if triple.object == part and isinstance(triple.subject, NamedNode) and triple.predicate != AGR("about")
        ]

    def _mark(self, nodes: Iterable[NamedNode], marker: NamedNode) -> None:
        for node in nodes:
            self.revision.add(node, AGR("correctedBy"), marker)
