"""What search needs of a page: one entry with its names and words, and the fold of ``kg.language`` for the browser.

The search box folds what is typed exactly as names and texts were folded, so ملي finds ملی. The table is read off
``search_text`` itself, character by character, so that the two cannot drift apart.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language import search_text
from kg.pages.values import Label, Link

LONGEST_NAME = 120
"""Characters of a name that a hit shows; a longer one ends with an ellipsis."""
LONGEST_LEAD = 140
"""Characters of the text below a hit."""
_BLOCK = 256
"""Code points looked at together: most blocks fold to themselves."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One page as search sees it.

    names: folded, each by itself. text: folded words of its text. lead: a line of the text as printed.
    order: by it pages of a kind are put in order; agreements and articles show the last first, others the first.
    """

    kind: str
    href: str
    label: Label
    names: tuple[str, ...]
    text: str = ""
    lead: str = ""
    order: str = ""


def search_entry(
    link: Link, names: Iterable[str] = (), texts: Iterable[str] = (), *, order: str = "", lead: str = ""
) -> SearchEntry:
    """Return the entry of a page. names: folded (its labels are names too); texts: as printed; lead: see above."""
    label, said = link.label, list(texts)
    own = [search_text(name) for name in (label.fa, label.en)]
    known = tuple(dict.fromkeys(name for name in (*own, *names) if name))
    words = " ".join(dict.fromkeys(word for text in said for word in search_text(text).split()))
    shown = Label(_short(label.any, LONGEST_NAME), _short(label.en, LONGEST_NAME) if label.fa else "")
    first = " ".join((lead or next(iter(said), "")).split())
    return SearchEntry(link.kind, link.href, shown, known, words, _short(first, LONGEST_LEAD), order)


def entry_json(entry: SearchEntry) -> list[str]:
    """Return an entry as plain texts; ``entry_read`` reads it back."""
    label = entry.label
    return [entry.kind, entry.href, label.fa, label.en, "|".join(entry.names), entry.text, entry.lead, entry.order]


def entry_read(raw: list[str]) -> SearchEntry:
    """Return the entry that ``entry_json`` told."""
    kind, href, fa, en, names, text, lead, order = raw
    return SearchEntry(kind, href, Label(fa, en), tuple(filter(None, names.split("|"))), text, lead, order)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@cache
def fold_data() -> dict[str, Any]:
    """Return the fold for the browser.

    ``runs``: rows of first code point, step, characters, and what they become: one text for all of them, or a number
    that is added to each. ``lists``: rows of first code point and, one after another, what it and those behind it
    become, parted by a bar. ``marks``: first code points and lengths of runs of dropped characters that belong to the
    letter before, which the rule on a hamza before a yeh must look past.
    """
    table = {code: to for code in _changing() if (to := _folded(chr(code))) != chr(code)}
    marks = [code for code, to in table.items() if not to and unicodedata.category(chr(code)) in ("Mn", "Me", "Lm")]
    runs, single = _runs(table)
    return {"runs": runs, "lists": _lists(single), "marks": [number for run in _stretches(marks) for number in run]}


def _changing() -> Iterator[int]:
    """Yield the code points of the blocks in which the fold changes something; lone surrogates are none."""
    for start in range(0, 0x110000, _BLOCK):
        codes = [code for code in range(start, start + _BLOCK) if not 0xD800 <= code <= 0xDFFF]
        text = "x".join(map(chr, codes))
        if search_text(text) != text:
            yield from codes


def _runs(table: dict[int, str]) -> tuple[list[list[Any]], dict[int, str]]:
    """Return the runs of at least three characters that become one text or move alike, and what is left."""
    ways: dict[tuple[str, int | str], list[int]] = defaultdict(list)
    for code, to in table.items():
        ways["same", to].append(code)
        if len(to) == 1:
            ways["moved", ord(to) - code].append(code)
    found = sorted(
        ((run, way) for (_, way), codes in ways.items() for run in _steps(codes)), key=lambda item: -item[0][2]
    )
    runs: list[list[Any]] = []
    left = dict(table)
    for (first, step, count), way in found:
        codes = range(first, first + step * count, step)
        if count >= _SHORTEST_RUN and all(code in left for code in codes):
            runs.append([first, step, count, way])
            for code in codes:
                del left[code]
    return sorted(runs, key=lambda run: run[0]), left


_SHORTEST_RUN = 3


def _steps(codes: list[int]) -> list[tuple[int, int, int]]:
    """Return (first, step, count) of the stretches in which codes follow one another, or every second one."""
    found = [(first, 1, count) for first, count in _stretches(codes)]
    lone = [first for first, _, count in found if count == 1]
    pairs: list[tuple[int, int, int]] = []
    for code in lone:
        if pairs and code == pairs[-1][0] + 2 * pairs[-1][2]:
            pairs[-1] = (pairs[-1][0], 2, pairs[-1][2] + 1)
        else:
            pairs.append((code, 2, 1))
    return [run for run in found if run[2] > 1] + pairs


def _stretches(codes: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for code in codes:
        if runs and code == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((code, 1))
    return runs


def _lists(table: dict[int, str]) -> list[list[Any]]:
    rows = _stretches(sorted(table))
    return [[first, "|".join(table[code] for code in range(first, first + count))] for first, count in rows]


def _folded(char: str) -> str:
    """Return what one character becomes between two letters."""
    inner = search_text(f"x{char}x")[1:-1]
    return inner if inner.strip(" ") or not inner else " "
