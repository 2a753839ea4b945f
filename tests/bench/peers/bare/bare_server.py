"""The least that answers SPARQL over HTTP: one Starlette handler around pyoxigraph, without any guard, limit or cache.

``KG_PEER_STORE=FOLDER uvicorn bare_server:app --workers N``: the folder of the quads of a store, opened read only.
"""

from __future__ import annotations

import os

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

STORE = pyoxigraph.Store.read_only(os.environ["KG_PEER_STORE"])


async def answer(request: Request) -> Response:
    """Answer a SELECT as JSON."""
    found = STORE.query(request.query_params["query"])
    assert isinstance(found, QuerySolutions)
    return Response(found.serialize(format=QueryResultsFormat.JSON), media_type="application/sparql-results+json")


app = Starlette(routes=[Route("/sparql", answer)])
