"""Runs ``kg serve`` on a store of its own, and asks it as any client would: with plain requests."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as px
from server_kit import TOKEN, serving

from kg.settings import BASE_IRI
from kg.store import Change, open_store

__all__ = ["DATA", "FORMATS", "TOKEN", "Answer", "Served", "filled", "running"]

DATA = "http://kasei.us/2009/09/sparql/data/data"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORMATS = Path(__file__).parents[1] / "data" / "formats.trig"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers with lower-case names, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> dict[str, object]:
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sparql(self) -> str:
        return f"{self.url}sparql"

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        """Send a request with these headers and no others than Host and Content-Length."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()


@contextmanager
def running(store: Path, *options: str) -> Iterator[Served]:
    """Run ``kg serve`` on a free port until the block ends."""
    with serving(store, "--processes", "3", *options) as server:
        yield Served(server.url)


def filled(folder: Path) -> Path:
    """Make a store with the W3C's graphs, a few facts, and terms that formats have trouble with."""
    location = folder / "store"
    document, kind = px.NamedNode("http://xmlns.com/foaf/0.1/Document"), px.NamedNode(RDF_TYPE)
    quads = list[px.Quad]()
    for number in (1, 2, 3):
        name = px.NamedNode(f"{DATA}{number}.rdf")
        quads.append(px.Quad(name, kind, document, name))
    quads.append(px.Quad(px.NamedNode(f"{BASE_IRI}agreement/1"), kind, px.NamedNode("http://x/Agreement")))
    quads.extend(px.parse(path=FORMATS, format=px.RdfFormat.TRIG))
    with open_store(location, mode="write") as store:
        store.apply(Change(add=tuple(quads)))
    return location
