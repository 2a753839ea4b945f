"""Where the pages of a list begin: at rows that their own ids choose, so that one new row moves no other far.

As in content-defined chunking (Muthitacharoen, Chen, Mazières: A Low-bandwidth Network File System, 2001, §3.1): a
page ends before a row whose hash is zero in its last bits, but neither too soon nor too late. Where a page begins says
nothing of the pages before it, so that after a change pages are cut anew from the page that holds it on, until one
begins where one began before.
"""

from __future__ import annotations

import zlib

LEAST = 60
"""Rows of a page before it may end, but for the last of a list."""
MOST = 150
"""Rows of a page at most: below 150 KB where names are as long as they mostly are."""
_ONE_IN = 32
"""How many rows may begin a page: pages of some 90 rows."""


def begins(local_id: str, rows: int) -> bool:
    """Say whether a row begins a new page, when the page before it has so many rows."""
    return rows >= MOST or (rows >= LEAST and zlib.crc32(local_id.encode("utf-8", "surrogatepass")) % _ONE_IN == 0)
