"""How far reading has come in files whose size is known, so that whoever waits can be told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from kg.articles import Skip
from kg.sources.walking import walk


class Position:
    """Bytes read of all the bytes to be read; unknown where one of the sources is a stream."""

    def __init__(self, sources: Iterable[str | Path] = ()) -> None:
        """Look at the sizes of the files; a source that is no file or folder makes the whole unknown."""
        self._before = 0
        self._file: BinaryIO | None = None
        paths = [Path(source) for source in sources]
        self._total = sum(map(_size, paths)) if paths and all(path.exists() for path in paths) else 0

    def begin(self, file: BinaryIO) -> None:
        """Say that this file is being read now."""
        self._file = file

    def end(self, size: int) -> None:
        """Say that the file, of so many bytes, was read."""
        self._file = None
        self._before += size

    @property
    def fraction(self) -> float:
        """The part that was read, 0 to 1; 0 when it is unknown."""
        if not self._total:
            return 0.0
        here = self._file.tell() if self._file is not None and not self._file.closed else 0
        return min(1.0, (self._before + here) / self._total)


def _size(path: Path) -> int:
    """Return the bytes of all files at or under a path."""
    total = 0
    for found in walk(path):
        try:
            total += 0 if isinstance(found, Skip) else found.stat().st_size
        except OSError:
            continue
    return total
