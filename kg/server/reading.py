"""``/graph`` and ``/void``: one graph as a whole, and what the data are, from a request to a question for the pool."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.protocol import Refusal, read_graph_request
from kg.server.asking import Asking
from kg.server.replies import of_refusal


async def graph(request: Request) -> Response:
    """Answer the graph that ``?default``, ``?graph=IRI`` or the path behind ``/graph/`` names."""
    asking: Asking = request.app.state.asking
    try:
        wanted = read_graph_request(
            request.method,
            request.scope["query_string"].decode("latin-1"),
            request.path_params.get("path", ""),
            asking.settings.base_iri,
        )
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    fields = {
        "iri": wanted.iri,
        "accept": request.headers.get("accept", ""),
        "format": request.query_params.get("format", ""),
        "partial": request.query_params.get("partial", "") in ("1", "true"),
    }
    return await asking.answer(request, "graph", fields)


async def void(request: Request) -> Response:
    """Describe the data with VoID, at ``/void`` and ``/.well-known/void``."""
    asking: Asking = request.app.state.asking
    root = str(request.url.replace(path="/", query="", fragment=""))
    fields = {
        "root": root,
        "accept": request.headers.get("accept", ""),
        "format": request.query_params.get("format", ""),
    }
    return await asking.answer(request, "void", fields)
