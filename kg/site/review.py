"""The page of doubtful pairs: both sides in two columns, and the command line of each decision."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.ontology import label
from kg.ontology.terms import AGR
from kg.pages import Label, When, plain_assets, render, when
from kg.review import Doubt, Quote, Side, SideFact
from kg.site.folder import MARKER, fresh_site

SHOWN_QUOTES = 2
"""Quotes of one value on the page; the article has the others."""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of one side."""

    id: str
    title: str
    key: str
    publisher: str
    published: When | None


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one side."""

    value: Label
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as the page shows it."""

    kind: Label
    score: str
    reasons: tuple[str, ...]
    one: Column
    other: Column
    rows: tuple[tuple[Label, tuple[Said, ...], tuple[Said, ...]], ...]
    commands: tuple[tuple[str, str], ...]


def write_review(doubts: Iterable[Doubt], folder: Path) -> Path:
    """Write the page of these pairs into ``folder`` (new, empty, or an earlier site) and return the file to open.

    Raises OutputError when the folder cannot be written or holds something else.
    """
    folder = Path(folder).resolve()
    pairs = [_pair(doubt) for doubt in doubts]
    with fresh_site(folder) as site:
        site.copy_all(plain_assets())
        site.write("index.html", render("review.html", root="", section="review", pairs=pairs, shown=SHOWN_QUOTES))
        site.write(MARKER, json.dumps({"generator": "agreements-kg", "pairs": len(pairs)}, sort_keys=True) + "\n")
    return folder / "index.html"


def _pair(doubt: Doubt) -> PairView:
    kind = "Report" if doubt.one.id.startswith("report/") else "OfficialMention"
    rows = ((_named(name), _said(one), _said(other)) for name, one, other in doubt.rows)
    return PairView(
        _named(kind), doubt.score, doubt.reasons, _column(doubt.one), _column(doubt.other), tuple(rows), doubt.commands
    )


def _named(term: str) -> Label:
    return Label(label(AGR(term), "fa") or term, label(AGR(term), "en") or term)


def _column(side: Side) -> Column:
    return Column(side.id, side.title, side.key, side.publisher, when(side.published, side.jalali))


def _said(facts: Iterable[SideFact]) -> tuple[Said, ...]:
    return tuple(Said(Label(fact.value, fact.english), fact.note, fact.quotes) for fact in facts)
