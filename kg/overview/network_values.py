"""The whole cooperation network in frozen columns: one entry a node, one entry an edge.

Columns of whole numbers are arrays, since a network may have hundreds of thousands of nodes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.network import NodeMeasure

KINDS: Final = ("agreement", "institution", "official")
RELATIONS: Final = ("participation", "signature", "tenure")
Sets = tuple[tuple[int, ...], ...]
"""For each node the numbers of what it belongs to, ascending."""


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """A topic, province or status: the last part of its address, and its name in both languages ("" for none)."""

    slug: str
    fa: str
    en: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What nodes can be chosen by, each sorted by slug."""

    topics: tuple[Concept, ...]
    provinces: tuple[Concept, ...]
    statuses: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """What a store says of each node, sorted by local id.

    kind: number in KINDS. fa, en: names, "" for none. topics, provinces, statuses: numbers in the facets; an
    institution or official has those of its agreements. home: the province a body lies in or an agreement is about,
    -1 where unknown. first, last: day as yyyymmdd, 0 where unknown.
    """

    id: tuple[str, ...]
    kind: array[int]
    fa: tuple[str, ...]
    en: tuple[str, ...]
    topics: Sets
    provinces: Sets
    statuses: Sets
    home: array[int]
    first: array[int]
    last: array[int]

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges sorted by relation, ends and key. source, target: numbers of nodes; key: local id of what states it."""

    source: array[int]
    target: array[int]
    relation: array[int]
    key: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.key)


@dataclass(frozen=True, slots=True)
class Standing:
    """How each node stands in the whole.

    degree: edges; neighbours: distinct nodes at their other ends; betweenness: share of shortest paths that pass
    it, six places; sample: nodes it was estimated from, None when exact.
    """

    degree: array[int]
    neighbours: array[int]
    betweenness: array[float]
    sample: int | None


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the nodes that is shown as one: named after its best connected institution ("" where it has none)."""

    fa: str
    en: str
    members: int


@dataclass(frozen=True, slots=True)
class Folding:
    """One way to divide all nodes into parts, with the places that go with it.

    of: node -> number of its part, the largest is 0. parts: their names. within: node -> number of the piece of its
    part, all 0 where the part is in one piece. x, y: whole pixels, the parts apart from each other.
    """

    of: array[int]
    parts: tuple[Fold, ...]
    within: array[int]
    x: array[int]
    y: array[int]


@dataclass(frozen=True, slots=True)
class NetworkOverview:
    """The whole network of a store. provinces: the other way to fold, None while the whole can be shown at once."""

    facets: Facets
    nodes: Nodes
    edges: Edges
    standing: Standing
    communities: Folding
    provinces: Folding | None

    @property
    def folded(self) -> bool:
        """Whether there are too many nodes to show at once."""
        return self.provinces is not None

    def measure(self, at: int) -> NodeMeasure:
        """Return how the node of a number stands, as pages show it."""
        one = self.standing
        between, community = one.betweenness[at], self.communities.of[at]
        return NodeMeasure(self.nodes.id[at], one.degree[at], one.neighbours[at], between, community)

    def measures(self) -> Iterator[NodeMeasure]:
        """Yield how each node stands."""
        return map(self.measure, range(len(self.nodes)))
