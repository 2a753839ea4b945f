"""Which web pages may read answers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from kg.server.clients import client_of, is_local
from kg.server.heads import head

_ORIGIN = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?")
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
METHODS = "GET, HEAD, POST, OPTIONS"
HEADERS = "Accept, Content-Type, If-None-Match, Authorization"


def allowed(request: Request, origins: str) -> str:
    """Return what Access-Control-Allow-Origin says, "" for nothing.

    ``origins``: as ``Serving.origins``. A server on loopback answers only pages of this machine unless told
    otherwise: else any page in the user's browser could read a store that was never published.
    """
    origin = head(request, b"origin")
    if not origin:
        return ""
    if origins == "*" or (not origins and not _on_loopback(request)):
        return "*"
    if not origins:
        return origin if _host(origin) in _HERE else ""
    return origin if origin in origins.split() else ""


def _on_loopback(request: Request) -> bool:
    """Say whether the server was reached at an address of this machine alone."""
    server = request.scope.get("server")
    host = server[0] if server else ""
    return is_local(host) if host else is_local(client_of(request))


def _host(origin: str) -> str | None:
    found = _ORIGIN.fullmatch(origin)
    return found[1].lower() if found else None


def preflight(request: Request, origins: str) -> Response:
    """Answer OPTIONS: the methods that may be used, and for web pages what they may send."""
    headers = {"Allow": METHODS, "Vary": "Origin"}
    if origin := allowed(request, origins):
        headers |= {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": HEADERS,
            "Access-Control-Max-Age": "86400",
        }
    return Response(status_code=204, headers=headers)
