"""The headings of ``kg show`` and the query behind each, read from ``show.rq`` beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BLOCK = re.compile(r"^### (\w+): (.+)\n((?:(?!###).*\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a thing's page and the query that fills it; prefixes are added by the reader."""

    heading: str
    sparql: str


@cache
def sections() -> dict[str, tuple[Section, ...]]:
    """Return class name -> sections, both in the order of the file; other classes cannot be shown."""
    found: dict[str, tuple[Section, ...]] = {}
    for kind, heading, sparql in _BLOCK.findall(Path(__file__).with_name("show.rq").read_text("utf-8")):
        found[kind] = (*found.get(kind, ()), Section(heading, sparql))
    return found
