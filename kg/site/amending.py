"""Brings the search data of a written site up to date: only files that hold a word of a changed page are written.

A page keeps its number, a new one gets the next of its kind. What a beginning shared by too many keys shows first, and
the order of pages by their agreements, stay as they were when all was written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.pages import SearchEntry, data_script
from kg.site.collecting import key_order
from kg.site.folder import Site
from kg.site.postings import KIND, edit_list, read_list, write_list
from kg.site.searching import KINDS, SHARD, best, keys_of, record_of, shard_name
from kg.site.trees import FOLDER, LONG, Leaf, leaf_name, long_list, read_data

Change = tuple[SearchEntry | None, SearchEntry | None]
"""A page before and now; None before for a new one, now for one that is no more."""


def amend_search(site: Site, changes: Iterable[Change], numbers: Mapping[str, int]) -> dict[str, int | None]:
    """Take changes in; ``numbers``: address -> number of pages that were there, as ``write_search`` told them.

    Returns the numbers that are new, None for those that no longer count.
    """
    return _Amending(site, numbers).take(changes)


class _Amending:
    def __init__(self, site: Site, numbers: Mapping[str, int]) -> None:
        self.site, self.numbers = site, numbers
        self.index: dict[str, Any] = read_data(site, f"{FOLDER}/index")
        self.counts: list[int] = self.index["counts"]
        self.gone = set(read_list(self.index["gone"]))
        self.files: dict[str, Any] = {}
        self.changed: set[str] = set()
        self.told: dict[str, int | None] = {}

    def take(self, changes: Iterable[Change]) -> dict[str, int | None]:
        put: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)
        for old, new in changes:
            page = self._page(old, new)
            before, after = (keys_of(one) if one else ([], []) for one in (old, new))
            for field, was, now in zip("nt", map(set, before), map(set, after), strict=True):
                for key in was ^ now:
                    put[key, field][page] = key in now
        for key, field in sorted(put, key=lambda one: (key_order(one[0]), one[1])):
            self._amend(key, field, put[key, field])
        self.index["gone"] = write_list(sorted(self.gone), self.counts)
        self._put(f"{FOLDER}/index", self.index)
        for name in sorted(self.changed):
            self.site.write(f"{name}.js", data_script(name, self.files[name]))
        return self.told

    def _page(self, old: SearchEntry | None, new: SearchEntry | None) -> int:
        """Return the number of a changed page, and keep what its hit shows."""
        entry = new or old
        if entry is None:
            raise ValueError("a change of no page")
        kind = KINDS.index(entry.kind)
        page = self.numbers.get(entry.href) if old else None
        if page is None:
            page = kind * KIND + self.counts[kind]
            self.counts[kind] += 1
            self.told[entry.href] = page
        if new is None:
            self.gone.add(page)
            self.told[entry.href] = None
        self._show(page, record_of(new) if new else None)
        return page

    def _show(self, page: int, record: list[str] | None) -> None:
        name, at = shard_name(page), page % KIND % SHARD
        records = self._get(name, [])
        records.extend([None] * (at + 1 - len(records)))
        if records[at] != record:
            records[at] = record
            self._put(name, records)

    def _amend(self, key: str, field: str, put: dict[int, bool]) -> None:
        name = self._leaf("w", key)
        leaf: Leaf = self._get(name, {"k": [], "n": [], "t": []})
        at = bisect_left(leaf["k"], key_order(key), key=key_order)
        if at == len(leaf["k"]) or leaf["k"][at] != key:
            for part, value in (("k", key), ("n", ""), ("t", "")):
                leaf[part].insert(at, value)
        place = leaf[field][at]
        pages = self._get(long_list("w", place), "") if place.startswith("@") else place
        leaf[field][at] = self._placed(place, edit_list(pages, put, self.counts))
        if not leaf["n"][at] and not leaf["t"][at]:
            for part in "knt":
                del leaf[part][at]
        self._put(name, leaf)
        if field == "n":
            self._first(key, [page for page, there in put.items() if there])

    def _placed(self, place: str, pages: str) -> str:
        """Return what stands in the place of a list, which may become long."""
        if not place.startswith("@"):
            if len(pages) <= LONG:
                return pages
            place = f"@{self.index['long']}"
            self.index["long"] += 1
        name = long_list("w", place)
        self._put(name, pages)
        return f"{place.partition(' ')[0]} {len(pages)}"

    def _first(self, key: str, pages: list[int]) -> None:
        """Let new pages be among the first of the beginnings that too many share, where they rank so."""
        for length in range(1, len(key) + 1) if pages else ():
            name = self._leaf("s", key[:length])
            leaf: Leaf = self._get(name, {"k": [], "n": [], "t": []})
            at = bisect_left(leaf["k"], key_order(key[:length]), key=key_order)
            if at < len(leaf["k"]) and leaf["k"][at] == key[:length]:
                known = read_list(leaf["n"][at])
                leaf["n"][at] = write_list(best({*known, *pages} - self.gone), self.counts)
                self._put(name, leaf)

    def _leaf(self, tree: str, key: str) -> str:
        order = key_order(key)
        branch = max(0, bisect_right(self.index[tree], order, key=key_order) - 1)
        borders = self._get(f"{FOLDER}/{tree}/{branch}", [""])
        return leaf_name(tree, branch, max(0, bisect_right(borders, order, key=key_order) - 1))

    def _get(self, name: str, absent: Any) -> Any:  # noqa: ANN401 - any JSON value
        if name not in self.files:
            there = (self.site.root / f"{name}.js").is_file()
            self.files[name] = read_data(self.site, name) if there else absent
        return self.files[name]

    def _put(self, name: str, value: Any) -> None:  # noqa: ANN401 - any JSON value
        self.files[name] = value
        self.changed.add(name)
