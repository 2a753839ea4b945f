"""Who asks, and how often one may: a bucket of tokens for each client, bounded in number."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import HTTPConnection

from kg.protocol import refuse
from kg.settings import Serving

MOST_CLIENTS = 20_000
"""Buckets kept; the one not asked for longest goes first, and begins anew when it comes again."""


def client_of(connection: HTTPConnection) -> str:
    """Return who asks: the address, of IPv6 the network of 64 bits, as one host may have all of it."""
    return named(connection.client.host if connection.client else "")


@lru_cache(maxsize=1000)
def named(host: str) -> str:
    """Return the name of the client at an address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address, 64), strict=False))
    return host


@lru_cache(maxsize=1000)
def is_local(client: str) -> bool:
    """Say whether a client is on this machine."""
    try:
        return ipaddress.ip_network(client, strict=False).network_address.is_loopback or client == "::/64"
    except ValueError:
        return True


class Rates:
    """Lets each client ask so often; ``clock`` gives seconds that only grow."""

    def __init__(self, serving: Serving, clock: Callable[[], float]) -> None:
        self._rate, self._burst = serving.client_rate, serving.client_burst
        self._all = serving.limit_local
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def counted(self, client: str) -> str:
        """Return the name under which limits count a client, "" where none count."""
        return client if self._all or not is_local(client) else ""

    def take(self, client: str) -> None:
        """Take one token of a client. Raises Refusal ``too-many-requests`` where none is left."""
        if not client or self._rate <= 0:
            return
        now = self._clock()
        tokens, then = self._buckets.pop(client, (float(self._burst), now))
        tokens = min(float(self._burst), tokens + (now - then) * self._rate)
        self._buckets[client] = (tokens - 1 if tokens >= 1 else tokens, now)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if tokens < 1:
            wait = max(1, math.ceil((1 - tokens) / self._rate))
            raise refuse(
                "too-many-requests", f"at most {self._rate:g} requests a second", (("Retry-After", str(wait)),)
            )
