"""Collects which page has which word in bounded memory: portions are sorted, put aside, and merged at the end."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any

HELD = 3_000_000
"""Words of pages held in memory before they are put aside: some 150 MB where hardly any word comes twice."""


def key_order(key: str) -> bytes:
    """Return by what keys are sorted: as the browser compares texts, by units of UTF-16."""
    return key.encode("utf-16-be", "surrogatepass")


class Collector:
    """Words of pages by key. A page is a number below 2**31; with it is kept whether the word is of a text."""

    def __init__(self, held: int = HELD) -> None:
        self._found: dict[str, array[int]] = {}
        self._count, self._most = 0, held
        self._folder = tempfile.TemporaryDirectory(prefix="kg-search-")
        self._runs: list[Path] = []

    def __enter__(self) -> Collector:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()

    def add(self, page: int, keys: Iterable[str], *, of_text: bool) -> None:
        """Note that a page has these keys, each once."""
        value = page << 1 | of_text
        found = self._found
        for key in keys:
            pages = found.get(key)
            if pages is None:
                found[key] = array("I", (value,))
            else:
                pages.append(value)
            self._count += 1
        if self._count >= self._most:
            self._put_aside()

    def sorted(self) -> Iterator[tuple[str, array[int]]]:
        """Yield each key with its pages (number * 2, one more for a text's word), keys in order, pages as they came."""
        runs = [_run(path) for path in self._runs]
        runs.append((order, pages.tobytes()) for order, pages in self._in_order())
        merged = heapq.merge(*runs, key=itemgetter(0))
        for order, group in groupby(merged, key=itemgetter(0)):
            pages = array("I")
            for _, part in group:
                pages.frombytes(part)
            yield order.decode("utf-16-be", "surrogatepass"), pages

    def _in_order(self) -> Iterator[tuple[bytes, array[int]]]:
        for order in sorted(map(key_order, self._found)):
            yield order, self._found[order.decode("utf-16-be", "surrogatepass")]

    def _put_aside(self) -> None:
        path = Path(self._folder.name) / f"{len(self._runs)}"
        with path.open("wb") as file:
            for order, pages in self._in_order():
                marshal.dump((order, pages.tobytes()), file)
        self._runs.append(path)
        self._found, self._count = {}, 0


def _run(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while True:
            try:
                found: Any = marshal.load(file)  # noqa: S302 - a file of our own in a folder of our own
            except EOFError:
                return
            yield found
