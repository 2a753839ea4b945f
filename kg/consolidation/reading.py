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

Sifted = Callable[[NamedNode], Iterable[Quad | Triple]]
"""Of one article graph at least all that its digest would hold."""


@dataclass(slots=True)
class Reader:
    """Reads article graphs. acted: corrections (local ids) by the report or mention they acted on.

    copies: where digests of graphs are, and are kept for a second reading when a run has many.
    """

    fetch: Fetch
    sifted: Sifted
    copies: Copies
    decided: Decided
    base_iri: str
    lexicon: Lexicon
    many: bool = False
    same: dict[NamedNode, NamedNode] = field(init=False)
    acted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    applied: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make nodes of the bodies that stand for others."""
        named = ((self.base_iri + old, self.base_iri + new) for old, new in self.decided.bodies.items())
        self.same = {NamedNode(old): NamedNode(new) for old, new in named}

    def view(self, graph: NamedNode) -> View:
        """Return one article's graph as a look-up."""
        return self.views(graph)[0]

    def views(self, graph: NamedNode) -> tuple[View, View]:
        """Return one article's graph with joined bodies put together, and with the bodies as they were written."""
        article = self._article(graph)
        corrections = self.decided.corrections.get(article, ())
        written = View(self.fetch(graph, None)) if corrections else self._told(graph, article)
        joined = written.joined(self.same) if self.same else written
        if not corrections:
            return joined, written
        return self._corrected(joined, article, corrections), self._corrected(written, article, corrections)

    def _article(self, graph: NamedNode) -> str:
        return graph.value.removeprefix(self.base_iri + article_graph(""))

    def _told(self, graph: NamedNode, article: str) -> View:
        """Return what an article tells, of its digest where there is one."""
        known = self.copies.get(article)
        if known is not None:
            return View.of_digest(known, self.base_iri)
        view = View.sifted(self.sifted(graph))
        if self.many:
            self.copies.put(article, view.digest(self.base_iri))
        return view

    def evidence(self, graph: NamedNode, iri: str) -> NamedNode | None:
        """Return the quote that shows a report's kind, or else the first of a node, reading no more than it must."""
        node, kind, article = NamedNode(iri), AGR("reportedType"), self._article(graph)
        known = self.copies.get(article)
        digest = View.of_digest(known, self.base_iri) if known is not None else None
        if article in self.decided.corrections:
            found = self.view(graph).nodes(node, AGR("evidence"))
        else:
            view = digest or View(self.fetch(graph, node))
            found = sorted(view.nodes(node, AGR("evidence")), key=lambda one: one.value)
        for one in found:
            if (digest or View(self.fetch(graph, one))).node(one, AGR("onProperty")) == kind:
                return one
        return next(iter(found), None)

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
