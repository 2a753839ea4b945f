"""Addresses that a page or feed gives for itself: which of them may be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

LONGEST = 2_000
_SAME_SITE = re.compile(r"^(?:www|m|mobile|amp)\.")
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d{1,5}\)|Page saved with SingleFile\s+url:\s*)(\S{8,2000})")
_SAVED_WITHIN = 5_000
"""Characters of a page within which a browser notes where it was saved from."""
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"\\^`{|}]")


def web_address(url: str | None, base: str | None = None) -> str | None:
    """Return an absolute http(s) address without its fragment, None for anything else. base: what it is relative to."""
    given = (url or "").strip()
    if not given or len(given) > LONGEST or _FORBIDDEN.search(given):
        return None
    try:
        whole = urldefrag(urljoin(base or "", given)).url
        parts = urlsplit(whole)
        usable = parts.scheme.lower() in ("http", "https") and _host(parts)
    except ValueError:
        return None
    return whole if usable and "@" not in parts.netloc else None


def site(url: str) -> str:
    """Return the host of a web address, the same for a site's usual, mobile and AMP addresses."""
    return _SAME_SITE.sub("", _host(urlsplit(url)))


def speaks_for(home: str, url: str) -> bool:
    """Say whether what came from ``home`` may tell what stands at ``url``: the same site, or a part of its domain."""
    try:
        own, other = site(home), site(url)
    except ValueError:
        return False
    return bool(own) and (other == own or other.endswith(f".{own}"))


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower().rstrip(".")


def choose_address(own: str | None, claimed: Iterable[str | None]) -> tuple[str | None, str]:
    """Return the address to keep, and a note when a page claims one that cannot be its own.

    own: where it was fetched from, None when that is not known. claimed: what it names as its address, the best first.
    A claim of another host is hostile or wrong, and one of a site's front page would make all its pages one article.
    """
    note = ""
    for claim in claimed:
        found = web_address(claim, own)
        if found is None:
            continue
        if own and site(found) != site(own):
            note = note or f"the page claims the address {found[:200]} of another host: left out"
        elif not urlsplit(found).path.strip("/") and not urlsplit(found).query:
            note = note or (
                f"the page claims the front page {found[:200]} as its address: left out" if found != own else ""
            )
        else:
            return found, note
    return own, note


def saved_from(text: str) -> str | None:
    """Return the address that a browser wrote into a page which it saved, None when there is none."""
    found = _SAVED.search(text, 0, _SAVED_WITHIN)
    return web_address(found[1]) if found else None
