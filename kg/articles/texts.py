"""Plain text, in whatever character set, becomes an article."""

from __future__ import annotations

from dataclasses import replace

from kg.articles.article import Article, Skip
from kg.articles.decoding import decode
from kg.articles.fields import record_article
from kg.settings import Settings


def text_article(data: bytes, source: str, settings: Settings, url: str | None, encoding: str) -> Article | Skip:
    """Return the article that the bytes of a plain text are. encoding: declared outside of it, "" for none."""
    decoded = decode(data, encoding)
    if decoded is None:
        return Skip(source, "BINARY", "it is not text")
    found = record_article({"text": decoded.text, "url": url}, source, settings)
    return noted(found, decoded.encoding, decoded.note)


def noted(found: Article | Skip, encoding: str, *notes: str) -> Article | Skip:
    """Return an article with the character set it was read as and with notes on that; empty ones are left out."""
    said = tuple(note for note in notes if note)
    if isinstance(found, Skip) or not (encoding or said):
        return found
    return replace(found, encoding=encoding, notes=(*found.notes, *said))
