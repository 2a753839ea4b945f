"""One host is asked at most so often: waiting one's turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.web.values import RefusedError

_MOST_HOSTS = 10_000
"""Hosts whose turns are remembered; past it those whose turn has come are forgotten."""


class Pace:
    """When each host may be asked again, by a monotonic clock in seconds."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None], longest: float) -> None:
        """``longest``: what would wait longer than so many seconds is refused."""
        self._clock, self._sleep, self._longest = clock, sleep, longest
        self._due: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait for the host's turn; afterwards it rests for ``delay`` seconds. Raises RefusedError (NOT_YET)."""
        wait = self._due.get(host, 0.0) - self._clock()
        if wait > self._longest:
            raise RefusedError("NOT_YET", f"{host} wants to be left alone for {wait:.0f} seconds more")
        if wait > 0:
            self._sleep(wait)
        try:
            yield
        finally:
            self.rest(host, delay)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds from now, or longer if that was wished before."""
        now = self._clock()
        if len(self._due) >= _MOST_HOSTS:
            self._due = {name: due for name, due in self._due.items() if due > now}
        self._due[host] = max(self._due.get(host, 0.0), now + seconds)
