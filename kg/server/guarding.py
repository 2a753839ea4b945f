"""What holds for every request before any route sees it: who may be asked under which name, preflights, no trace."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping
from contextlib import suppress

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.protocol import refuse
from kg.server.heads import head
from kg.server.origins import preflight
from kg.server.replies import of_refusal, response

_LOG = logging.getLogger("kg.server")
_NAMES = frozenset({"127.0.0.1", "localhost", "testserver"})


class Guarding:
    """ASGI: answers OPTIONS, refuses foreign names of a local server (DNS rebinding), and lets no fault out.

    direct: paths that are passed on without the router.
    """

    def __init__(self, app: ASGIApp, *, origins: str, local: bool, direct: Mapping[str, ASGIApp]) -> None:
        self._app, self._origins, self._local, self._direct = app, origins, local, direct

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._pass(scope, receive, watched)
        except Exception:  # noqa: BLE001 - whatever a route did not foresee, no client sees a trace
            _LOG.exception("a request failed")
            if not begun:
                fault = of_refusal(refuse("internal", "the server failed; its log tells more"))
                with suppress(Exception):
                    await response(fault)(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if self._local and not is_here(head(request, b"host")):
            refusal = refuse("misdirected", "this server answers under localhost and 127.0.0.1 only")
            await response(of_refusal(refusal))(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await preflight(request, self._origins)(scope, receive, send)
        else:
            await self._direct.get(scope["path"], self._app)(scope, receive, send)


def is_here(host: str) -> bool:
    """Say whether a Host header names this machine."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    name = name.strip("[]").lower()
    return not host or name in _NAMES or _is_loopback(name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
