"""How alike two texts are, from signatures of fixed length: one agency's text told again by another.

Each text becomes the set of its runs of three words (folded). The signature is a one-permutation MinHash: every run is
hashed once, falls into one of the bins, and each bin keeps its smallest value; an empty bin borrows from another that a
fixed sequence names (optimal densification). The share of equal bins estimates the Jaccard resemblance of the sets.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from zlib import crc32

from kg.language import search_text

BINS = 32
"""Values in a signature. Standard error of the estimate at most 0.09 (0.08 at 0.7)."""
BAND = 4
"""Values in a band: two texts meet if one band is equal. With eight bands of four a pair of resemblance 0.7 meets in
89 %, of 0.8 in 98 %, of 0.9 in 99.97 %; a pair of 0.05, as two unrelated reports of one field have, in 0.005 %."""
REPUBLISHED = 0.7
"""From this resemblance on, a text is another one told again: lead and closing line may differ, no paragraph does."""
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers of 64 bits, one for each word of a run."""
_LOW = (1 << 32) - 1
_PRIME = (1 << 64) - 59
_SHIFT = 59
"""The upper five of 64 bits choose among the 32 bins."""


def signature(text: str) -> tuple[int, ...]:
    """Return the signature of a text; empty when the text has no word."""
    words = search_text(text).encode("utf-8", "surrogatepass").split()
    if not words:
        return ()
    least = {number >> _SHIFT: number >> 27 & _LOW for number in sorted(_runs([*map(crc32, words)]), reverse=True)}
    return tuple(_value(least, place) for place in range(BINS))


def _runs(words: list[int]) -> list[int]:
    """Return a number of 64 bits for each run of three words; of a shorter text for the words there are."""
    one, two, three = _FACTORS
    words += words[:1] * (3 - len(words))
    runs = zip(words, words[1:], words[2:], strict=False)
    return [(first * one ^ second * two ^ third * three) * one % _PRIME for first, second, third in runs]


def _value(least: dict[int, int], place: int) -> int:
    """Return the bin's value, or for an empty bin that of the first filled one in its own fixed sequence."""
    return least[place] if place in least else next(least[other] for other in _lenders(place) if other in least)


@cache
def _lenders(place: int) -> tuple[int, ...]:
    """Return all bins in an order that is fixed for each bin and unlike that of every other."""
    return tuple(sorted(range(BINS), key=lambda other: blake2b(bytes((place, other)), digest_size=8).digest()))


def resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated Jaccard resemblance of two texts, 0 when a signature is missing."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(map(int.__eq__, one, other)) / len(one)


def bands(values: tuple[int, ...]) -> tuple[str, ...]:
    """Return the keys under which texts of high resemblance meet."""
    return tuple(
        f"{at // BAND}:{'-'.join(f'{value:x}' for value in values[at : at + BAND])}"
        for at in range(0, len(values) - BAND + 1, BAND)
    )
