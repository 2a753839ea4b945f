"""HTTP as bytes: a client that sends exactly what it is told, good or bad, and reads one answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import quote

PATIENCE = 60.0
"""Seconds in which an answer must have come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """status 0: the connection was closed without an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """One connection, kept open as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, data: bytes, *, head: bool = False) -> Answer:
        """Send a request and return the answer; on a kept connection that the server has closed, try once anew."""
        kept = self._streams is not None
        try:
            found = await self._once(data, head=head)
        except (ConnectionError, asyncio.IncompleteReadError):
            found = Answer(0, {}, b"")
        if found.status == 0:
            self.close()
            if kept:
                return await self.ask(data, head=head)
        elif found.headers.get("connection", "").lower() == "close":
            self.close()
        return found

    async def send(self, data: bytes) -> None:
        """Send bytes and wait for nothing."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self._streams[1].write(data)
        await self._streams[1].drain()

    async def _once(self, data: bytes, *, head: bool) -> Answer:
        await self.send(data)
        return await asyncio.wait_for(self.read(head=head), PATIENCE)

    async def read(self, *, head: bool = False) -> Answer:
        """Return the next answer on this connection."""
        assert self._streams is not None
        reader = self._streams[0]
        try:
            raw = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return Answer(0, {}, b"")
        first, *rest = raw.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)}
        body = b"" if head else await _body(reader, headers)
        return Answer(int(first.split(" ")[1]), headers, body)

    def close(self) -> None:
        """Close the connection at once, whatever is under way."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        parts = []
        while size := int((await reader.readline()).strip() or b"0", 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(parts)
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    return b""


def get(path: str, accept: str = "application/sparql-results+json", **parameters: str) -> bytes:
    """Return a GET as bytes."""
    query = "&".join(f"{name}={quote(value, safe='', errors='surrogatepass')}" for name, value in parameters.items())
    return request("GET", f"{path}?{query}" if query else path, {"Accept": accept})


def post(path: str, body: bytes, content_type: str, accept: str = "application/sparql-results+json") -> bytes:
    """Return a POST as bytes."""
    return request("POST", path, {"Accept": accept, "Content-Type": content_type}, body)


def request(method: str, target: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """Return a request as bytes; nothing in it is checked."""
    told = {"Host": "127.0.0.1", **headers, **({"Content-Length": str(len(body))} if body else {})}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass") + body
