"""From fields or a plain text to an article: checked, or the reason why they cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kg.articles.article import Article, Skip
from kg.articles.decoding import decode
from kg.articles.language import SUPPORTED, detect_language
from kg.language import find_dates
from kg.settings import Settings

FIELDS = ("id", "url", "title", "publisher", "author", "published", "language", "text")
LONGEST_FIELD = 2_000
"""Characters of any field but the text: as long as an address may be. A longer title would fill every table."""
FIRST_YEAR = 1800
_CLOCK = r"[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
_ISO = re.compile(rf"((?:18|19|20)\d\d-\d\d-\d\d)(?:{_CLOCK})?", re.ASCII)
"""A day, with or without a time, as programs write it: read at once, for the general way takes most of the
time of a record."""
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def record_article(record: Mapping[str, object], source: str, settings: Settings) -> Article | Skip:
    """Make an article of a record with the fields of ``FIELDS``; other fields are ignored.

    The text is kept exactly; ``published`` is read in whatever form and calendar it is printed. One that is no
    date is left out and noted, for the article is worth reading without it.
    """
    fields = {name: _plain(record.get(name)) for name in FIELDS}
    problem = _problem(record, fields, settings)
    notes = _drop_long(fields)
    text = fields["text"]
    if problem or text is None:
        return Skip(source, *(problem or ("NO_TEXT", "the record has no text")))
    language = _language(fields["language"], text)
    if language not in SUPPORTED:
        return Skip(source, "UNKNOWN_LANGUAGE", f"the text is not in one of: {', '.join(SUPPORTED)}")
    given = fields["published"]
    published = publication_date(given)
    if given and not published:
        notes.append(f"published is {given[:40]!r}, which is no date: left out")
    return Article(
        text=text,
        id=fields["id"] or "",
        url=fields["url"],
        title=fields["title"],
        publisher=fields["publisher"],
        author=fields["author"],
        published=published,
        language=language,
        source=source,
        notes=tuple(notes),
    )


def _drop_long(fields: dict[str, str | None]) -> list[str]:
    """Take out fields that are too long to be what they stand for; return what is to be noted of them."""
    long = [name for name in FIELDS if name != "text" and len(fields[name] or "") > LONGEST_FIELD]
    fields.update(dict.fromkeys(long))
    return [f"{name} has over {LONGEST_FIELD} characters: left out" for name in long]


def _plain(value: object) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, str | int) and value != "" else None


def _problem(
    record: Mapping[str, object], fields: Mapping[str, str | None], settings: Settings
) -> tuple[str, str] | None:
    for name in FIELDS:
        value = record.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            return "BAD_RECORD", f"the field {name} is not a string"
    if len(fields["id"] or "") > LONGEST_FIELD:
        return "BAD_RECORD", f"its id has over {LONGEST_FIELD} characters"
    if any(_UNUSABLE.search(value) for value in fields.values() if value):
        return "BAD_CHARACTER", "it holds U+0000 or half a surrogate pair"
    text = fields["text"]
    if text is None or not text.strip():
        return "EMPTY", "there is no text in it"
    if len(text) > settings.article_characters:
        return "TOO_LONG", f"{len(text)} characters, at most {settings.article_characters} are read"
    return None


def publication_date(written: str | None) -> str | None:
    """Return the Gregorian ISO day of a publication date in whatever form it is printed, None if it names none.

    >>> publication_date("18:49 · 16 Mordad 1405"), publication_date("2021-10-04T10:00:00Z")
    ('2026-08-07', '2021-10-04')
    """
    if not written:
        return None
    plain = _ISO.fullmatch(written)
    if plain:
        try:
            return date.fromisoformat(plain[1]).isoformat()
        except ValueError:  # it is no day of this calendar
            pass
    for hit in find_dates(written):
        if hit.iso and hit.precision == "day" and not hit.problem and int(hit.iso[:4]) >= FIRST_YEAR:
            return hit.iso
    return None


def _language(given: str | None, text: str) -> str | None:
    return given.lower().split("-")[0].split("_")[0] if given else detect_language(text)


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
