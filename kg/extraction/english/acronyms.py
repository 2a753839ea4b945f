"""Where a name begins whose abbreviation stands behind it: the initials of its words are the letters in the brackets.

"Central Council for Research in Unani Medicine (CCRUM)": small words join what capitals alone leave apart. The idea of
reading a long form back from its short one is that of Schwartz and Hearst (2003).
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.language import Span

REACH = 14
"""Most elements of a name with its small words."""

_INNER = frozenset(
    "NAME INST WORD COOP IHEAD STATE NATIONAL PLACE CAPITAL GIVEN OF FOR IN AND THE COMMA ON ADJ TO".split()
)
_HEADED = ["IHEAD", "OF"]
_MINISTRY = "Ministry of "
FEWEST = 3
"""Fewest letters of an abbreviation that tells where its name begins."""


def long_form(text: str, made: list[Element], short: str) -> int:
    """Return the index in ``made`` where the name behind an abbreviation begins; that of the last element if none does.

    A ministry goes without its head in its abbreviation ("Ministry of Ayurveda, Yoga … (AYUSH)").
    """
    last = len(made) - 1
    letters = [char.lower() for char in short if char.isupper()]
    if len(letters) < FEWEST or len(letters) < len(short) - 1:
        return last
    for at in range(last, max(-1, last - REACH), -1):
        if made[at].kind not in _INNER:
            return last
        if any(_spells(name, letters) for name in _names(text, Span(made[at].span.start, made[-1].span.end))):
            return at - 2 if at > 1 and [e.kind for e in made[at - 2 : at]] == _HEADED else at
    return last


def _names(text: str, span: Span) -> list[str]:
    """Return what a span names, with and without the ministry before its field; [] behind a small letter."""
    name = span.of(text)
    _, _, field = name.partition(_MINISTRY)
    return [part for part in (name, field) if part[:1].isupper()]


def _spells(name: str, letters: list[str]) -> bool:
    """Say whether the capitals of a name's words are the letters, or those and one more."""
    initials = [word[0].lower() for word in name.replace("-", " ").split() if word[0].isupper()]
    rest = iter(initials)
    return initials[:1] == letters[:1] and len(initials) <= len(letters) + 1 and all(one in rest for one in letters)
