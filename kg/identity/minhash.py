"""How alike two texts are, from signatures of fixed length: one agency's text told again by another.

Each text becomes the set of its runs of three words (folded). The signature is a one-permutation MinHash: every run is
hashed once, falls into one of the bins, and each bin keeps its smallest value; an empty bin borrows from another that a
fixed sequence names (optimal densification). The share of equal bins estimates the Jaccard resemblance of the sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

from kg.language import search_text

BINS = 32
"""Values in a signature. Standard error of the estimate at most 0.09 (0.08 at 0.7)."""
BAND = 4
"""Values in a band: two texts meet if one band is equal. With eight bands of four a pair of resemblance 0.7 meets in
89 %, of 0.8 in 98 %, of 0.9 in 99.97 %; a pair of 0.05, as two unrelated reports of one field have, in 0.005 %."""
REPUBLISHED = 0.7
"""From this resemblance on, a text is another one told again: lead and closing line may differ, no paragraph does."""
_RUN = 3
_LOW = (1 << 32) - 1


def signature(text: str) -> tuple[int, ...]:
    """Return the signature of a text; empty when the text has no word."""
    least: dict[int, int] = {}
    for run in _runs(search_text(text).split(" ")):
        number = int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        place, value = (number >> 32) % BINS, number & _LOW
        if value < least.get(place, _LOW + 1):
            least[place] = value
    return tuple(_value(least, place) for place in range(BINS)) if least else ()


def _runs(words: list[str]) -> Iterator[str]:
    if words == [""]:
        return
    yield from (" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


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
