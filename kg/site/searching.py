"""Search over a written site: words to pages as small files of which one query loads a few, each of bounded size.

``data/search/index.js`` says which kinds of pages there are and how many, and holds the roots of two trees
(``trees.py``): ``w`` has every word of every name and text, every two words of a name grown together, and ``^`` with
each whole name; ``s`` has the beginnings that too many words or names share, with the first pages only. What a hit
shows lies in ``data/search/d``, eight pages a file.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import IO, Any

import numpy as np

from kg.pages import SearchEntry, data_script
from kg.site.collecting import Collector
from kg.site.folder import Site
from kg.site.postings import KIND, read_list, write_list
from kg.site.trees import BRANCH, FOLDER, Leaf, TreeWriter, leaf_name, long_list, read_data, shared, wide_prefixes

KINDS = ("institution", "official", "province", "topic", "agreement", "article")
"""Kinds of pages in the order in which hits of equal rank are shown; a page's number says its kind."""
LATEST_FIRST = ("agreement", "article")
"""Kinds of which the last in order are shown first."""
_Numbers = np.ndarray[Any, np.dtype[np.uint32]]
NAME = "^"
"""What stands before a whole name, so that no word is taken for one."""
NAME_KEY = 60
"""Characters of a whole name by which it is found; the words of longer ones are found too."""
SHARD = 8
"""Pages of a file of what hits show: some three kilobytes."""
WIDE = 2
"""Leaves a query reads for one beginning; of beginnings in more leaves the first pages are kept aside."""
FIRST = 20
"""Pages of each kind that are kept of a beginning that too many share."""


def write_search(site: Site, entries: Iterable[SearchEntry]) -> Iterator[tuple[str, int]]:
    """Write the search data of all pages; memory does not grow with their texts. The same for the same entries.

    Returns the number of each page by its address, which ``amend_search`` must be told when pages change.
    """
    with Collector() as words, tempfile.TemporaryFile() as shown:
        index = _Index(site, words, shown)
        index.write(entries)
    return index.numbered()


def keys_of(entry: SearchEntry) -> tuple[list[str], list[str]]:
    """Return the keys by which a page is found by its names, and those of its text, each once."""
    keys: dict[str, None] = {}
    for name in entry.names:
        parts = name.split()
        keys.update(dict.fromkeys(parts))
        keys.update(dict.fromkeys(one + other for one, other in pairwise(parts)))
        keys[NAME + " ".join(parts)[:NAME_KEY]] = None
    return list(keys), list(dict.fromkeys(entry.text.split()))


def record_of(entry: SearchEntry) -> list[str]:
    """Return what a hit shows: Persian label, English label, address, names folded, line of text."""
    return [entry.label.fa, entry.label.en, entry.href, " | ".join(entry.names)[:300], entry.lead]


def shard_name(page: int) -> str:
    """Return the address of the file that holds what a hit on a page shows."""
    kind, number = divmod(page, KIND)
    return f"{FOLDER}/d/{kind}/{number // (SHARD * 1024)}/{number // SHARD}"


