"""MHTML, in which browsers save a whole page as one file: its page is taken, its pictures and styles are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.articles import Page, Skip, too_large
from kg.markup.addresses import web_address
from kg.settings import Settings

_HEADER = re.compile(rb"\s*(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,30}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
PAGE_TYPES = ("text/html", "application/xhtml+xml")
"""The media types of a web page."""


def is_mhtml(head: bytes) -> bool:
    """Tell by the first bytes whether they begin a message of related parts."""
    found = _HEADER.match(head)
    return bool(found and _RELATED.search(found[0]))


def open_mhtml(data: bytes, source: str, settings: Settings) -> Iterator[Page | Skip]:
    """Yield the page that an MHTML file holds; a skip when it holds none (``NO_ARTICLE``) or is too large."""
    if len(data) > settings.record_bytes:
        yield too_large(source, settings.record_bytes)
        return
    try:
        yield _first_page(data, source) or Skip(source, "NO_ARTICLE", "there is no page in it")
    except RecursionError:
        yield Skip(source, "TOO_COMPLEX", "its parts are nested too deep")


def _first_page(data: bytes, source: str) -> Page | None:
    import email.policy  # noqa: PLC0415 - slow to import

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        body = part.get_payload(decode=True) if part.get_content_type() in PAGE_TYPES else None
        if isinstance(body, bytes):
            address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return Page(body, source, web_address(str(address)) if address else None, part.get_content_charset() or "")
    return None
