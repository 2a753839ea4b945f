"""The page of the quality of the data, and the lists of agreements that lack a fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.overview import Counts, Quality, Survey, without
from kg.pages.dates import persian_digits, when
from kg.pages.figures import MOST_PAGES, ROWS, Group, Naming, list_page, numbered, pages_of, rows_of, term
from kg.pages.rendering import render
from kg.pages.values import Label
from kg.pages.words import words

_FACTS = {
    "date": "factDate",
    "party": "factParty",
    "secondParty": "factSecondParty",
    "hasObjective": "factObjective",
    "signatory": "factSignatory",
    "place": "factPlace",
    "duration": "factDuration",
    "value": "factValue",
}
"""Fact of an agreement -> the word for it."""
_ODD = {"year": "oddYear", "late": "oddLate"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the address of its list, "" for none."""

    name: Label
    count: int
    whole: int
    href: str = ""

    @property
    def percent(self) -> int:
        """The part in whole per cent; 0 and 100 only where it is none and all."""
        if not self.whole or not self.count:
            return 0
        return 100 if self.count == self.whole else min(99, max(1, round(100 * self.count / self.whole)))


def missing_address(fact: str) -> str:
    """Return the address of the list of agreements that lack a fact, without page and extension."""
    return f"quality/without-{'-'.join(_words_of(fact))}"


def _words_of(fact: str) -> list[str]:
    """Return the words of a property's name in small letters.

    >>> _words_of("hasObjective")
    ['objective']
    """
    spaced = "".join(f" {char.lower()}" if char.isupper() else char for char in fact)
    return [word for word in spaced.split() if word != "has"]


def fact_name(fact: str) -> Label:
    """Return what a missing fact is called."""
    return words()[_FACTS[fact]]


def quality_page(naming: Naming, found: Quality, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page of the quality of the data."""
    unnamed = words()["unknown"]
    values = {
        "found": found,
        "quiet": found.articles - found.told,
        "publishers": [
            Share(Label(one.name) if one.name else unnamed, one.told, one.articles) for one in found.publishers
        ],
        "years": [
            Share(Label(persian_digits(one.name), one.name) if one.name else unnamed, one.told, one.articles)
            for one in found.years
        ],
        "missing": [_missing(found, fact.fact, fact.count) for fact in found.missing],
        "skipped": _named(found.skipped, lambda code: Label(code, code)),
        "dropped": _named(found.dropped, lambda slug: naming.concept("reason", slug)),
        "contradictions": _named(found.contradictions, _property),
        "disputed": [(naming.thing(one.agreement), _property(one.property)) for one in found.disputed],
        "pairs": [(words()["pairsOfReports" if kind == "report" else "pairsOfMentions"], n) for kind, n in found.pairs],
        "doubtful": [(naming.thing(one.one), naming.thing(one.other), f"{one.score:.1f}") for one in found.doubtful],
        "odd_dates": _named(found.odd_dates, lambda reason: words()[_ODD[reason]]),
        "odd": [(naming.thing(one.agreement), when(one.date), one.date) for one in found.odd],
        "quoted": [(term(one.kind), one, _mean(one.quotes, one.facts)) for one in found.quoted],
        "unresolved": [(naming.thing(one), count) for one, count in found.unresolved_most],
    }
    return render("quality.html", section="quality", root="", **values, **extra)


def _missing(found: Quality, fact: str, count: int) -> Share:
    return Share(fact_name(fact), count, found.agreements, numbered(missing_address(fact), 1) if count else "")


def _named(counts: Counts, name: Callable[[str], Label]) -> list[tuple[Label, int]]:
    return [(name(one), count) for one, count in counts]


def _property(name: str) -> Label:
    return term(name) if name else words()["unknown"]


def _mean(quotes: int, facts: int) -> str:
    return f"{quotes / facts:.1f}" if facts else "0"


def missing_pages(count: int) -> int:
    """Return how many pages the list of so many agreements has: it is cut."""
    return min(MOST_PAGES, pages_of(count))


def missing_page(
    naming: Naming,
    survey: Survey,
    fact: str,
    number: int = 1,
    numbers: Sequence[int] | None = None,
    **extra: Any,  # noqa: ANN401 - whatever templates show
) -> str:
    """Return a page of the agreements that lack a fact, the latest first. numbers: these, where they are known."""
    found = survey.latest_first(without(survey, fact)) if numbers is None else numbers
    rows = rows_of(naming.reader, survey, found[(number - 1) * ROWS : number * ROWS])
    groups = [Group("list", Label(), len(found), rows)] if rows else []
    values = {
        "fact": fact_name(fact),
        "left_out": max(0, len(found) - ROWS * MOST_PAGES),
        "year": 0,
        "calendar": "gregorian",
        "months": None,
    }
    pages = missing_pages(len(found))
    return list_page(
        missing_address(fact), number, len(found), groups, pages=pages, section="quality", **values, **extra
    )
