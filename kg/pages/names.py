"""Where a page lies and what its parts are called: safe on every file system, nothing unchecked in it."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_PLAIN = re.compile(r"[a-z][a-z-]{0,39}/[a-z0-9][a-z0-9-]{0,79}")
"""A local id that is its own address."""
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


def live_href(kind: str, local_id: str) -> str:
    """Return the address of a thing's page on a server, seen from the root of the pages: its id can be read back.

    >>> live_href("institution", "institution/ministry-of-energy")
    'institution/ministry-of-energy.html'
    >>> live_href("institution", "institution/../../etc")
    'thing.html?id=institution%2F..%2F..%2Fetc'
    """
    if _PLAIN.fullmatch(local_id):
        return f"{local_id}.html"
    return f"thing.html?id={quote(local_id.encode('utf-8', 'replace'), safe='')}"


def live_name(local_id: str) -> str:
    """Return what a drawing on a server calls a node or edge: an id that is safe in an address and can be read back."""
    return local_id if _PLAIN.fullmatch(local_id) else "x-" + local_id.encode("utf-8", "replace").hex()


def named(name: str) -> str:
    """Return the local id that a name of ``live_name`` stands for, "" for what is none."""
    if _PLAIN.fullmatch(name):
        return name
    try:
        return bytes.fromhex(name.removeprefix("x-")).decode("utf-8") if name.startswith("x-") else ""
    except ValueError:
        return ""


def anchor(evidence_id: str) -> str:
    """Return the element id of a quote on its article's page."""
    return "e-" + short_hash(evidence_id)


def web_address(url: str) -> str:
    """Return the address if a browser may follow it (http, https), else ""."""
    return url if re.match(r"https?://[^\s\"'<>\\]+\Z", url) else ""
