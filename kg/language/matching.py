"""Finding many names at once in a folded text (Aho–Corasick), by whole words and with exact offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Generic, TypeAlias, TypeVar

import ahocorasick

from kg.language.folding import HARD_BREAK, NONE, PARTING, Folded, fold
from kg.language.spans import Span
from kg.language.tables import PUNCT, fold_table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A name found.

    span: where in the original, without the suffix; key: the name's fold; payloads: what was given with the name,
    in the order given; folded: where in the fold; suffix: an allowed ending that follows, in the original.
    """

    span: Span
    key: str
    payloads: tuple[T, ...]
    folded: Span
    suffix: Span | None = None


Place: TypeAlias = tuple[int, int, str, tuple[T, ...], int, int]
"""A hit in short: its start and its end with a minus in the original, its key, its payloads, where it begins in the
fold, and where in the fold its suffix ends (0: it has none)."""

_order = itemgetter(0, 1, 2)


class _Named(Generic[T]):
    """All entries of one key. exact: the breaks inside it where they are written all alike, each one a space."""

    __slots__ = ("_borders", "exact", "key", "payloads", "size")

    def __init__(self, key: str, entries: list[tuple[bytes, T]]) -> None:
        self.key, self.size = key, len(key)
        self._borders = tuple([borders for borders, _ in entries])
        self.payloads = tuple([payload for _, payload in entries])
        alike = all([borders == self._borders[0] for borders in self._borders])
        self.exact = self._borders[0][1:].translate(_SPACED) if alike else bytes(self.size - 1)

    def fitting(self, folded: Folded, start: int, end: int) -> tuple[T, ...]:
        """Return the payloads of the names that have a break where the text has one."""
        named = zip(self._borders, self.payloads, strict=True)
        return tuple([payload for borders, payload in named if may_break(folded, start, end, borders)])


_SPACED = bytes([NONE, *[HARD_BREAK] * 255])
_APART = "\n\n"
"""Between names that are folded together."""


class Matcher(Generic[T]):
    """A set of names, each with a payload, to be found in any spelling the fold unifies.

    A space inside a hit is only allowed where the name itself has a break, so «به شهر» is not بهشهر; a name's own
    break may be missing in the text («بهعنوان»), and so may its punctuation. Hits are whole words, unless one of
    the suffixes («ها», «ای» …) stands between the name and the next border. Names that fold to nothing are ignored.
    """

    def __init__(
        self, entries: Iterable[tuple[str, T]], *, suffixes: tuple[str, ...] = (), whole_words: bool = True
    ) -> None:
        self._whole = whole_words
        self._suffixes = tuple(sorted({fold(s).text for s in suffixes} - {""}, key=lambda s: (-len(s), s)))
        found: dict[str, list[tuple[bytes, T]]] = {}
        given = list(entries)
        for written, (_, payload) in zip(forms([name for name, _ in given]), given, strict=True):
            for key, borders in written:
                found.setdefault(key, []).append((borders, payload))
        self._automaton = ahocorasick.Automaton()
        for key, listed in found.items():
            self._automaton.add_word(key, _Named(key, listed))
        self._empty = not found
        if found:
            self._automaton.make_automaton()

    def find(self, folded: Folded) -> tuple[Match[T], ...]:
        """Return all hits, overlapping ones too, by their start, the longest first."""
        return tuple(
            Match(
                Span(start, -back), key, payloads, Span(low, low + len(key)),
                folded.span(low + len(key), suffix_end) if suffix_end else None,
            )
            for start, back, key, payloads, low, suffix_end in self.places(folded)
        )  # fmt: skip

    def places(self, folded: Folded) -> list[Place[T]]:
        """Return all hits as plain tuples, in the order of ``find``: a text has many that come to nothing."""
        made: list[Place[T]] = []
        if self._empty:
            return made
        text = folded.text
        found = list(self._automaton.iter(text))
        if not found:
            return made
        borders, breaks, index = folded.borders, folded.breaks, folded.index
        whole, suffixes = self._whole, self._suffixes
        for last, named in found:
            end = last + 1
            start = end - named.size
            if whole and not borders[start]:
                continue
            suffix_end = self._suffix_end(folded, end) if suffixes and text.startswith(suffixes, end) else 0
            if whole and not (suffix_end or borders[end]):
                continue
            payloads = named.payloads
            inner = breaks[start + 1 : end]
            if inner != named.exact and inner.count(NONE) < len(inner):
                payloads = named.fitting(folded, start, end)
            if payloads:
                after = folded.offsets(start, end)[1] if folded.marked else index[last] + 1
                made.append((index[start], -after, named.key, payloads, start, suffix_end))
        made.sort(key=_order if folded.expands else None)
        return made

    def _suffix_end(self, folded: Folded, end: int) -> int:
        """Return where an allowed suffix after the name ends, or 0. One letter alone after a space is none."""
        for suffix in self._suffixes:
            after = end + len(suffix)
            if folded.text.startswith(suffix, end) and folded.border(after):
                apart = folded.breaks[end] >= HARD_BREAK and len(suffix) == 1
                if not apart and may_break(folded, end, after, bytes(after - end)):
                    return after
        return 0


def forms(names: Sequence[str]) -> list[list[tuple[str, bytes]]]:
    """Return the folds of each name: as written, and without its punctuation. Names that fold to nothing have none.

    Beside each fold stands one byte for each of its characters: 1 where a word border stands before it. All names are
    folded at once: a lexicon has tens of thousands.
    """
    made = [[form] if form[0] else [] for form in _folds(names)]
    blanks = _unpunctuated()
    dotted = {at: name.translate(blanks) for at, name in enumerate(names) if not _punctuation().isdisjoint(name)}
    for at, form in zip(dotted, _folds(tuple(dotted.values())), strict=True):
        made[at] = sorted({*made[at], form}) if form[0] else []
    return made


def _folds(names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the fold of each name, with its borders, out of that of all of them."""
    folded = Folded(_APART.join(names))
    skeleton, borders, index = folded.text, folded.borders, folded.index
    at = low = 0
    for name in names:
        at += len(name) + len(_APART)
        high = bisect_left(index, at, low)
        yield skeleton[low:high], borders[low:high]
        low = high


@cache
def _unpunctuated() -> dict[int, str]:
    return {code: " " for code, kind in fold_table().classes.items() if kind == PUNCT}


@cache
def _punctuation() -> frozenset[str]:
    return frozenset(map(chr, _unpunctuated()))


def may_break(folded: Folded, start: int, end: int, allowed: bytes) -> bool:
    """Say whether all spaces inside a stretch stand where they may (one byte a position); no blank line may."""
    if folded.breaks.find(PARTING, start + 1, end) >= 0:
        return False
    at = folded.breaks.find(HARD_BREAK, start + 1, end)
    while at >= 0:
        if not allowed[at - start]:
            return False
        at = folded.breaks.find(HARD_BREAK, at + 1, end)
    return True


def longest(matches: Iterable[Match[T]]) -> tuple[Match[T], ...]:
    """Return the hits that do not overlap, taken from the left, the longest at each place."""
    kept: list[Match[T]] = []
    for match in sorted(matches, key=lambda m: (m.span.start, -m.span.end, m.key)):
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return tuple(kept)
