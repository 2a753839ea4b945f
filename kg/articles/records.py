"""From decoded input to an article: one record checked, or the reason why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kg.articles.article import Article, Skip
from kg.articles.language import SUPPORTED, detect_language
from kg.settings import Settings

FIELDS = ("id", "url", "title", "publisher", "published", "language", "text")
FIRST_YEAR = 1800
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def plain_article(text: str, source: str, settings: Settings) -> Article | Skip:
    """Make an article of a bare text."""
    return record_article({"text": text}, source, settings)


def record_article(record: Mapping[str, object], source: str, settings: Settings) -> Article | Skip:
    """Make an article of a record with the fields of ``FIELDS``; other fields are ignored.

    The text is kept exactly; ``published`` must be an ISO date or date-time in the Gregorian calendar.
    """
    fields = {name: _plain(record.get(name)) for name in FIELDS}
    text = fields["text"]
    problem = _problem(record, fields, settings)
    if problem or text is None:
        return Skip(source, *(problem or ("NO_TEXT", "the record has no text")))
    language = _language(fields["language"], text)
    if language not in SUPPORTED:
        return Skip(source, "UNKNOWN_LANGUAGE", f"the text is not in one of: {', '.join(SUPPORTED)}")
    return Article(
        text=text,
        id=fields["id"] or "",
        url=fields["url"],
        title=fields["title"],
        publisher=fields["publisher"],
        published=(fields["published"] or "")[:10] or None,
        language=language,
        source=source,
    )


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
    if any(_UNUSABLE.search(value) for value in fields.values() if value):
        return "BAD_CHARACTER", "it holds U+0000 or half a surrogate pair"
    text = fields["text"]
    if text is None or not text.strip():
        return "EMPTY", "there is no text in it"
    if len(text) > settings.article_characters:
        return "TOO_LONG", f"{len(text)} characters, at most {settings.article_characters} are read"
    return _bad_date(fields["published"])


def _bad_date(published: str | None) -> tuple[str, str] | None:
    if published is None:
        return None
    day = published[:10]
    try:
        if not _ISO_DATE.fullmatch(day):
            raise ValueError(day)
        if date.fromisoformat(day).year >= FIRST_YEAR:
            return None
    except ValueError:
        pass
    return "BAD_DATE", f"published is {published[:40]!r}, expected a Gregorian date such as 2021-10-04"


def _language(given: str | None, text: str) -> str | None:
    return given.lower().split("-")[0].split("_")[0] if given else detect_language(text)
