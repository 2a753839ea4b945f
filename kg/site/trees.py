"""A sorted dictionary as small files: a root that names branches, branches that name leaves, leaves with the keys.

A reader of one key loads three files of known size, however many keys there are. ``assets/search.js`` reads them.
Each leaf is ``{"k": [key…], "n": [list…], "t": [list…]}``: pages whose name, and whose text, has the key, "" for none;
a long list lies in a file of its own, and in its place stand ``@``, the number of that file, and its length.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Any

from kg.pages import data_script
from kg.site.collecting import key_order
from kg.site.folder import Site

LEAF = 8_000
"""Bytes of a leaf, about; a query loads a few for each of its words."""
BRANCH = 64
"""Leaves of a branch."""
LONG = 3_000
"""Characters of a list that lies in its own file."""
FOLDER = "data/search"

Leaf = dict[str, list[str]]


def long_list(tree: str, place: str) -> str:
    """Return the name of the file of a long list, from what stands in its place."""
    return f"{FOLDER}/{tree}/long/{place[1:].partition(' ')[0]}"


@dataclass
class TreeWriter:
    """Writes a tree; keys must come in the order of ``key_order``. bounds: first and last key of each leaf."""

    site: Site
    name: str
    bounds: list[tuple[str, str]] = field(default_factory=list)
    leaf_closed: Callable[[], None] = lambda: None
    long: int = 0
    _leaf: Leaf = field(default_factory=lambda: {"k": [], "n": [], "t": []})
    _size: int = 0

    def add(self, key: str, names: str, texts: str) -> None:
        """Put in a key with the pages whose name and whose text has it."""
        row = [self._short(names), self._short(texts)]
        size = len(key.encode("utf-8", "replace")) + sum(map(len, row)) + 9
        if self._leaf["k"] and self._size + size > LEAF:
            self._close_leaf()
        self._leaf["k"].append(key)
        self._leaf["n"].append(row[0])
        self._leaf["t"].append(row[1])
        self._size += size

    def _short(self, pages: str) -> str:
        if len(pages) <= LONG:
            return pages
        place = f"@{self.long} {len(pages)}"
        self.long += 1
        name = long_list(self.name, place)
        self.site.write(f"{name}.js", data_script(name, pages))
        return place

    def _close_leaf(self) -> None:
        number = len(self.bounds)
        name = leaf_name(self.name, number // BRANCH, number % BRANCH)
        self.site.write(f"{name}.js", data_script(name, self._leaf))
        self.bounds.append((self._leaf["k"][0], self._leaf["k"][-1]))
        self._leaf, self._size = {"k": [], "n": [], "t": []}, 0
        self.leaf_closed()

    def close(self) -> list[str]:
        """Write the last leaf and the branches; return the root: from which key on each branch is."""
        if self._leaf["k"]:
            self._close_leaf()
        if not self.bounds:
            name = leaf_name(self.name, 0, 0)
            self.site.write(f"{name}.js", data_script(name, self._leaf))
        borders = [""]
        for (_, last), (first, _) in pairwise(self.bounds):
            borders.append(first[: len(shared(last, first)) + 1])
        starts = range(0, len(borders), BRANCH)
        for number, start in enumerate(starts):
            name = f"{FOLDER}/{self.name}/{number}"
            self.site.write(f"{name}.js", data_script(name, borders[start : start + BRANCH]))
        return [borders[start] for start in starts]


def leaf_name(tree: str, branch: int, leaf: int) -> str:
    """Return the address of a leaf without its extension."""
    return f"{FOLDER}/{tree}/{branch}-{leaf}"


def read_data(site: Site, name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a data file."""
    text = (site.root / f"{name}.js").read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def shared(one: str, other: str) -> str:
    """Return the beginning that two texts share."""
    length = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return min(one, other, key=len) if length is None else one[:length]


def wide_prefixes(bounds: list[tuple[str, str]], most: int) -> Iterator[tuple[str, int, int]]:
    """Yield each beginning of keys that stand in more than ``most`` leaves, with its first and last leaf, in order."""
    meets = [shared(one[1], other[0]) for one, other in pairwise(bounds)]
    seen: set[str] = set()
    firsts = [key_order(first) for first, _ in bounds]
    for at in range(len(meets) - most + 1):
        prefix = reduce(shared, meets[at : at + most])
        seen.update(prefix[:length] for length in range(1, len(prefix) + 1))
    for prefix in sorted(seen, key=key_order):
        low = max(0, bisect_right(firsts, key_order(prefix)) - 1)
        if not bounds[low][1].startswith(prefix) and key_order(bounds[low][1]) < key_order(prefix):
            low += 1
        yield prefix, low, bisect_right(firsts, key_order(prefix + "\uffff")) - 1
