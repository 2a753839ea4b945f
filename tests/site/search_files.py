"""Reads the search data of a written site back, whatever the numbers that pages have in it."""

from __future__ import annotations

from pathlib import Path

from pages_kit import data_of

from kg.site.postings import KIND, read_list
from kg.site.searching import SHARD


def all_of(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Return (key, n or t) -> addresses of pages, read from all files."""
    root = folder / "data/search"
    shown, found = dict[int, str](), dict[tuple[str, str], set[str]]()
    for path in (root / "d").rglob("*.js"):
        kind, at = int(path.relative_to(root / "d").parts[0]), int(path.stem)
        for number, record in enumerate(data_of(path)[1]):
            shown[kind * KIND + at * SHARD + number] = record[2] if record else ""
    gone = set(read_list(data_of(root / "index.js")[1]["gone"]))
    for path in (root / "w").glob("*-*.js"):
        leaf = data_of(path)[1]
        for key, *places in zip(leaf["k"], leaf["n"], leaf["t"], strict=True):
            for field, place in zip("nt", places, strict=True):
                pages = data_of(root / f"w/long/{place[1:].split()[0]}.js")[1] if place.startswith("@") else place
                if hrefs := {shown[page] for page in read_list(pages) if page not in gone}:
                    found[key, field] = hrefs
    return found
