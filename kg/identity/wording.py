"""What the words of two reports say: titles, objectives, topics, names of other agreements, the text itself.

Words are compared within one language only; topics are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.identity.days import LATER, by_stage
from kg.identity.keys import ReportKey
from kg.identity.minhash import REPUBLISHED, resemblance
from kg.identity.parts import Part, part

COMMON = frozenset(
    "و در به از با که را این آن برای بر تا یا های ها میان بین نیز هر همکاری همکاریهای تفاهمنامه توافقنامه قرارداد سند "
    "پروتکل یادداشت تفاهم مشترک زمینه حوزه جمهوری اسلامی ایران the of and in on to for a an with between by its their "
    "cooperation memorandum understanding agreement mou contract document joint republic islamic iran".split()
)
"""Words that every second title has; two titles alike in these alone say nothing."""
LARGELY, PASSAGES = 0.45, 0.2


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Return the telling words of a search text."""
    return frozenset(word for word in text.split() if word not in COMMON and len(word) > 1)


def word_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    """Yield what speaks from the words."""
    if one.language == other.language:
        yield from _graded("objectives", _objective_words(one), _objective_words(other), (0.5, 0.25, 0.1))
        yield from _graded("titles", content(one.title), content(other.title), (0.6, 0.35, 0.1))
    if one.topics and other.topics:
        yield part("topics", "topics shared" if set(one.topics) & set(other.topics) else "topics differ")
    yield from _name_part(one, other)
    yield from _text_part(one, other)


@lru_cache(maxsize=65536)
def _joined(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in content(text))


def _objective_words(report: ReportKey) -> frozenset[str]:
    return _joined(report.objectives)


def _graded(
    name: str, mine: frozenset[str], theirs: frozenset[str], grades: tuple[float, float, float]
) -> Iterator[Part]:
    """Grade the share of the shorter text's words that the longer has too."""
    if min(len(mine), len(theirs)) < 2:
        return
    share = len(mine & theirs) / min(len(mine), len(theirs))
    alike, overlap, differ = grades
    weight = "alike" if share >= alike else "overlap" if share >= overlap else "differ" if share < differ else ""
    if weight:
        yield part(name, f"{name} {weight}", f"{share:.0%} of words shared")


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
