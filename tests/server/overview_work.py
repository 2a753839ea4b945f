"""What computes overviews in tests of their keeping: as fast as can be, or not at all."""

from __future__ import annotations

import gzip
from pathlib import Path


def quick(location: str, folder: str) -> None:
    Path(folder).mkdir(parents=True)
    (Path(folder) / "network.html.gz").write_bytes(gzip.compress(Path(folder).name.encode()))


def failing(location: str, folder: str) -> None:
    raise SystemExit(3)
