"""What answers of a server are made of, and what its pages show besides those of a written site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg.pages.rendering import LIVE_POLICY

HTML, SCRIPT, JSON, CSV = "text/html", "text/javascript", "application/json", "text/csv"
FORMATS = (("text/turtle", "ttl", "Turtle"), ("application/ld+json", "jsonld", "JSON-LD"),
           ("application/n-triples", "nt", "N-Triples"), ("application/rdf+xml", "rdf", "RDF/XML"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """One answer. location: where a moved thing has its page, seen from the root of the pages; "" otherwise."""

    text: str
    media_type: str = HTML
    status: int = 200
    location: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The same thing as data; href from the root of the pages."""

    media_type: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Live:
    """What templates show only on a server: policy, other forms, the pages beside this one; cut: not all is here."""

    others: tuple[Other, ...] = ()
    page: int = 1
    previous: str = ""
    next: str = ""
    cut: bool = False
    policy: str = LIVE_POLICY


def others(local_id: str) -> tuple[Other, ...]:
    """Return a node as data, in each format."""
    path = quote(local_id.encode("utf-8", "replace"), safe="/")
    return tuple(Other(media_type, name, f"../id/{path}.{extension}") for media_type, extension, name in FORMATS)


_TELLING = {"topic": "agreements-by-topic", "province": "agreements-in-province"}
"""Kind of page whose subject is told by an answer -> question of the library."""


def listed(kind: str, local_id: str) -> tuple[Other, ...]:
    """Return the answers that tell the subject of such a page; none for other kinds."""
    if kind not in _TELLING:
        return ()
    asked = f"../ask/{_TELLING[kind]}?{kind}={quote(local_id.partition('/')[2], safe='')}&format="
    return Other(CSV, "CSV", f"{asked}csv"), Other(JSON, "JSON", f"{asked}json")


def root_of(href: str) -> str:
    """Return the way from an address to the root of the pages."""
    return "../" * href.partition("?")[0].count("/")
