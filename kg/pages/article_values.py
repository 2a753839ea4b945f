"""The plain values that the page of an article shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.pages.values import Fact, Label, Link, Source

_NONE = Label()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text. anchors: marks that start here; marks: all it belongs to, shortest first."""

    text: str
    anchors: tuple[str, ...]
    marks: tuple[str, ...]
    unused: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an article that supports something. number: of the stretch; anchor: its element id in the text."""

    number: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Said:
    """What stretches say of a thing. word: what of it, may be empty; left: how many more do than are listed."""

    word: Label
    stretches: tuple[Stretch, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Told:
    """A thing that an article tells of. name: element id of its row."""

    link: Link
    name: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence or candidate that gave no fact, with the reason. what: the candidate was taken for."""

    text: str
    reason: Label
    what: Label = _NONE


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows.

    pieces: the whole text; their marks and anchors are numbers of stretches. anchors: number -> element ids of the
    quotes that are this stretch; told: what the stretches support, by thing; linked: number -> element
    id of the row in it where the stretch or its thing stands.
    """

    id: str
    link: Link
    source: Source
    language: str
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    anchors: Mapping[str, tuple[str, ...]]
    told: tuple[Told, ...]
    linked: Mapping[str, str]
    unused: tuple[Leftover, ...]
    dropped: tuple[Leftover, ...]
