"""Linked Data as pure decisions: which thing an address below ``/id/`` means, in which form, and where its forms lie.

A thing has one address without an extension, for which the form is negotiated, and one for each form. People are sent
on (303) to the page, for pages have one place, from which their relative links hold; data are served at once, and the
answer names its own address in Content-Location: that saves programs a round trip for every thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from kg.protocol import choose, refuse

LONGEST: Final = 2_000
"""Bytes of the part of an address that names a thing; the ids of a store have less than a hundred."""
DEEPEST: Final = 16
"""Slashes in the name of a thing; the ids of a store have one or two."""
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a description. extension: without a dot; writer: format of ``kg.export``, "" for the page."""

    media_type: str
    extension: str
    writer: str


PAGE: Final = Form("text/html", "html", "")
FORMS: Final = (
    Form("text/turtle", "ttl", "turtle"),
    PAGE,
    Form("application/ld+json", "jsonld", "jsonld"),
    Form("application/n-triples", "nt", "ntriples"),
    Form("application/rdf+xml", "rdf", "rdfxml"),
    Form("application/json", "json", "jsonld"),
)
"""The forms, the first for those who take anything; a browser names HTML before that."""
_ALIASES: Final = {
    "application/xhtml+xml": "html",
    "text/plain": "nt",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "application/x-turtle": "ttl",
    "text/n3": "ttl",
}
"""Other media types that are answered with one of the forms."""
BY_EXTENSION: Final = {form.extension: form for form in FORMS}


@dataclass(frozen=True, slots=True)
class Named:
    """What an address names. depth: folders of the address below ``/id/``; extension: of a known form, else ""."""

    local_id: str
    depth: int
    extension: str = ""

    @property
    def whole(self) -> str:
        """The id with the extension, should that be part of it."""
        return f"{self.local_id}.{self.extension}" if self.extension else self.local_id


def read_name(raw: bytes) -> Named:
    """Return what the part of an address behind ``/id/`` names, percent-encoded as it came.

    Raises Refusal: 414 for one that is too long, 404 for one that is too deep, 400 for one that is no UTF-8 or holds
    control characters.
    """
    if len(raw) > LONGEST:
        raise refuse("address-too-long", f"the name of a thing has at most {LONGEST} bytes here")
    if raw.count(b"/") > DEEPEST:
        raise refuse("not-found", f"the name of a thing has at most {DEEPEST} slashes here")
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise refuse("malformed-request", "the address is not UTF-8") from None
    if _CONTROLS.search(text):
        raise refuse("malformed-request", "the address holds control characters")
    name, dot, extension = text.rpartition(".")
    known = bool(dot) and bool(name) and extension in BY_EXTENSION
    return Named(name if known else text, raw.count(b"/"), extension if known else "")


def negotiated(accept: str) -> Form:
    """Return the form that a header Accept prefers. Raises Refusal 406."""
    offered = [form.media_type for form in FORMS] + list(_ALIASES)
    chosen = choose(accept, offered)
    extension = _ALIASES.get(chosen) or next(form.extension for form in FORMS if form.media_type == chosen)
    return BY_EXTENSION[extension]


def address(named: Named, local_id: str, extension: str = "") -> str:
    """Return the address of a thing relative to that of another: safe in a header, whatever the id holds."""
    path = quote(local_id.encode("utf-8", "replace"), safe="/~!$&'()*+,;=:@") + (f".{extension}" if extension else "")
    return ("../" * named.depth or "./") + path


def links(named: Named, form: Form, iri: str, *, page: int, more: bool) -> str:
    """Return the header Link: the other forms, the thing itself, the pages of the description beside this one."""
    found = [_link(address(named, named.local_id, other.extension), "alternate", other.media_type)
             for other in FORMS if other.extension not in (form.extension, "json")]  # fmt: skip
    found.append(f'<{quote(iri, safe=_IN_IRI)}>; rel="describes"')
    here = address(named, named.local_id, form.extension)
    found += [f'<{here}?page={page - 1}>; rel="prev"'] if page > 1 else []
    found += [f'<{here}?page={page + 1}>; rel="next"'] if more else []
    return ", ".join(found)


_IN_IRI: Final = ":/?#[]@!$&'()*+,;=%~"


def _link(target: str, relation: str, media_type: str) -> str:
    return f'<{target}>; rel="{relation}"; type="{media_type}"'
