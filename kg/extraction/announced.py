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
"""Most elements between the word that announces and the colon."""

_MARKS = frozenset({"DASH", "SIGN", "QUOTE", "STOP", "SEMI", "COMMA"})
_TELLS = frozenset({"SAY", "TELL", "ACT", "RASID", "COLON"})
"""What no plain list holds: behind the colon somebody speaks then, or something else is told."""

Parted = Callable[[list[Element], Words], list[Span]]


def announcer(elements: list[Element], words: Words) -> int | None:
    """Return where a list is announced («زیر», "the following", "the deal covers:"), None where none is."""
    english = words.language == "en"
    for at, element in enumerate(elements):
        if element.key in words.sets["announcing"] and at and (not english or elements[at - 1].kind == "THE"):
            return at
    return _headed(elements, words) if english else None


def _headed(elements: list[Element], words: Words) -> int | None:
    """Return where "the key areas of the deal are:", "the deal covers:", "objectives of the deal:" announce a list."""
    colon = next((n for n, e in enumerate(elements) if e.kind == "COLON"), None)
    if colon is None or not {"NOUN", "COOP"} & {e.kind for e in elements[:colon]}:
        return None
    heads = (n for n in range(colon) if elements[n].kind in ("GOAL", "PROVIDES") or elements[n].key in words.areas)
    return next(heads, None) if colon < REACH else None


def announced(elements: list[Element], found: list[Found], words: Words, parted: Parted) -> list[Found]:
    """Return the aims of a sentence with an announced list in the place of what announces it."""
    at = announcer(elements, words)
    if at is None:
        return found
    near = range(at + 1, min(at + REACH, len(elements)))
    colon = next((n for n in near if elements[n].kind == "COLON"), None)
    if colon is None and words.language != "en":  # «زیر» is "below", and "under" as well
        return found
    reached = elements[colon if colon is not None else at].span.end
    others = [aim for aim in found if aim.span.start >= reached or aim.span.end <= elements[at].span.start]
    rest = elements[colon + 1 :] if colon is not None else []
    items = _items(rest, words, parted)
    if not items:
        return others
    behind = rest[0].span.start
    return [aim for aim in others if aim.span.end <= behind] + [
        Found("axis", one, "objective.announced") for one in items
    ]


def _items(rest: list[Element], words: Words, parted: Parted) -> list[Span]:
    """Return the items behind the colon, none where no list follows in the sentence."""
    while rest and rest[-1].kind in _MARKS:
        rest = rest[:-1]
    if not rest or any(e.kind in _TELLS for e in rest):
        return []
    return [one for one in parted(rest, words) if SHORTEST <= one.end - one.start <= LONGEST]
