"""Runs the server on a socket until it is told to stop."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.collecting import seldom_collecting
from kg.errors import StoreError
from kg.server.app import build_app
from kg.server.connections import PatientProtocol
from kg.server.direct import Lane
from kg.settings import Settings

_BACKLOG = 1024
_CONNECTIONS = 2000
"""Connections at once; beyond them uvicorn answers 503."""
_IDLE_SECONDS = 15
"""How long a connection may stay open without a request."""
_LAST_SECONDS = 3
"""How long answers under way may take once the server was told to stop."""


def serve(  # noqa: PLR0913 - what is served, where, and to whom
    location: Path,
    settings: Settings,
    host: str,
    port: int,
    on_ready: Callable[[str], None] = lambda _: None,
    *,
    proxied: bool = False,
) -> None:
    """Serve a store until SIGINT or SIGTERM. ``on_ready`` is told the URL. Raises StoreError for a taken port.

    proxied: a proxy on this machine passes requests on, and says in X-Forwarded-For who asked.
    """
    listening = _listen(host, port)
    local = ipaddress.ip_address(listening.getsockname()[0]).is_loopback and not proxied
    app = build_app(location, settings, local=local)
    if not proxied:  # who asks behind a proxy is read on the longer way
        app.state.lane = Lane(app.state.asking, local=local)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        limit_concurrency=_CONNECTIONS,
        ws="none",
        interface="asgi3",
        lifespan="on",
        access_log=False,
        log_level="error",
        server_header=False,
        date_header=True,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_LAST_SECONDS,
        backlog=_BACKLOG,
        proxy_headers=proxied,
        forwarded_allow_ips="127.0.0.1,::1",
    )
    server = _Server(config, lambda: on_ready(_url(listening)))
    seldom_collecting()
    server.run(sockets=[listening])
    if not server.began:
        raise StoreError("the server could not begin", where=str(location), todo="run kg doctor")


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready, self.began = ready, False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.began = True
            self._ready()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise StoreError(
            f"the server cannot listen there: {error}", where=f"{host}:{port}", todo="choose another --port"
        ) from error


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
