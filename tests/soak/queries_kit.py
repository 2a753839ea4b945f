"""What the long and the short form of the storm of queries share: the server, a listener and a pipe that nobody may touch."""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from grammar import Writer
from served import Sample, Served
from storm import FORBIDDEN, MESSAGE
from wire import Line, post

STATUSES = frozenset({200, 400, 413, 422, 503})
"""An answer; no query that may run; too large; over a limit; held back because too many long ones run (all are slow by turns)."""

LINES = 4
SECRET = "no-query-may-read-this"


@dataclass(slots=True)
class Untouched:
    """A port of this machine, a file and a pipe: told to queries as things to reach, and watched."""

    folder: Path
    touched: list[str] = field(default_factory=list)
    _listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def iris(self) -> tuple[str, ...]:
        """The IRIs under which a query may try to reach them."""
        port = self._listening.getsockname()[1]
        web = (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/sparql", f"http://[::ffff:127.0.0.1]:{port}/x")
        return (*web, *(f"file://{path}" for path in (self.pipe, self.file, self.folder)))

    @property
    def pipe(self) -> Path:
        """A pipe: whoever opens it is caught, for a writer finds a reader."""
        return self.folder / "canary.ttl"

    @property
    def file(self) -> Path:
        """A file whose content must stand in no answer."""
        return self.folder / "canary.nt"

    def __enter__(self) -> Self:
        """Begin to watch."""
        os.mkfifo(self.pipe, stat.S_IRUSR | stat.S_IWUSR)
        self.file.write_text(f'<x:a> <x:b> "{SECRET}" .\n', "utf-8")
        for watch in (self._accept, self._write):
            threading.Thread(target=watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Watch no more."""
        self._stop.set()
        self._listening.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, address = self._listening.accept()
            except OSError:
                return
            self.touched.append(f"a connection from {address}")
            connection.close()

    def _write(self) -> None:
        while not self._stop.wait(0.05):
            try:
                os.close(os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK))
            except OSError:
                continue
            self.touched.append("a reader of the pipe")


@dataclass(slots=True)
class Asked:
    """What came of the queries."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    processes: tuple[int, int] = (0, 0)
    alive: bool = False
    left: set[int] = field(default_factory=set)


def asked(store: Path, folder: Path, count: int, seed: int) -> Asked:
    """Ask a served store so many queries; return what came of it."""
    found = Asked()
    with Untouched(folder) as untouched, Served(store, ("--seconds", "1", "--memory", "500")) as server:
        before = server.look()
        asyncio.run(_all(server.port, count, seed, untouched.iris, found))
        after = server.settled(Sample(0, 0, before.processes, 10_000))
        found.processes, found.alive, found.touched = (
            (before.processes, after.processes),
            server.alive(),
            untouched.touched,
        )
    found.left = server.left()
    return found


async def _all(port: int, count: int, seed: int, iris: tuple[str, ...], found: Asked) -> None:
    await asyncio.gather(*(_some(port, count // LINES, Writer(f"{seed} {line}", iris), found) for line in range(LINES)))


async def _some(port: int, count: int, writer: Writer, found: Asked) -> None:
    line = Line(port)
    for _ in range(count):
        text, way = writer.query()
        try:
            answer = await line.ask(
                post("/sparql", text.encode("utf-8", "surrogatepass"), "application/sparql-query", "*/*")
            )
        except TimeoutError:
            line.close()
            found.wrong.append(f"{way}: no answer to {text[:400]!r}")
            continue
        found.statuses[way, answer.status] += 1
        refused = answer.status != 200
        if (
            answer.status not in STATUSES
            or SECRET.encode() in answer.body
            or (
                refused
                and (len(answer.body) > MESSAGE or any(word in _foreign(answer.body, text) for word in FORBIDDEN))
            )
        ):
            found.wrong.append(f"{way}: {answer.status} {answer.body[:300]!r} to {text[:600]!r}")
    line.close()


def _foreign(body: bytes, text: str) -> bytes:
    """Return a refusal without what it quotes of the query."""
    told = body.decode("utf-8", "replace")
    for word in sorted(set(text.split()), key=len, reverse=True):
        if len(word) > 3:
            told = told.replace(word, "")
        cut = next((word[:end] for end in range(len(word) - 1, 11, -1) if word[:end] in told), "")
        told = told.replace(cut, "") if cut else told  # messages quote the beginning of long words
    return told.encode()


def harmless(found: Asked) -> None:
    """Assert that everything is as it should be, and that the queries were worth asking."""
    total = found.statuses.total()
    print(f"{total:,} queries: {sorted(found.statuses.items())}", file=sys.stderr)
    assert not found.wrong, found.wrong[:3]
    assert found.touched == []
    assert found.alive
    assert found.processes[0] == found.processes[1]
    assert found.left == set()
    answered = sum(count for (_, status), count in found.statuses.items() if status == 200)
    assert answered > total // 4, "too few were answered to have tried the engine"
