"""Where the pages of a long list begin: at rows that their own names choose, so that one new row moves no other far.

As in content-defined chunking (Muthitacharoen, Chen, Mazières: A Low-bandwidth Network File System, 2001, §3.1): a
page ends before a row whose hash is zero in its last bits, but neither too soon nor too late. Where a page begins says
nothing of the pages before it, so that after a change pages are cut anew from the one that holds it on, until one
begins where one began before.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cutting:
    """How long pages are.

    least, most: rows of a page (the last may have fewer); one_in: one in so many rows may begin a page.
    """

    least: int
    most: int
    one_in: int

    def begins(self, name: str, rows: int) -> bool:
        """Say whether a row of this name begins a new page, when the page before it has so many rows."""
        if rows < self.least:
            return False
        return rows >= self.most or zlib.crc32(name.encode("utf-8", "surrogatepass")) % self.one_in == 0

    def cuts(self, names: Iterable[str]) -> list[int]:
        """Return at which places the pages of a list of these names begin; none for an empty list.

        >>> Cutting(2, 3, 10**9).cuts("abcdefgh")
        [0, 3, 6]
        """
        found, count = list[int](), 0
        for place, name in enumerate(names):
            if not found or self.begins(name, count):
                found.append(place)
                count = 0
            count += 1
        return found
