"""Finding many names at once in a folded text (Aho–Corasick), by whole words and with exact offsets."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    breaks: frozenset[int]
    payload: T


class _Named(Generic[T]):
    """All entries of one key. exact: the breaks inside it where they are written all alike, each one a space."""

    __slots__ = ("_entries", "exact", "key", "payloads", "size")

    def __init__(self, key: str, entries: list[_Entry[T]]) -> None:
        self.key, self.size = key, len(key)
        self.payloads = tuple(entry.payload for entry in entries)
        self._entries = entries
        breaks = {entry.breaks for entry in entries}
        alike = breaks.pop() if len(breaks) == 1 else frozenset()
        self.exact = bytes(HARD_BREAK if at in alike else NONE for at in range(1, self.size))

    def fitting(self, folded: Folded, start: int, end: int) -> tuple[T, ...]:
        """Return the payloads of the names that have a break where the text has one."""
        return tuple(e.payload for e in self._entries if may_break(folded, start, end, e.breaks))


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
        found: dict[str, list[_Entry[T]]] = {}
        for name, payload in entries:
            for key, breaks in sorted(forms(name)):
                found.setdefault(key, []).append(_Entry(frozenset(breaks), payload))
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
                if not apart and may_break(folded, end, after, frozenset()):
                    return after
        return 0


def forms(name: str) -> set[tuple[str, tuple[int, ...]]]:
    """Return the folds of a name with their inner breaks: as written, and without its punctuation."""
    return {_form(written) for written in {name, name.translate(_unpunctuated())} if fold(written).text}


def _form(name: str) -> tuple[str, tuple[int, ...]]:
    folded = fold(name)
    return folded.text, tuple(at for at, border in enumerate(folded.borders[:-1]) if border and at)


@cache
def _unpunctuated() -> dict[int, str]:
    return {code: " " for code, kind in fold_table().classes.items() if kind == PUNCT}


def may_break(folded: Folded, start: int, end: int, allowed: frozenset[int]) -> bool:
    """Say whether all spaces inside a stretch stand where they may (positions from its start); no blank line may."""
    if folded.breaks.find(PARTING, start + 1, end) >= 0:
        return False
    at = folded.breaks.find(HARD_BREAK, start + 1, end)
    while at >= 0:
        if at - start not in allowed:
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
