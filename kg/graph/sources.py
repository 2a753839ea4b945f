"""Where the writers of consolidated facts read from: the graphs of articles, and which node stands in which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.graph.view import View
from kg.lexicon import Lexicon

CACHED_VIEWS = 128
"""Article graphs kept in memory while facts are written; one cluster's articles mostly follow each other."""


class Sources:
    """The article graphs, read one at a time. ``read`` returns one of them as a look-up."""

    def __init__(self, read: Callable[[NamedNode], View]) -> None:
        self.view = lru_cache(maxsize=CACHED_VIEWS)(read)


@dataclass(frozen=True, slots=True)
class World:
    """What every writer of consolidated facts may look up.

    home: the graph in which a report or mention (local id) stands. official_of: a mention's official, agreement_of:
    a report's agreement, all local ids. same_text: the earliest report of the same agreement whose article has the
    same text, often the report itself; likeness: how alike the two texts are, as a decimal. acted_on: ids of the
    corrections that acted on a report or mention.
    """

    base_iri: str
    sources: Sources
    lexicon: Lexicon
    home: Mapping[str, NamedNode]
    official_of: Mapping[str, str]
    agreement_of: Mapping[str, str]
    same_text: Mapping[str, str]
    likeness: Mapping[str, str]
    acted_on: Callable[[str], tuple[str, ...]]
