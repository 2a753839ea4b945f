"""Real SPARQL servers on loopback, each with a folder of its own, for the tests of stores on servers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tools import require

from kg.errors import KgError
from kg.settings import Settings
from kg.store.remote_address import address_of
from kg.store.remote_server import Server

SERVERS = (
    pytest.param("oxigraph", marks=pytest.mark.oxigraph),
    pytest.param("virtuoso", marks=pytest.mark.virtuoso),
)
"""The kinds of servers; the fixture of each is its name with ``_server``."""
START_SECONDS = 120
"""How long a server may take to answer its first request on a machine that has much to do."""
ROWS_OF_VIRTUOSO = 3_000
"""Rows after which the Virtuoso of the tests cuts an answer (Debian's own file says 10,000)."""

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 8
CheckpointInterval = 0
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
MaxQueryMem = 100M
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
AllowOSCalls = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """Return a port of loopback that nobody uses now."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """Run an Oxigraph server; give its address."""
    port = free_port()
    program = [require("oxigraph"), "serve", "--location", str(folder / "quads"), "--bind", f"127.0.0.1:{port}"]
    with _running([*program, *options], folder, f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run a Virtuoso server on which anyone may write; give the address of its SPARQL service."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=ROWS_OF_VIRTUOSO))
    program = [require("virtuoso"), "+foreground", "+configfile", "virtuoso.ini"]
    with _running(program, folder, f"http://127.0.0.1:{http}/sparql") as url:
        grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run(["isql-vt", str(sql), "dba", "dba", grant], check=True, capture_output=True, timeout=60)
        yield url


@contextmanager
def _running(program: Sequence[str], folder: Path, url: str) -> Iterator[str]:
    """Run a server until the block ends; it and all that it started are gone then."""
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(program, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(process, url, folder / "out.log")
        yield url
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return Server(address_of(url), Settings()).close()
        except KgError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not start: {log.read_text('utf-8', 'replace')[-500:]}") from None
            time.sleep(0.1)


def empty(url: str) -> None:
    """Take everything off a server but its own (DISTINCT in place of GROUP BY takes Virtuoso seconds)."""
    with closing(Server(address_of(url), Settings())) as server:
        found = server.select([("query", "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")], 60)
        for graph, _ in found.rows:
            if isinstance(graph, NamedNode) and not server.kind.hides(graph.value):
                server.update(f"DROP SILENT GRAPH {graph}")