def best(pages: Iterable[int]) -> list[int]:
    """Return the first pages of each kind, sorted."""
    kinds: dict[int, list[int]] = defaultdict(list)
    for page in sorted(pages):
        kinds[page // KIND].append(page)
    return [
        page
        for kind, found in sorted(kinds.items())
        for page in (found[-FIRST:] if KINDS[kind] in LATEST_FIRST else found[:FIRST])
    ]


def _sides(found: array[int], numbers: _Numbers) -> tuple[list[int], list[int]]:
    """Return the pages whose names, and whose texts, have a key, sorted."""
    if len(found) < _FEW:
        names, texts = ([int(numbers[one >> 1]) for one in found if one & 1 == side] for side in (0, 1))
        return sorted(names), sorted(texts)
    values = np.frombuffer(found, dtype=np.uint32)
    pages = numbers[values >> 1]
    names, texts = (np.sort(pages[(values & 1) == side]).tolist() for side in (0, 1))
    return names, texts


_FEW = 50


class _Index:
    """One run: entries come in any order and are numbered at the end."""

    def __init__(self, site: Site, words: Collector, shown: IO[bytes]) -> None:
        self.site, self.words, self.shown = site, words, shown
        self.places = array("Q", (0,))
        self.order: list[list[tuple[str, str, int]]] = [[] for _ in KINDS]

    def write(self, entries: Iterable[SearchEntry]) -> None:
        for at, entry in enumerate(entries):
            self._take(at, entry)
        counts = [len(kind) for kind in self.order]
        pages = self._numbers()
        self._write_shown()
        trees, long = self._write_words(counts, pages)
        dated = [int(kind in LATEST_FIRST) for kind in KINDS]
        index = {"kinds": KINDS, "counts": counts, "dated": dated, "branch": BRANCH, "long": long, "gone": "", **trees}
        self.site.write(f"{FOLDER}/index.js", data_script(f"{FOLDER}/index", index))

    def _take(self, at: int, entry: SearchEntry) -> None:
        names, texts = keys_of(entry)
        self.words.add(at, names, of_text=False)
        self.words.add(at, texts, of_text=True)
        written = json.dumps(record_of(entry), ensure_ascii=True).encode()
        self.shown.write(written)
        self.places.append(self.places[-1] + len(written))
        self.order[KINDS.index(entry.kind)].append((entry.order, entry.href, at))

    def _numbers(self) -> _Numbers:
        """Return the number of each page by when it came."""
        pages = np.zeros(len(self.places) - 1, dtype=np.uint32)
        for kind, found in enumerate(self.order):
            found.sort()
            for number, (_, _, at) in enumerate(found):
                pages[at] = kind * KIND + number
        return pages

    def numbered(self) -> Iterator[tuple[str, int]]:
        """Yield the address and number of each page."""
        for kind, found in enumerate(self.order):
            for number, (_, href, _) in enumerate(found):
                yield href, kind * KIND + number

    def _write_shown(self) -> None:
        for kind, found in enumerate(self.order):
            for start in range(0, len(found), SHARD):
                records = [self._record(at) for _, _, at in found[start : start + SHARD]]
                name = shard_name(kind * KIND + start)
                self.site.write(f"{name}.js", data_script(name, records))

    def _record(self, at: int) -> list[str]:
        self.shown.seek(self.places[at])
        return json.loads(self.shown.read(self.places[at + 1] - self.places[at]))  # type: ignore[no-any-return]

    def _write_words(self, counts: list[int], numbers: _Numbers) -> tuple[dict[str, list[str]], int]:
        tops: list[list[int]] = []
        held: set[int] = set()

        def closed() -> None:
            tops.append(best(held))
            held.clear()

        tree = TreeWriter(self.site, "w", leaf_closed=closed)
        for key, found in self.words.sorted():
            names, texts = _sides(found, numbers)
            tree.add(key, write_list(names, counts), write_list(texts, counts))
            held.update(names if len(names) <= FIRST else best(names))
        root = tree.close()
        wide = TreeWriter(self.site, "s")
        for prefix, pages_of in self._wide(tree.bounds, tops):
            wide.add(prefix, write_list(pages_of, counts), "")
        return {"w": root, "s": wide.close()}, tree.long

    def _wide(self, bounds: list[tuple[str, str]], tops: list[list[int]]) -> Iterator[tuple[str, list[int]]]:
        """Yield the longest beginning that the same keys share, once, with its first pages."""
        last = ""
        leaves: dict[int, Leaf] = {}
        for prefix, low, high in wide_prefixes(bounds, WIDE):
            for number in [number for number in leaves if number not in (low, high)]:
                del leaves[number]
            for number in (low, high):
                if number not in leaves:
                    leaves[number] = read_data(self.site, leaf_name("w", number // BRANCH, number % BRANCH))
            ends = [[key for key in leaves[at]["k"] if key.startswith(prefix)] for at in (low, high)]
            whole = shared(ends[0][0], ends[1][-1])
            if whole != last:
                pages = {page for at in range(low + 1, high) for page in tops[at]}
                for at in (low, high):
                    pages.update(self._begun(leaves[at], whole))
                yield whole, best(pages)
                last = whole

    def _begun(self, leaf: Leaf, prefix: str) -> Iterator[int]:
        for key, pages in zip(leaf["k"], leaf["n"], strict=True):
            if key.startswith(prefix):
                own = read_data(self.site, long_list("w", pages)) if pages.startswith("@") else pages
                yield from best(read_list(own))
