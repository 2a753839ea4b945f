"""A file that was written beside its place comes into it, and stays there after a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def put_in_place(draft: Path, place: Path) -> None:
    """Bring a whole file to the disk and give it its name. Raises OSError."""
    _sync(draft)
    draft.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
