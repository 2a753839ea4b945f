"""The plain values that the page of an article shows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.pages.values import Fact, Label, Link, Quote, Quotes, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text. anchors: quotes that start here; marks: all quotes it belongs to."""

    text: str
    anchors: tuple[str, ...]
    marks: tuple[str, ...]
    unused: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a quote of an article supports: a thing with a page."""

    link: Link
    quote: Quote


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence or candidate that gave no fact, with the reason."""

    text: str
    reason: Label
    what: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page of an article shows."""

    id: str
    link: Link
    source: Source
    language: str
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    told: tuple[tuple[Link, Quotes], ...]
    unused: tuple[Leftover, ...]
    dropped: tuple[Leftover, ...]
