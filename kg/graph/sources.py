"""Where the consolidation reads from: the graphs of articles, and which node stands in which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Quad

from kg.graph.view import View
from kg.lexicon import Lexicon

CACHED_VIEWS = 256
"""Article graphs kept in memory while clusters are written; one cluster's articles mostly follow each other."""


class Sources:
    """The article graphs, read one at a time. ``fetch`` returns the quads of one graph."""

    def __init__(self, graphs: Iterable[NamedNode], fetch: Callable[[NamedNode], Iterable[Quad]]) -> None:
        self.graphs = tuple(sorted(graphs, key=lambda graph: graph.value))
        self.view = lru_cache(maxsize=CACHED_VIEWS)(lambda graph: View(fetch(graph)))

    def views(self) -> Iterator[tuple[NamedNode, View]]:
        """Yield every graph with its view, by IRI."""
        for graph in self.graphs:
            yield graph, self.view(graph)


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What every writer of consolidated facts may look up.

    home: the graph in which a report or mention (local id) stands. official_of: a mention's official, agreement_of:
    a report's agreement, all local ids.
    """

    base_iri: str
    sources: Sources
    lexicon: Lexicon
    home: Mapping[str, NamedNode]
    official_of: Mapping[str, str]
    agreement_of: Mapping[str, str]
