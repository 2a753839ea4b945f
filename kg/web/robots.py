"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.settings import Fetching
from kg.web.exchanging import PRODUCT, Reply
from kg.web.urls import Target, parse_url
from kg.web.values import RefusedError

if TYPE_CHECKING:
    from protego import Protego

_MOST_TEXT = 4_000_000
"""Characters of robots.txt that are kept; the site used longest ago goes first. Rules take some 30 times their text."""
_LEAST_TEXT = 1_000
"""What a site without rules counts for."""
_FAILURE_SECONDS = 600.0
"""How long a site whose robots.txt could not be had is left alone: long enough not to press it, short enough that one
failure does not cost a day. No number of a standard."""
_TOO_MANY_REQUESTS = 429
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
Ask = Callable[[Target, int], Reply]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows. parsed: None for all allowed; code, refusal: set when nothing is, with the reason."""

    parsed: Protego | None = None
    code: str = ""
    refusal: str = ""
    size: int = _LEAST_TEXT

    def check(self, target: Target) -> None:
        """Raise RefusedError (ROBOTS, ROBOTS_UNREACHABLE, FORBIDDEN_ADDRESS) unless the URL may be fetched."""
        if self.code:
            raise RefusedError(self.code, self.refusal)
        if self.parsed is not None and not self.parsed.can_fetch(target.url, PRODUCT):
            raise RefusedError("ROBOTS", f"the robots.txt of {target.host} does not allow it")

    @property
    def delay(self) -> float:
        """The Crawl-delay of the site in seconds, 0 for none."""
        return (self.parsed.crawl_delay(PRODUCT) if self.parsed is not None else None) or 0.0


class Robots:
    """The rules of each site, asked once and kept for a while."""

    def __init__(self, ask: Ask, settings: Fetching, clock: Callable[[], float]) -> None:
        """``ask`` sends one polite request, follows nothing, and cuts what is over the limit."""
        self._ask, self._settings, self._clock = ask, settings, clock
        self._kept: OrderedDict[str, tuple[float, Rules]] = OrderedDict()
        self._size = 0

    def rules(self, target: Target) -> Rules:
        """Return the rules of a URL's site.

        200-299: its rules; 400-499 but 429: all is allowed; anything else, also silence, 429 or a closed address:
        nothing is, for ten minutes. Up to the limit of redirects are followed; after more, all is allowed. Of a
        file over the limit the lines before it count.
        """
        until, rules = self._kept.get(target.origin, (0.0, Rules()))
        if target.origin not in self._kept or until <= self._clock():
            rules = self._fresh(target)
            self._keep(target.origin, rules)
        self._kept.move_to_end(target.origin)
        return rules

    def _keep(self, origin: str, rules: Rules) -> None:
        if origin in self._kept:
            self._size -= self._kept.pop(origin)[1].size
        seconds = _FAILURE_SECONDS if rules.code else self._settings.robots_seconds
        self._kept[origin] = (self._clock() + seconds, rules)
        self._size += rules.size
        while self._size > _MOST_TEXT and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1][1].size

    def _fresh(self, target: Target) -> Rules:
        try:
            at = parse_url("/robots.txt", target)
            for _ in range(self._settings.redirects + 1):
                reply = self._ask(at, self._settings.robots_bytes)
                if not reply.redirects:
                    return self._rules_of(reply, target)
                at = parse_url(reply.headers["location"], at)
        except RefusedError as refusal:
            code = refusal.code if refusal.code == "FORBIDDEN_ADDRESS" else "ROBOTS_UNREACHABLE"
            return _refused(target, refusal.what, code)
        return Rules()

    def _rules_of(self, reply: Reply, target: Target) -> Rules:
        if 200 <= reply.status < 300:
            return _parsed(reply.body, self._settings.robots_bytes)
        if 400 <= reply.status < 500 and reply.status != _TOO_MANY_REQUESTS:
            return Rules()
        return _refused(target, f"the site answers {reply.status}")


def _refused(target: Target, why: str, code: str = "ROBOTS_UNREACHABLE") -> Rules:
    return Rules(code=code, refusal=f"the robots.txt of {target.host} cannot be had: {why}")


def _parsed(body: bytes, most: int) -> Rules:
    from protego import Protego  # noqa: PLC0415 - only for who fetches

    if len(body) >= most:  # half a line could allow more than the whole one
        body = body[: body.rfind(b"\n") + 1]
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = [_with_known_agent(line) for line in text.splitlines()]
    return Rules(Protego.parse("\n".join(lines)), size=max(len(text), _LEAST_TEXT))


def _with_known_agent(line: str) -> str:
    """Give all agents that are not meant to be ours one name.

    RFC 9309 compares whole product names, where Protego would take the beginning of one too; and a file of ten
    thousand agents in one group would else cost Protego their number times that of the rules.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    ours = name.partition("/")[0] == PRODUCT
    return f"User-agent: {PRODUCT if ours else '*' if name == '*' else 'another'}"
