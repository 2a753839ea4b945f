"""Reports become agreements and mentions officials, as articles come, change and go; only what changed is written.

The result is a function of the articles, the lexicon and the ledgers alone: any order, any batching, the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Quad

from kg.consolidation.index import Index, empty
from kg.consolidation.lines import Delta
from kg.consolidation.running import Consolidation, Step
from kg.identity import article_graph
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon

__all__ = ["Consolidation", "Delta", "Index", "Step", "consolidated_quads", "empty"]


def consolidated_quads(
    graphs: Iterable[NamedNode],
    fetch: Callable[[NamedNode], Iterable[Quad]],
    lexicon: Lexicon,
    base_iri: str,
    ledgers: Ledgers | None = None,
) -> tuple[Quad, ...]:
    """Return all consolidated facts of these article graphs, sorted; fetch: the quads of one of them."""
    names = {graph.value.removeprefix(base_iri + article_graph("")) for graph in graphs}
    index, facts = Index(None), set[Quad]()

    def about(graph: NamedNode, node: NamedNode | None) -> Iterable[Quad]:
        return (quad for quad in fetch(graph) if node is None or quad.subject == node)

    for delta in Consolidation(index, about, lexicon, ledgers or Ledgers(), base_iri).run(names):
        facts -= set(delta.remove)
        facts |= set(delta.add)
    return tuple(sorted(facts, key=str))
