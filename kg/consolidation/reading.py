"""Article graphs as identity sees them: with judged bodies put together and people's corrections applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Triple

from kg.consolidation.copies import Copies
from kg.consolidation.decided import Decided
from kg.graph import View, corrected, correction_node
from kg.identity import article_graph
from kg.ledgers import Correction
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR

Fetch = Callable[[NamedNode, NamedNode | None], Iterable[Quad]]
"""The quads of one article graph: all, or those about one node."""


@dataclass(slots=True)
class Reader:
    """Reads article graphs. acted: corrections (local ids) by the report or mention they acted on.

    copies: where graphs are kept for a second reading, when a run has many.
    """

    fetch: Fetch
    decided: Decided
    base_iri: str
    lexicon: Lexicon
    copies: Copies | None = None
    acted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    applied: dict[str, bool] = field(default_factory=dict)

    def view(self, graph: NamedNode) -> View:
        """Return one article's graph as a look-up."""
        return self.views(graph)[0]

    def views(self, graph: NamedNode) -> tuple[View, View]:
        """Return one article's graph with joined bodies put together, and with the bodies as they were written."""
        article = graph.value.removeprefix(self.base_iri + article_graph(""))
        corrections = self.decided.corrections.get(article, ())
        written = View(self._quads(graph))
        joined = View(self._one_body(written.triples())) if self.decided.bodies else written
        if not corrections:
            return joined, written
        return self._corrected(joined, article, corrections), self._corrected(written, article, corrections)

    def _quads(self, graph: NamedNode) -> Iterable[Quad | Triple]:
        if self.copies is None:
            return self.fetch(graph, None)
        known = self.copies.get(graph.value)
        if known is not None:
            return known
        quads = tuple(self.fetch(graph, None))
        self.copies.put(graph.value, quads)
        return quads

    def evidence(self, graph: NamedNode, iri: str) -> NamedNode | None:
        """Return the quote that shows a report's kind, or else the first of a node, reading no more than it must."""
        node, kind = NamedNode(iri), AGR("reportedType")
        if graph.value.removeprefix(self.base_iri + article_graph("")) in self.decided.corrections:
            found = self.view(graph).nodes(node, AGR("evidence"))
        else:
            found = View(self.fetch(graph, node)).nodes(node, AGR("evidence"))
        shown = (one for one in found if View(self.fetch(graph, one)).node(one, AGR("onProperty")) == kind)
        return next(shown, None) or next(iter(found), None)

    def _one_body(self, quads: Iterable[Triple]) -> Iterable[Triple]:
        merged = {
            NamedNode(self.base_iri + old): NamedNode(self.base_iri + new) for old, new in self.decided.bodies.items()
        }
        for quad in quads:
            new = merged.get(quad.object) if isinstance(quad.object, NamedNode) else None
            yield Triple(quad.subject, quad.predicate, quad.object if new is None else new)

    def _corrected(self, view: View, article: str, corrections: tuple[Correction, ...]) -> View:
        found, outcomes = corrected(view, NamedNode(self.base_iri + article), corrections, self.base_iri, self.lexicon)
        for outcome in outcomes:
            self.applied[outcome.correction.key] = outcome.applied or self.applied.get(outcome.correction.key, False)
            for owner in _owners(view, outcome.nodes) if outcome.applied else ():
                local_id = owner.value.removeprefix(self.base_iri)
                name = correction_node(outcome.correction, self.base_iri).value.removeprefix(self.base_iri)
                self.acted[local_id] = tuple(sorted({*self.acted.get(local_id, ()), name}))
        return found


def _owners(view: View, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the reports and mentions to which nodes of an article's graph belong: themselves or what leads there."""
    wanted, found = set(nodes), set[NamedNode]()
    for kind in ("Report", "OfficialMention"):
        for owner in view.of_type(AGR(kind)):
            parts = view.around(owner)
            if wanted & {owner, *parts, *(node for part in parts for node in view.around(part))}:
                found.add(owner)
    return found
