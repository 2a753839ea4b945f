"""The routes of the server, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from kg.protocol import refuse
from kg.server.ask import ask, health
from kg.server.asking import Asking
from kg.server.desk import asset, bound, library, page, suggest, terms
from kg.server.guarding import Guarding
from kg.server.linked_routes import linked_routes
from kg.server.overviews import Overviews
from kg.server.reading import graph, void
from kg.server.replies import of_refusal
from kg.server.searching import find
from kg.server.sparql import sparql
from kg.server.upkeep import keep_up
from kg.settings import Settings

_ALL = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]


def build_app(location: Path, settings: Settings, *, local: bool = True) -> Starlette:
    """Return the ASGI application for a store; its worker processes start and end with its lifespan.

    local: the server is reached from this machine alone, so that names of other hosts are refused.
    """
    asking, overviews = Asking(location, settings), Overviews(location)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await asking.pool.start()
        upkeep = asyncio.create_task(keep_up(location, asking.pool, lambda: asking.version))
        yield
        upkeep.cancel()
        await overviews.close()
        await asking.pool.close()

    app = Starlette(routes=routes(), lifespan=lifespan, exception_handlers={HTTPException: _refuse})
    app.state.asking, app.state.overviews = asking, overviews
    app.add_middleware(Guarding, origins=settings.serving.origins, local=local, direct={"/sparql": _sparql})
    return app


def routes() -> list[BaseRoute]:
    """Return all routes, the more special ones first."""
    return [
        Route("/graph", graph, methods=_ALL),
        Route("/graph/{path:path}", graph, methods=_ALL),
        Route("/void", void),
        Route("/.well-known/void", void),
        Route("/ask/{name}", ask),
        Route("/search", find),
        Route("/health", health),
        Route("/", page),
        Route("/library", library),
        Route("/library/{name}", bound),
        Route("/completions", terms),
        Route("/suggest", suggest),
        Route("/assets/{path:path}", asset),
        *linked_routes(),
    ]


async def _sparql(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at the endpoint; the router, which takes as long as all else here, is passed by."""
    answer = await sparql(Request(scope, receive, send))
    await answer(scope, receive, send)


async def _refuse(request: Request, error: Exception) -> Response:
    """Answer what no route takes."""
    asking: Asking = request.app.state.asking
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405 and isinstance(error, HTTPException):
        headers = tuple((error.headers or {}).items())
        return asking.finished(request, of_refusal(refuse("method-not-allowed", "not with this method", headers)))
    code = "not-found" if status == 404 else "malformed-request"
    return asking.finished(request, of_refusal(refuse(code, "nothing has this address")))
