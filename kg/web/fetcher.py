"""The polite fetcher: robots, turns, redirects, kinds of content; one URL in, one value out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

from kg.articles import Skip, declared_type
from kg.settings import Fetching
from kg.web.connecting import Connect, Resolver, plain_connect, system_addresses
from kg.web.exchanging import Exchanger, Reply
from kg.web.pacing import Pace
from kg.web.robots import Robots
from kg.web.urls import Target, parse_url
from kg.web.values import Fetched, NotModified, RefusedError, Validators

CONTENT_TYPES = frozenset(
    """text/html application/xhtml+xml application/xml text/xml application/rss+xml application/atom+xml
    application/rdf+xml application/json application/ld+json application/x-ndjson application/ndjson
    application/jsonl application/x-jsonlines text/plain text/csv""".split()
)
"""What may hold articles. A body without a type is taken too: content decides what is read from it, not the type."""
_NOT_MODIFIED = 304
_BUSY = frozenset({429, 503})
_GONE = frozenset({404, 410})
RETRIED = frozenset(
    {"UNREACHABLE", "TIMEOUT", "BUSY", "SERVER_ERROR", "ROBOTS_UNREACHABLE", "NOT_YET", "BAD_RESPONSE", "BAD_ENCODING"}
)
"""Codes of skips that another day may mend; the others are answers."""


class Fetcher:
    """Fetches URLs one after another, as a guest of each site.

    Only http and https, from public addresses (each connection checks every address that its host leads to, also
    after a redirect and for robots.txt, and uses exactly those), without proxies, cookies or credentials; never
    from https to http. A site's robots.txt and Crawl-delay are kept, and one host is asked at most once in
    ``delay`` seconds; 429 and 503 let it rest as long as Retry-After says. Limits: ``kg.settings.Fetching``.

    clock, sleep: a monotonic clock and waiting, in seconds. resolve: host and port → addresses. connect: address,
    port, seconds → connection. Not for several threads at once.
    """

    def __init__(
        self,
        settings: Fetching | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolver = system_addresses,
        connect: Connect = plain_connect,
    ) -> None:
        """Make a fetcher; no network yet. Raises RefusedError (an InputError) for a contact that no header can hold."""
        self._settings = settings or Fetching()
        self._exchanger = Exchanger(self._settings, clock=clock, resolve=resolve, connect=connect)
        self._pace = Pace(clock, sleep, self._settings.longest_wait)
        self._robots = Robots(self._ask_robots, self._settings, clock)

    def fetch(self, url: str, known: Validators | None = None) -> Fetched | NotModified | Skip:
        """Return what is at a URL, or why not; never raises for what a site does.

        known: what the server said of the body that the caller still has: if that has not changed it is not sent
        again. Codes of skips: BAD_URL, FORBIDDEN_ADDRESS, DOWNGRADE, REDIRECTS, ROBOTS, GONE (404, 410), REFUSED
        (other 4xx), BAD_TYPE, TOO_LARGE; and those of ``RETRIED``, which another day may mend.
        """
        try:
            return self._followed(parse_url(url), known or Validators())
        except RefusedError as refusal:
            return refusal.skip(url)

    def _followed(self, target: Target, known: Validators) -> Fetched | NotModified:
        for _ in range(self._settings.redirects + 1):
            reply = self._ask(target, known)
            if not reply.redirects:
                return _value_of(reply, target, known)
            target = _next(target, reply.headers["location"])
        raise RefusedError("REDIRECTS", f"it redirects over {self._settings.redirects} times, last to {target.url}")

    def _ask(self, target: Target, known: Validators) -> Reply:
        rules = self._robots.rules(target)
        rules.check(target)
        more = _conditions(known) if known.url == target.url else {}
        with self._pace.turn(target.host, max(self._settings.delay, rules.delay)):
            reply = self._exchanger.ask(target, self._settings.body_bytes, more, _check_type)
        return self._noted(reply, target)

    def _ask_robots(self, target: Target, most: int) -> Reply:
        with self._pace.turn(target.host, self._settings.delay):
            reply = self._exchanger.ask(target, most)
        return self._noted(reply, target)

    def _noted(self, reply: Reply, target: Target) -> Reply:
        """Let a host rest that says it has too much to do."""
        after = reply.headers.get("retry-after", "")
        if reply.status in _BUSY and re.fullmatch("[0-9]{1,6}", after):
            self._pace.rest(target.host, float(after))
        return reply


def _next(target: Target, location: str) -> Target:
    further = parse_url(location, target)
    if target.scheme == "https" and further.scheme == "http":
        raise RefusedError("DOWNGRADE", f"it redirects from https to {further.url}; fetch that if you mean it")
    return further


def _conditions(known: Validators) -> dict[str, str]:
    fields = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in fields.items() if value}


def _check_type(headers: Mapping[str, str]) -> None:
    kind, _charset = declared_type(headers.get("content-type", ""))
    if kind and kind not in CONTENT_TYPES:
        raise RefusedError("BAD_TYPE", f"it is {kind[:80]}; expected a page, a feed, JSON, CSV or text")


def _value_of(reply: Reply, target: Target, known: Validators) -> Fetched | NotModified:
    if reply.status == _NOT_MODIFIED and known.url == target.url and _conditions(known):
        return NotModified(target.url)
    if reply.status not in {200, 203}:
        raise _refusal_of(reply.status)
    kind, charset = declared_type(reply.headers.get("content-type", ""))
    return Fetched(
        data=reply.body,
        url=target.url,
        content_type=kind,
        encoding=charset,
        status=reply.status,
        validators=_validators(reply, target),
    )


def _validators(reply: Reply, target: Target) -> Validators:
    """Return what may be sent back: a header with strange characters is not."""
    fields = {name: reply.headers.get(name, "") for name in ("etag", "last-modified")}
    usable = {name: value if re.fullmatch(r"[\x20-\x7e]{0,500}", value) else "" for name, value in fields.items()}
    return Validators(target.url, usable["etag"], usable["last-modified"])


def _refusal_of(status: int) -> RefusedError:
    try:
        told = f"the site answers {status} {HTTPStatus(status).phrase}"
    except ValueError:
        told = f"the site answers {status}"
    if status in _BUSY:
        return RefusedError("BUSY", told)
    if status in _GONE:
        return RefusedError("GONE", told)
    if 400 <= status < 500:
        return RefusedError("REFUSED", told)
    return RefusedError("SERVER_ERROR" if status >= 500 else "BAD_RESPONSE", told)
