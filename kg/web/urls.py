"""URLs as they are written, and what of them may be fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from kg.web.values import RefusedError

LONGEST_URL = 8_000
"""Characters; RFC 9110 asks every server to read 8,000."""
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_FORBIDDEN = re.compile("[\x00-\x20\x7f\ud800-\udfff]")
_KEPT = "/:@!$&'()*+,;=~-._%?[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """One URL ready to be asked for. host: lower case ASCII, no brackets; path: with the query, ASCII."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """The address of the site; the port is left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The URL in ASCII, without fragment."""
        return self.origin + self.path


def looks_like_url(text: str) -> bool:
    """Say whether a source is written as a URL (``scheme://…``) and not as a path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://", text) is not None


def parse_url(text: str, base: Target | None = None) -> Target:
    """Read a URL, relative to ``base`` if it is a redirect of that; Persian hosts and paths are put into ASCII.

    Only http and https, no user name or password, port 80, 443 or from 1024 (the others belong to other services),
    at most 8,000 characters. Raises RefusedError (BAD_URL).
    """
    written = text.strip()
    if len(written) > LONGEST_URL:
        raise RefusedError("BAD_URL", f"the URL has over {LONGEST_URL} characters")
    if _FORBIDDEN.search(written) and base is None:
        raise RefusedError("BAD_URL", "a URL holds no blanks and controls")
    try:
        parts = urlsplit(urljoin(base.url, written) if base else written)
        port = parts.port
    except ValueError as error:
        raise RefusedError("BAD_URL", f"it is no URL: {error}") from error
    return _checked(parts, port)


def _checked(parts: SplitResult, port: int | None) -> Target:
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise RefusedError("BAD_URL", f"only http and https are fetched, not {scheme[:20] or 'a path'}")
    if "@" in parts.netloc:
        raise RefusedError("BAD_URL", "a URL with a user name or password is not fetched")
    chosen = _PORTS[scheme] if port is None else port
    if chosen not in _PORTS.values() and chosen < _FIRST_FREE_PORT:
        raise RefusedError("BAD_URL", f"port {chosen} belongs to another service than the web")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(scheme, _host(parts.hostname or ""), chosen, path if path.startswith("/") else f"/{path}")


def _host(name: str) -> str:
    if "%" in name:
        raise RefusedError("BAD_URL", "a host with % in it is not fetched")
    if ":" in name:
        return str(ip_address(name))  # urlsplit has checked that it is one
    try:
        ascii_name = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        ascii_name = ""
    if len(ascii_name) > 253 or not _HOST.fullmatch(ascii_name):
        raise RefusedError("BAD_URL", f"{name[:60]!r} is no host")
    return ascii_name
