"""Article graphs as identity sees them: with judged bodies put together and people's corrections applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.consolidation.decided import Decided
from kg.graph import View, corrected
from kg.identity import article_graph, hash_id
from kg.ledgers import Correction
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR

Fetch = Callable[[NamedNode], Iterable[Quad]]


@dataclass(slots=True)
class Reader:
    """Reads article graphs. acted: corrections (local ids) by the report or mention they acted on."""

    fetch: Fetch
    decided: Decided
    base_iri: str
    lexicon: Lexicon
    acted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    applied: dict[str, bool] = field(default_factory=dict)

    def view(self, graph: NamedNode) -> View:
        """Return one article's graph as a look-up."""
        article = graph.value.removeprefix(self.base_iri + article_graph(""))
        corrections = self.decided.corrections.get(article, ())
        view = View(self._one_body(self.fetch(graph)) if self.decided.bodies else self.fetch(graph))
        return self._corrected(view, article, corrections) if corrections else view

    def _one_body(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        merged = {
            NamedNode(self.base_iri + old): NamedNode(self.base_iri + new) for old, new in self.decided.bodies.items()
        }
        for quad in quads:
            new = merged.get(quad.object) if isinstance(quad.object, NamedNode) else None
            yield quad if new is None else Quad(quad.subject, quad.predicate, new, quad.graph_name)

    def _corrected(self, view: View, article: str, corrections: tuple[Correction, ...]) -> View:
        found, outcomes = corrected(view, NamedNode(self.base_iri + article), corrections, self.base_iri, self.lexicon)
        for outcome in outcomes:
            self.applied[outcome.correction.key] = outcome.applied
            for owner in _owners(view, outcome.nodes) if outcome.applied else ():
                local_id = owner.value.removeprefix(self.base_iri)
                name = hash_id("correction", outcome.correction.key)
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
