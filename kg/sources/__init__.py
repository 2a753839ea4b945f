"""Files, folders, standard input and fetched bytes become items one by one, told apart by their content."""

from __future__ import annotations

from kg.sources.kinds import kind_of
from kg.sources.position import Position
from kg.sources.reading import read_articles, read_bytes, read_items
from kg.sources.walking import walk

__all__ = ["Position", "kind_of", "read_articles", "read_bytes", "read_items", "walk"]
