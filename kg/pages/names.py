"""Where a page lies and what its parts are called: safe on every file system, nothing unchecked in it."""

from __future__ import annotations

import hashlib
import re

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
"""Names that Windows keeps for devices, with any extension."""


def short_hash(name: str) -> str:
    """Return 16 hex digits that stand for a name in page data and element ids."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_name(kind: str, local_id: str) -> str:
    """Return the address of a thing's page from the site's root, without its extension.

    >>> page_name("institution", "institution/ministry-of-energy")
    'institution/ministry-of-energy'
    >>> page_name("institution", "institution/../../etc")
    'institution/x4e73274ad69a8c8c'
    """
    name = local_id.removeprefix(kind + "/")
    safe = _SAFE.fullmatch(name) and not _RESERVED.fullmatch(name)
    return f"{kind}/{name if safe else 'x' + short_hash(local_id)}"


def page_href(kind: str, local_id: str) -> str:
    """Return the address of a thing's page from the site's root."""
    return page_name(kind, local_id) + ".html"


def anchor(evidence_id: str) -> str:
    """Return the element id of a quote on its article's page."""
    return "e-" + short_hash(evidence_id)


def web_address(url: str) -> str:
    """Return the address if a browser may follow it (http, https), else ""."""
    return url if re.match(r"https?://[^\s\"'<>\\]+\Z", url) else ""
