"""The article: one news text with what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """One news text; all offsets refer to ``text``, the decoded input unchanged.

    id: the given id, else "". published: ISO date ``YYYY-MM-DD`` or None. language: ``fa``, ``en`` or None.
    title: metadata, never evidence unless it is also part of ``text``. source: where it came from, for messages.
    author: who wrote it, as printed. encoding: the character set its bytes were read as, "" for plain UTF-8.
    notes: what of its metadata could not be used, one line each.
    """

    text: str
    id: str = ""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    author: str | None = None
    encoding: str = ""

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def key(self) -> str:
        """The article's key: the given id, else the URL, else the hash of the text (design: article key)."""
        return self.id or self.url or self.sha256


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """The bytes of one HTML page that holds an article, not yet read: reading one takes as long as a thousand records.

    url: where it was fetched from, when that is known; the page may name a canonical one. encoding: the character
    set that was declared outside of it (by the server), "" for none.
    """

    data: bytes
    source: str = ""
    url: str | None = None
    encoding: str = ""

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of all that decides what is read from it: bytes, address, declared character set."""
        head = "\x1f".join((self.url or "", self.encoding, "")).encode("utf-8", "surrogatepass")
        return hashlib.sha256(head + self.data).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Skip:
    """An input that was not used: where it stood and why. ``code`` is a stable upper-case word."""

    source: str
    code: str
    reason: str


Item = Article | Page | Skip
"""What a source holds: an article, a page yet to be read, or what was not used."""
