"""Feeds are not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from kg.articles.article import Article, Page, Skip
from kg.settings import Settings


def open_feed(data: bytes, source: str, settings: Settings) -> Iterator[Article | Page | Skip]:
    yield Skip(source, "FEED", "stub")
