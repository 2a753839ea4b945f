"""A server as users start it: ``kg serve`` in a process of its own, on a free port, asked over plain HTTP."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
TOKEN = "a token for tests only"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> object:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The stable code of a refusal."""
        found = json.loads(self.body)
        assert set(found) >= {"code", "message"}, found
        return str(found["code"])


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    store: Path
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        port = urlsplit(self.url).port
        assert port is not None
        return port

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> Answer:
        """Send one request and return its answer; nothing is followed or unpacked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            sent = body.encode() if isinstance(body, str) else body
            connection.request(method, path, sent, dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        """Ask a query by GET."""
        return self.ask("/sparql?" + urlencode({"query": query, **more}, quote_via=quote), headers={"Accept": accept})

    def raw(self, data: bytes, timeout: float = 30) -> bytes:
        """Send bytes as they are; return everything that comes until the server ends the connection or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(data)
            parts = []
            try:
                while part := connection.recv(65_536):
                    parts.append(part)
            except (TimeoutError, ConnectionResetError):
                pass
            return b"".join(parts)

    def processes(self) -> list[int]:
        """Return the process ids of the server and all processes below it."""
        found, rest = [], [self.process.pid]
        while rest:
            pid = rest.pop()
            found.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children")
            rest += map(int, children.read_text("ascii").split()) if children.exists() else []
        return found


@contextmanager
def serving(store: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start ``kg serve`` for a store folder, and stop it in the end as Ctrl-C does."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json", *options]
    surroundings = {**os.environ, "KG_TOKEN": TOKEN, **(environment or {})}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not begin"
        yield Served(json.loads(line)["url"], store, process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            if process.stdout is not None:
                process.stdout.close()


def made_store(folder: Path, *more: str) -> Path:
    """Return a fresh store with the shipped articles."""
    ingested(ARTICLES, folder, *more)
    return folder


def ingested(source: Path, store: Path, *more: str) -> None:
    """Ingest what lies there."""
    command = [sys.executable, "-m", "kg", "ingest", str(source), "--store", str(store), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr


def copied(store: Path, folder: Path) -> Path:
    """Return a copy of a store, for a test that changes it."""
    shutil.copytree(store, folder)
    return folder
