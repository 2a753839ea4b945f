"""One request and its answer: no redirects, no robots, no waiting; limits and checks of the address only."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpcore

from kg import __version__
from kg.settings import Fetching
from kg.web.connecting import Connect, Deadline, GuardedBackend, Resolver
from kg.web.unpacking import ACCEPTED, unpacked
from kg.web.urls import Target
from kg.web.values import RefusedError

PRODUCT = "agreements-kg"
"""The name that a robots.txt can speak to."""
_HEAD_BYTES = 256_000
"""What an answer may hold beside its body: h11 takes 100 KB of headers, and chunks have lengths."""
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, text/*;q=0.9, "
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODIES = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one request. headers: lower case names, the first of each; body: unpacked, only for 200 and 203."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def redirects(self) -> bool:
        """Whether the answer sends the reader elsewhere."""
        return self.status in _REDIRECTS and bool(self.headers.get("location"))


def user_agent(contact: str) -> str:
    """Return what requests call themselves. Raises RefusedError for a contact that no header can hold."""
    if not all(" " <= character <= "~" and character not in "()\\" for character in contact):
        raise RefusedError("BAD_CONTACT", "the contact is no ASCII without brackets")
    return f"{PRODUCT}/{__version__}" + (f" (+{contact})" if contact else "")


class Exchanger:
    """Asks one URL at a time over a fresh, guarded connection."""

    def __init__(self, settings: Fetching, *, clock: Callable[[], float], resolve: Resolver, connect: Connect) -> None:
        self._settings, self._clock = settings, clock
        self._resolve, self._connect = resolve, connect
        self._tls: ssl.SSLContext | None = None
        self._headers = {
            "User-Agent": user_agent(settings.contact),
            "Accept": f"{_ACCEPT}application/json;q=0.9",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }

    def ask(
        self,
        target: Target,
        most: int,
        more: Mapping[str, str] | None = None,
        accept: Callable[[Mapping[str, str]], None] | None = None,
    ) -> Reply:
        """Return the answer of a URL; its body of at most ``most`` bytes only when it has one to read.

        accept: None takes any body and cuts it at ``most``; else it looks at the headers before the body is read,
        and raises RefusedError to leave it. Raises RefusedError for whatever goes wrong: addresses, time, size,
        the protocol.
        """
        deadline = Deadline(self._clock, self._settings.request_seconds, most + _HEAD_BYTES)
        allowed = self._settings.allow_private
        backend = GuardedBackend(self._resolve, self._connect, deadline, allow_private=allowed)
        try:
            with self._connection(target, backend) as connection:
                return self._asked(connection, target, most, {**self._headers, **(more or {})}, accept)
        except httpcore.TimeoutException:
            deadline.left()
            raise RefusedError("TIMEOUT", f"it took over {self._settings.request_seconds:g} seconds") from None
        except ValueError as error:
            raise RefusedError("BAD_RESPONSE", f"the request cannot be sent: {error}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            code = "UNREACHABLE" if isinstance(error, httpcore.NetworkError) else "BAD_RESPONSE"
            raise RefusedError(code, f"the request failed: {error or type(error).__name__}") from error

    def _connection(self, target: Target, backend: GuardedBackend) -> httpcore.HTTPConnection:
        if self._tls is None and target.scheme == "https":
            self._tls = httpcore.default_ssl_context()
        origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
        return httpcore.HTTPConnection(origin, ssl_context=self._tls, network_backend=backend)

    @staticmethod
    def _asked(
        connection: httpcore.HTTPConnection,
        target: Target,
        most: int,
        headers: Mapping[str, str],
        accept: Callable[[Mapping[str, str]], None] | None,
    ) -> Reply:
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        with connection.stream("GET", url, headers=list(headers.items())) as response:
            found = _first_of_each(response.headers)
            if response.status not in _BODIES:
                return Reply(response.status, found)
            if accept is not None:
                accept(found)
            coding = found.get("content-encoding", "")
            return Reply(response.status, found, unpacked(response.iter_stream(), coding, most, cut=accept is None))


def _first_of_each(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers as text: UTF-8, in which many Persian sites write addresses, else Latin-1 (the standard)."""
    found: dict[str, str] = {}
    for name, value in headers:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        found.setdefault(name.decode("ascii", "replace").lower(), text.strip())
    return found
