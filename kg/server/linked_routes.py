"""The routes of Linked Data: ``/id/…``, ``/ontology``, ``/scheme/…`` and the pages under ``/pages/``."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.pages import LISTS
from kg.protocol import Refusal
from kg.server.asking import Asking
from kg.server.linking import BY_EXTENSION, FORMS, LONGEST, Form, negotiated, read_name
from kg.server.network import network, network_data
from kg.server.replies import of_refusal
from kg.workers import Reply

_KEPT = ("id", "page", "q", "year", *LISTS)
"""Parameters that pages know; others are not part of a question, so that they cannot fill the cache."""


def linked_routes() -> list[Route]:
    """Return the routes, the more special ones first."""
    return [
        Route("/id/{rest:path}", thing),
        Route("/ontology", ontology),
        *(Route(f"/ontology.{form.extension}", ontology) for form in FORMS),
        Route("/scheme/{rest:path}", concept),
        Route("/pages", to_pages),
        Route("/pages/network.html", network),
        Route("/pages/data/overview{rest:path}", network_data),
        Route("/pages/{rest:path}", page),
    ]


async def thing(request: Request) -> Response:
    """Answer for one thing of the store, by its local id."""
    asking: Asking = request.app.state.asking
    try:
        named = read_name(_rest(request, b"/id/"))
        form = _form(request, named.extension)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    number = _number(request.query_params.get("page", ""))
    fields = {"id": named.local_id, "depth": named.depth, "extension": named.extension, "form": form.extension}
    return await asking.answer(request, "thing", {**fields, "page": number})


async def page(request: Request) -> Response:
    """Answer with a page, or what pages load."""
    asking: Asking = request.app.state.asking
    raw = _rest(request, b"/pages/")
    query = {name: request.query_params[name][:LONGEST] for name in _KEPT if name in request.query_params}
    try:
        read_name(raw)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    fields = {"address": request.path_params["rest"], "query": query, "depth": raw.count(b"/")}
    return await asking.answer(request, "page", fields)


async def to_pages(request: Request) -> Response:
    """Send to the first page: its links need the slash."""
    asking: Asking = request.app.state.asking
    return asking.finished(request, Reply(b"", "text/plain", 308, (("Location", "./pages/"),)))


async def ontology(request: Request) -> Response:
    """Answer with the ontology."""
    asking: Asking = request.app.state.asking
    extension = request.url.path.rpartition("/ontology")[2].removeprefix(".")
    try:
        form = _form(request, extension)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    return await asking.answer(request, "vocabulary", {"name": "", "depth": 0, "form": form.extension})


async def concept(request: Request) -> Response:
    """Answer with a scheme or one of its concepts."""
    asking: Asking = request.app.state.asking
    try:
        named = read_name(_rest(request, b"/scheme/"))
        form = _form(request, named.extension)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    fields = {"name": named.local_id, "depth": named.depth, "form": form.extension}
    return await asking.answer(request, "vocabulary", fields)


def _form(request: Request, extension: str) -> Form:
    return BY_EXTENSION[extension] if extension else negotiated(request.headers.get("accept", ""))


def _rest(request: Request, prefix: bytes) -> bytes:
    """Return the address behind a prefix as it came, percent-encoded."""
    root = request.scope.get("root_path", "").encode()
    raw = bytes(request.scope.get("raw_path") or b"").partition(b"?")[0].removeprefix(root)
    if raw.startswith(prefix):
        return raw.removeprefix(prefix)
    return quote(request.path_params["rest"]).encode()


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
