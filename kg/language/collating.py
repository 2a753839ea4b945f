"""The order of names in a list: by the alphabet, not by code points, where پ چ ژ گ stand behind all other letters."""

from __future__ import annotations

ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
"""The Persian letters, folded, in their order."""
_PLACES = {ord(letter): 0xE000 + place for place, letter in enumerate(ALPHABET)}
"""Private code points: behind Latin letters and digits, before nothing that names are written with."""


def alphabetical(folded: str) -> str:
    """Return what folded names are sorted by: spaces first, then digits, Latin letters, and Persian as in a dictionary.

    >>> sorted(["یزد", "گیلان", "پارس", "لار"], key=alphabetical)
    ['پارس', 'گیلان', 'لار', 'یزد']
    """
    return folded.translate(_PLACES)
