"""What the words of two reports say: titles, objectives, topics, names of other agreements, the text itself.

Words are compared within one language only; topics are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kg.identity.days import LATER, by_stage, told_later
from kg.identity.keys import ReportKey
from kg.identity.minhash import REPUBLISHED, resemblance
from kg.identity.name_tables import rows
from kg.identity.parts import Part, part

STEM = 5
"""Letters by which a word is known: «آموزش», «آموزشی» and «آموزش‌های» are one."""
FEW = 3
"""Telling words that a report must have for their difference to speak against it."""
LARGELY, PASSAGES = 0.45, 0.2


def word_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    """Yield what speaks from the words."""
    if one.language == other.language:
        named = _stems(tuple(name for report in (one, other) for _, name in report.names))
        yield from _graded(_telling(one) - named, _telling(other) - named, later=told_later(one, other))
    if one.topics and other.topics:
        yield _topic_part(one, other)
    yield from _name_part(one, other)
    yield from _text_part(one, other)


def _topic_part(one: ReportKey, other: ReportKey) -> Part:
    both, fewer = len(set(one.topics) & set(other.topics)), min(len(one.topics), len(other.topics))
    differ = "topics differ" if one.language == other.language else "topics differ, two languages"
    if not both and _related(one, other):
        return part("topics", "topics shared", "one belongs to another")
    weight = differ if not both else "topics alike" if 2 * both > fewer else "topics shared"
    return part("topics", weight, f"{both} of {fewer} shared")


def _related(one: ReportKey, other: ReportKey) -> bool:
    """Say whether a topic of one report belongs to a broader one of the other."""
    return any(field in there.topics for here, there in ((one, other), (other, one)) for _, field in here.fields)


def _telling(report: ReportKey) -> frozenset[str]:
    return _stems((report.title, *report.objectives))


def content(text: str) -> frozenset[str]:
    """Return the stems of the telling words of a search text."""
    return _stems((text,))


@lru_cache(maxsize=8192)
def _stems(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the telling words of search texts."""
    return frozenset(word[:STEM] for text in texts for word in text.split() if len(word) > 1) - common()


@cache
def common() -> frozenset[str]:
    """Return the stems in which texts of any two agreements are alike."""
    return frozenset(stem for kind, stems in rows("common-stems", 2) if kind != "telling" for stem in stems.split())


def _graded(mine: frozenset[str], theirs: frozenset[str], *, later: bool) -> Iterator[Part]:
    """Grade the share of the shorter report's telling words that the longer has too."""
    both, fewer = len(mine & theirs), min(len(mine), len(theirs))
    if both >= 2 and both >= 0.5 * fewer:
        weight = "words alike"
    elif both >= 2 and both >= 0.3 * fewer:
        weight = "words overlap"
    elif both and both >= 0.15 * fewer:
        weight = "few words shared"
    elif fewer >= FEW and both < 0.1 * fewer:
        weight = "words differ, one told later" if later else "words differ"
    else:
        return
    yield part("words", weight, f"{both} of {fewer} shared")


def _name_part(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    first, then = by_stage(one, other)
    if then.status in LATER and any(_names(name, first) for name in then.references):
        yield part("reference", "names the other")


def _names(name: str, report: ReportKey) -> bool:
    title = report.title.replace(" ", "")
    return bool(title) and (name in title or title in name)


def _text_part(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    share = resemblance(one.minhash, other.minhash)
    grades = ((REPUBLISHED, "text republished"), (LARGELY, "text largely the same"), (PASSAGES, "passages shared"))
    weight = next((name for least, name in grades if share >= least), None)
    if weight:
        yield part("text", weight, f"resemblance {share:.2f}")
