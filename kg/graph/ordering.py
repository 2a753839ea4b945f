"""Numbers by which long lists are sorted: an engine compares them without looking up ids, names or texts.

Oxigraph (0.5.13) keeps an IRI or text as a hash and looks it up at every comparison, some microseconds each; a whole
number below 2^63 lies in the row itself. The numbers give the order of what they are made from: the lists stay sorted
as people read them. Where two are the same, the id that stands behind them in ``ORDER BY`` decides.
"""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "234567abcdefghijklmnopqrstuvwxyz"
"""The letters of hash ids in the order of texts."""
_RANK: Final = {letter: rank for rank, letter in enumerate(_LETTERS)}
_OF_ID: Final = 12
"""Letters of a hash id, 5 bits each, that make a number of 60 bits."""
_BEHIND_DATE: Final = 7
"""Letters of a hash id behind a date: 35 bits behind the 27 bits of yyyymmdd."""
_BEHIND_RANK: Final = 3
_MOST: Final = (1 << 24) - 1
"""Agreements, and co-parties, of one institution that a rank tells apart: 16 million."""


def id_order(local_id: str) -> int:
    """Return a number that sorts hash ids as their texts.

    >>> id_order("agreement/2222222222222222") < id_order("agreement/aaaaaaaaaaaaaaaa") < id_order("agreement/ab22222")
    True
    """
    return _letters(local_id, _OF_ID)


def date_order(date: str | None, local_id: str) -> int:
    """Return a number that sorts by date (year, month or day; none first), then by hash id.

    >>> dates = [None, "2021", "2021-10", "2021-10-04", "2022"]
    >>> numbers = [date_order(one, "agreement/zz") for one in dates]
    >>> numbers == sorted(numbers) and numbers[-1] < 2**63
    True
    """
    digits = (date or "").replace("-", "").ljust(8, "0")
    return (int(digits) << 5 * _BEHIND_DATE) | _letters(local_id, _BEHIND_DATE)


def rank_order(agreements: int, co_parties: int, local_id: str) -> int:
    """Return a number that sorts the institution with most agreements first, then that with most co-parties.

    >>> rank_order(9, 1, "tally/a") < rank_order(2, 7, "tally/a") < rank_order(2, 3, "tally/a")
    True
    """
    most, met = (_MOST - min(count, _MOST) for count in (agreements, co_parties))
    return ((most << 24 | met) << 5 * _BEHIND_RANK) | _letters(local_id, _BEHIND_RANK)


def _letters(local_id: str, count: int) -> int:
    number = 0
    for letter in local_id.rpartition("/")[2][:count].ljust(count, _LETTERS[0]):
        number = number << 5 | _RANK.get(letter, 0)
    return number
