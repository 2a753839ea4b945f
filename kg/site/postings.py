"""Lists of page numbers as short plain text: which pages have a word, kind by kind.

A list is parts set apart by spaces, one for each kind of page: a digit for the kind, a sign for the way it is written,
and the numbers. ``.``: gaps between numbers, in base 44, the last digit of each from the lower half of the alphabet.
``#``: one bit a page, six to a sign, which is never longer than the pages are many / 6. All signs are plain ASCII that
no JSON escapes. ``assets/search.js`` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"\\<>&'")
HALF = len(ALPHABET) // 2
"""Base of the gaps: 44. Signs below it end a gap, signs above it go on."""
SIX = 64
KIND = 1 << 24
"""Numbers of one kind; a page is ``kind * KIND + number``."""


class _Gaps(dict[int, str]):
    """How each gap is written; remembered, for most are small."""

    def __missing__(self, gap: int) -> str:
        rest, last = divmod(gap, HALF)
        signs = ALPHABET[last]
        while rest:
            rest, digit = divmod(rest - 1, HALF)
            signs = ALPHABET[HALF + digit] + signs
        if gap < _REMEMBERED:
            self[gap] = signs
        return signs


_REMEMBERED = 100_000
_GAPS = _Gaps()
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_BITS = bytes(_VALUE.get(chr(code), 0) for code in range(256))
_SIX = bytes(ord(ALPHABET[value]) if value < SIX else 0 for value in range(256))


def write_list(pages: Iterable[int], counts: Sequence[int]) -> str:
    """Return pages (sorted, each once) as text; counts: pages of each kind, that is one more than the last number.

    >>> write_list([0, 3, KIND + 50], [4, 60])
    '0.!$ 1.R('
    """
    parts: dict[int, list[int]] = {}
    for page in pages:
        parts.setdefault(page // KIND, []).append(page % KIND)
    return " ".join(f"{kind}{_part(numbers, counts[kind])}" for kind, numbers in parts.items())


def _part(numbers: list[int], count: int) -> str:
    if len(numbers) * 6 > count:
        bits = bytearray(-(-count // 6))
        for number in numbers:
            bits[number // 6] |= 1 << number % 6
        return "#" + bits.translate(_SIX).decode("ascii")
    gaps = [numbers[0], *(after - before - 1 for before, after in pairwise(numbers))]
    return "." + "".join(map(_GAPS.__getitem__, gaps))


def read_list(text: str) -> list[int]:
    """Return the pages of a list, sorted.

    >>> read_list('0.!$ 1.R(')
    [0, 3, 16777266]
    """
    pages: list[int] = []
    for part in text.split(" ") if text else ():
        base = int(part[0]) * KIND
        pages += (base + number for number in (_bits(part[2:]) if part[1] == "#" else _numbers(part[2:])))
    return pages


def edit_list(text: str, put: Mapping[int, bool], counts: Sequence[int]) -> str:
    """Return a list with pages put in (True) and taken out (False); only the parts of their kinds are read.

    >>> edit_list('0.!$ 1.R*', {1: True, 3: False}, [40, 600])
    '0.!! 1.R*'
    """
    parts = {int(part[0]): part[1:] for part in text.split(" ")} if text else {}
    for kind in {page // KIND for page in put}:
        numbers = {page % KIND: there for page, there in put.items() if page // KIND == kind}
        part = _edited(parts.pop(kind, "."), numbers, counts[kind])
        if part:
            parts[kind] = part
    return " ".join(f"{kind}{part}" for kind, part in sorted(parts.items()))


def _edited(part: str, put: Mapping[int, bool], count: int) -> str:
    """Return a part changed, "" for none left. Bits stay bits."""
    if part[0] == ".":
        numbers = {*_numbers(part[1:]), *(number for number, there in put.items() if there)}
        numbers.difference_update(number for number, there in put.items() if not there)
        return _part(sorted(numbers), count) if numbers else ""
    bits = bytearray(part[1:].encode("ascii").translate(_BITS))
    bits.extend(bytes(-(-count // 6) - len(bits)))
    for number, there in put.items():
        bit = 1 << number % 6
        bits[number // 6] = bits[number // 6] | bit if there else bits[number // 6] & ~bit
    return "#" + bits.translate(_SIX).decode("ascii") if any(bits) else ""


def _bits(signs: str) -> Iterable[int]:
    for at, sign in enumerate(signs):
        value = _VALUE[sign]
        for bit in range(6):
            if value >> bit & 1:
                yield at * 6 + bit


def _numbers(signs: str) -> Iterable[int]:
    number, gap = -1, 0
    for sign in signs:
        value = _VALUE[sign]
        if value >= HALF:
            gap = gap * HALF + value - HALF + 1
        else:
            number += gap * HALF + value + 1
            gap = 0
            yield number
