"""The query desk's page and what it asks: ``/``, ``/library``, ``/completions``, ``/suggest`` and ``/assets/…``."""

from __future__ import annotations

import gzip
import json
import mimetypes
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.desk import POLICY, completions, desk_assets, desk_page, library_values
from kg.protocol import refuse
from kg.server.ask import question_of
from kg.server.asking import Asking
from kg.server.caching import matches
from kg.server.packing import takes_gzip
from kg.server.replies import of_refusal
from kg.workers import Reply

_PACKED: Final = ("text/", "application/json", "application/javascript")
_LONGEST: Final = 200
"""Characters of a name that is typed; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Something that is the same as long as the server runs. packed: with gzip, b"" where that gains nothing."""

    body: bytes
    packed: bytes
    media_type: str
    tag: str
    headers: tuple[tuple[str, str], ...] = ()


def fixed(body: bytes, media_type: str, headers: tuple[tuple[str, str], ...] = ()) -> Fixed:
    """Return a body as it is kept."""
    packed = gzip.compress(body, 6, mtime=0) if media_type.startswith(_PACKED) else b""
    return Fixed(body, packed, media_type, f'"{blake2b(body, digest_size=16).hexdigest()}"', headers)


@cache
def _page(base_iri: str) -> Fixed:
    headers = (("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),)
    return fixed(desk_page(base_iri).encode(), "text/html; charset=utf-8", headers)


@cache
def _values(name: str) -> Fixed:
    values = {"library": library_values, "completions": completions}[name]()
    return fixed(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


@cache
def _asset(address: str) -> Fixed | None:
    path = desk_assets().get(address)
    if path is None:
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return fixed(path.read_bytes(), kind + charset)


def _sent(request: Request, found: Fixed) -> Response:
    """Answer with a fixed thing, packed or not at all as the client wishes."""
    asking: Asking = request.app.state.asking
    caching = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match", ""), found.tag):
        return asking.finished(request, Reply(b"", "", 304), caching)
    packs = len(found.packed) > 0 and takes_gzip(request)
    headers = (*found.headers, *((("Content-Encoding", "gzip"),) if packs else ()))
    return asking.finished(
        request, Reply(found.packed if packs else found.body, found.media_type, headers=headers), caching
    )


async def page(request: Request) -> Response:
    """Answer with the query desk."""
    asking: Asking = request.app.state.asking
    return _sent(request, _page(asking.settings.base_iri))


async def library(request: Request) -> Response:
    """Answer with the questions of the library as JSON."""
    return _sent(request, _values("library"))


async def terms(request: Request) -> Response:
    """Answer with prefixes and terms as JSON."""
    return _sent(request, _values("completions"))


async def asset(request: Request) -> Response:
    """Answer with a file that pages share; only names of the list are known, so no path leads elsewhere."""
    asking: Asking = request.app.state.asking
    address = request.path_params["path"]
    found = _asset(address) if address in desk_assets() else None
    if found is None:
        return asking.finished(request, of_refusal(refuse("not-found", "nothing has this address")))
    return _sent(request, found)


async def bound(request: Request) -> Response:
    """Answer with a question as SPARQL with its parameters bound: ``/library/NAME?institution=…``."""
    asking: Asking = request.app.state.asking
    return await asking.answer(request, "bound", question_of(request))


async def suggest(request: Request) -> Response:
    """Answer with the things that a name may mean: ``/suggest?q=…&of=institution``."""
    asking: Asking = request.app.state.asking
    given = request.query_params
    return await asking.answer(
        request, "suggest", {"q": given.get("q", "")[:_LONGEST], "of": given.get("of", "any")[:40]}
    )
