"""The plain values that the page of an article shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.pages.values import Fact, Label, Link, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text. anchors: marks that start here; marks: all it belongs to, shortest first."""

    text: str
    anchors: tuple[str, ...]
    marks: tuple[str, ...]
    unused: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of an article that supports a thing. number: of the stretch; words: what of the thing it says.

    anchor: element id of the stretch in the text.
    """

    number: str
    text: str
    anchor: str
    words: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence or candidate that gave no fact, with the reason."""

    text: str
    reason: Label
    what: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows.

    pieces: the whole text; their marks and anchors are numbers of stretches. anchors: number -> element ids of the
    quotes that are this stretch; told: what the stretches support, by thing; linked: numbers of the stretches that
    stand in it.
    """

    id: str
    link: Link
    source: Source
    language: str
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    anchors: Mapping[str, tuple[str, ...]]
    told: tuple[tuple[Link, tuple[Told, ...]], ...]
    linked: frozenset[str]
    unused: tuple[Leftover, ...]
    dropped: tuple[Leftover, ...]
