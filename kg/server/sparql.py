"""``/sparql``: the SPARQL 1.1 Protocol, from a request to a question for the pool."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.protocol import Operation, Refusal, read_operation
from kg.server.asking import Asking
from kg.server.bodies import body_of
from kg.server.heads import head
from kg.server.replies import of_refusal
from kg.server.updates import update


async def sparql(request: Request) -> Response:
    """Answer a query, carry out an update, or describe the service, as the protocol has it."""
    asking: Asking = request.app.state.asking
    try:
        operation = await _operation(request, asking)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    if operation.kind == "update":
        return await update(request, asking, operation)
    if operation.kind == "description":
        fields = {
            **_wanted(request, operation),
            "endpoint": str(request.url.replace(query="")),
            "writable": bool(asking.serving.token),
        }
        return await asking.answer(request, "description", fields)
    return await asking.answer(request, "query", query_fields(request, operation), seconds=operation.seconds)


async def _operation(request: Request, asking: Asking) -> Operation:
    """Read the request. Raises Refusal."""
    method = request.method
    asking.admit(request)
    body = await body_of(request, asking.serving) if method not in ("GET", "HEAD") else b""
    query = request.scope["query_string"].decode("latin-1")
    return read_operation(method, query, head(request, b"content-type"), body)


def _wanted(request: Request, operation: Operation) -> dict[str, Any]:
    return {"accept": head(request, b"accept"), "format": operation.format}


def query_fields(request: Request, operation: Operation) -> dict[str, Any]:
    """Return what a worker is told of a query."""
    return {
        **_wanted(request, operation),
        "text": operation.text,
        "default": operation.default_graphs,
        "named": operation.named_graphs,
        "partial": operation.partial,
    }
