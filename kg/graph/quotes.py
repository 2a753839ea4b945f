"""Evidence nodes: the exact quote and offsets behind every fact of an article's graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.extraction.reading import Evidence
from kg.graph.builder import Builder, Value, integer, string
from kg.identity import hash_id
from kg.ontology.terms import AGR, OA, REASON


def reason_concept(code: str | None) -> NamedNode | None:
    """Return the concept of a reason code.

    >>> reason_concept("NOT_AN_INSTITUTION")
    <NamedNode value=https://w3id.org/agreements-kg/scheme/reason/not-an-institution>
    """
    return None if code is None else REASON(code.lower().replace("_", "-"))


class Quotes:
    """Writes the evidence of one article."""

    def __init__(self, out: Builder, article_key: str, article: NamedNode) -> None:
        self.out, self.article_key, self.article = out, article_key, article

    def behind(self, node: NamedNode, rule: str, best: Evidence, further: Iterable[Evidence] = ()) -> None:
        """Give a node its rule and its quotes, the best one first."""
        self.out.add(node, AGR("rule"), string(rule))
        for ordinal, found in enumerate((best, *further)):
            evidence = self._node(node, found, "")
            self.out.add(evidence, AGR("ordinal"), integer(ordinal))

    def mention(self, node: NamedNode, rule: str, ordinal: int, found: Evidence) -> None:
        """Give a node a further quote that names it and supports no value of its own."""
        evidence = self._node(node, found, "mention")
        self.out.add(evidence, AGR("ordinal"), integer(ordinal))
        self.out.add(evidence, AGR("rule"), string(rule))

    def support(self, node: NamedNode, predicate: NamedNode, found: Evidence, value: str, rule: str) -> None:
        """Give one plain fact (node, predicate, value) its quote."""
        evidence = self._node(node, found, AGR.local(predicate) or predicate.value)
        out = self.out
        out.add(evidence, AGR("onProperty"), predicate)
        out.add(evidence, AGR("literalValue"), string(value))
        out.add(evidence, AGR("rule"), string(rule))

    def _node(self, about: NamedNode, found: Evidence, aspect: str) -> NamedNode:
        out = self.out
        key = (self.article_key, str(found.start), str(found.end), out.local(about), aspect)
        evidence = out.node(hash_id("evidence", *key))
        out.kind(evidence, AGR("Evidence"), OA("SpecificResource"))
        facts: tuple[tuple[NamedNode, Value | None], ...] = (
            (OA("hasSource"), self.article),
            (AGR("quote"), string(found.text)),
            (AGR("start"), integer(found.start)),
            (AGR("end"), integer(found.end)),
            (AGR("about"), about),
        )
        for predicate, value in facts:
            out.add(evidence, predicate, value)
        out.add(about, AGR("evidence"), evidence)
        return evidence
