"""How a site is to be written, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.settings import Settings

Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all)."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: the index to open, pages by kind, files in all; renewed: whether an earlier site was kept."""

    index: Path
    pages: dict[str, int]
    files: int
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is written.

    location, version, settings: where worker processes find the store, and what ``version_of`` said before it was
    opened; None for one that only this process can read;
    jobs: processes; sample: so many things only, chosen by chance with seed 0, None for all;
    full: write everything, even where an earlier site could be brought up to date.
    """

    location: Path | None = None
    version: str = ""
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    sample: int | None = None
    full: bool = False
