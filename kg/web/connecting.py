"""Connections that lead only to addresses that were checked, and that end when their time is over.

Each connection looks its host up once, checks every address of the answer, and connects to one of exactly those; so
an answer that changes between check and use (DNS rebinding) changes nothing. The host's name stays in the URL, and
with it in TLS (SNI, certificate) and in the Host header. Proxies named in the environment are not used: they
would look names up themselves.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import Any

import httpcore

from kg.web.ip_addresses import Address, refusal_of
from kg.web.values import RefusedError

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port → the addresses of the host, as written; raises OSError when there are none."""
Connect = Callable[[str, int, float], httpcore.NetworkStream]
"""Address, port and seconds → a connection."""


def system_addresses(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host. Raises OSError when it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def plain_connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Connect to a numeric address, which no look-up can change."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class Deadline:
    """The end of one request, and the most bytes it may receive before unpacking."""

    def __init__(self, clock: Callable[[], float], seconds: float, most: int) -> None:
        self._clock, self._seconds, self._end = clock, seconds, clock() + seconds
        self._left_bytes, self._most = most, most

    def left(self) -> float:
        """Return the seconds left. Raises RefusedError (TIMEOUT) when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise RefusedError("TIMEOUT", f"it took over {self._seconds:g} seconds")
        return left

    def count(self, received: int) -> None:
        """Count received bytes. Raises RefusedError (TOO_LARGE) when they are over the limit."""
        self._left_bytes -= received
        if self._left_bytes < 0:
            raise RefusedError("TOO_LARGE", f"the answer is over {self._most} bytes")


class GuardedBackend(httpcore.NetworkBackend):
    """What httpcore opens connections with: look up, check, connect to what was checked."""

    def __init__(self, resolve: Resolver, connect: Connect, deadline: Deadline, *, allow_private: bool) -> None:
        self._resolve, self._connect, self._deadline = resolve, connect, deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers. Raises RefusedError."""
        failure: Exception | None = None
        for address in self._addresses(host, port):
            try:
                return GuardedStream(self._connect(str(address), port, self._deadline.left()), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        self._deadline.left()
        raise RefusedError("UNREACHABLE", f"{host} cannot be reached: {failure}") from failure

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore.NetworkStream:
        """Refuse: there is no news in a local socket."""
        raise RefusedError("FORBIDDEN_ADDRESS", "local sockets are not fetched from")

    def _addresses(self, host: str, port: int) -> list[Address]:
        """Return the addresses of a host; one that is closed closes the host."""
        try:
            addresses = [ip_address(host)]
        except ValueError:
            addresses = [ip_address(one) for one in self._look_up(host, port)]
        if not addresses:
            raise RefusedError("UNREACHABLE", f"{host} has no address")
        for address in addresses:
            if reason := refusal_of(address, allow_private=self._allow_private):
                raise RefusedError("FORBIDDEN_ADDRESS", f"{host} leads to {address}, {reason}")
        return addresses

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        """Look a host up within the time of the request; the system's own call knows no limit."""
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.left())
        except Empty:
            raise RefusedError("TIMEOUT", f"the look-up of {host} took too long") from None
        if isinstance(answer, Exception):
            raise RefusedError("UNREACHABLE", f"{host} is not known: {answer}") from answer
        return answer


class GuardedStream(httpcore.NetworkStream):
    """A connection whose every step counts against the deadline of its request, however slowly the bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, up to ``max_bytes``."""
        data = self._stream.read(max_bytes, self._deadline.left())
        self._deadline.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of ``buffer``."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Encrypt the connection, checking the certificate against the name."""
        return GuardedStream(
            self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own type
        """Return what httpcore asks of the connection."""
        return self._stream.get_extra_info(info)
