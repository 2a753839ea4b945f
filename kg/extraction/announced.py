"""Lists announced before their colon: «در زمینه‌های زیر همکاری می‌کنند: A و B», "cooperate in the following fields: …".

What only announces ("the following areas of cooperation") is no aim: the list is, behind the colon or below it.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.elements import Element
from kg.extraction.objectives import LONGEST, SHORTEST, Found
from kg.extraction.words import Words
from kg.language import Span

REACH = 16
"""So many elements from the word that announces on, its colon is looked for."""

_MARKS = frozenset({"DASH", "SIGN", "QUOTE", "STOP", "SEMI", "COMMA"})
_TELLS = frozenset({"SAY", "TELL", "ACT", "RASID", "COLON"})
"""What stands neither between an announcement and its colon nor in a plain list: something else is told there."""

Parted = Callable[[list[Element], Words], list[Span]]


def announcer(elements: list[Element], words: Words) -> int | None:
    """Return where a list is announced («زیر», "the following", "the deal covers:"), None where none is."""
    at = _pointer(elements, words)
    return _head(elements, words) if at is None and words.language == "en" else at


def announced(elements: list[Element], found: list[Found], words: Words, parted: Parted) -> list[Found]:
    """Return the aims of a sentence with an announced list in the place of what announces it.

    Nothing changes where no list follows («… زیر سد …، وزیر گفت: …», "the following year").
    """
    at = announcer(elements, words)
    colon = _colon(elements, at) if at is not None else None
    if at is None or colon is None:
        return _without_pointing(elements, found, words)
    rest = _unmarked(elements[colon + 1 :])
    items = _items(rest, words, parted)
    if rest and not items:
        return found
    start = elements[at].span.start
    kept = [aim for aim in found if aim.span.end <= start]
    return kept + [Found("axis", one, "objective.announced") for one in items]


def _pointer(elements: list[Element], words: Words) -> int | None:
    """Return where «زیر» or "the following" stands; "the following year" points at nothing."""
    for at, element in enumerate(elements[:-1]):
        pointing = element.key in words.sets["announcing"] and at and elements[at + 1].kind != "TIME"
        if pointing and (words.language != "en" or elements[at - 1].kind == "THE"):
            return at
    return None


def _head(elements: list[Element], words: Words) -> int | None:
    """Return where "the key areas of the deal are:", "the deal covers:", "objectives of the deal:" announce a list."""
    colon = _colon(elements, 0)
    if colon is None or not {"NOUN", "COOP"} & {e.kind for e in elements[:colon]}:
        return None
    heads = (n for n in range(colon) if elements[n].kind in ("GOAL", "PROVIDES") or elements[n].key in words.areas)
    return next(heads, None)


def _colon(elements: list[Element], at: int) -> int | None:
    """Return the colon to which the words from ``at`` lead, None where something else is told before it."""
    near = range(at, min(at + REACH, len(elements)))
    end = next((n for n in near if elements[n].kind in _TELLS), None)
    return end if end is not None and elements[end].kind == "COLON" else None


def _without_pointing(elements: list[Element], found: list[Found], words: Words) -> list[Found]:
    """Return the aims without one that is only "the following projects", whose list stands elsewhere."""
    at = _pointer(elements, words) if words.language == "en" else None
    return found if at is None else [aim for aim in found if aim.span.start != elements[at - 1].span.start]


def _unmarked(rest: list[Element]) -> list[Element]:
    while rest and rest[-1].kind in _MARKS:
        rest = rest[:-1]
    return rest


def _items(rest: list[Element], words: Words, parted: Parted) -> list[Span]:
    """Return the items behind the colon, none where no list follows in the sentence."""
    if not rest or any(e.kind in _TELLS for e in rest):
        return []
    return [one for one in parted(rest, words) if SHORTEST <= one.end - one.start <= LONGEST]
