"""The server and its peers under load: what the protocol costs, and whether one client can take the answers from another."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from loading import Flood, Steady, generator, path_of, pressed, steady
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat

from kg.ontology.terms import RDFS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENDPOINT = ROOT / "build" / "peers" / "rdflib-endpoint"
LOOKUPS = 1_000
BARE, OF_ENDPOINT = 0.6, 4.0
"""What is to be reached: requests a second, as a part of the bare handler's and as a multiple of rdflib-endpoint's."""

RATE, IDLE, SLOWEST = 50, 5.0, 0.050
"""Look-ups a second beside a flood: p95 at most so many times that of an idle server, or so many seconds."""
FLOODING = 4
"""Connections over which the one client floods."""
STARTING = 300


def lookups_of(store: Path) -> tuple[list[str], bytes]:
    """Return the paths of so many distinct look-ups of labels, and all labels of the store as N-Triples."""
    opened = pyoxigraph.Store.read_only(str(store / "quads"))
    quads = [
        quad for quad in opened.quads_for_pattern(None, RDFS("label"), None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    ]  # fmt: skip
    names = sorted({str(quad.subject) for quad in quads})
    step = max(len(names) // LOOKUPS, 1)
    paths = [path_of(f"SELECT ?label WHERE {{ {name} {RDFS('label')} ?label }}") for name in names[::step][:LOOKUPS]]
    return paths, pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens."""

    port: int
    pid: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a server took in a round: requests a second, failed ones, and CPU seconds of all its processes for each."""

    rate: float
    failed: int
    cpu: float


def computed(pid: int) -> float:
    """Return the CPU seconds that a process and all below it have spent."""
    parents, spent = dict[int, int](), dict[int, int]()
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            told = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
            parents[int(entry.name)], spent[int(entry.name)] = int(told[1]), sum(map(int, told[11:15]))
    below, fresh = {pid}, {pid}
    while fresh := {one for one, parent in parents.items() if parent in fresh} - below:
        below |= fresh
    return sum(spent.get(one, 0) for one in below) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(call: list[str], port: int, **more: str) -> Iterator[Running]:
    """Run a server until the block ends."""
    environment = {**os.environ, **more}
    process = subprocess.Popen(call, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(process, port)
        yield Running(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"asking: {process.args!r} did not begin to listen")


def free_port() -> int:
    """Return a port that is free at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def ours(store: Path, processes: int, *options: str) -> tuple[list[str], int]:
    """Return the call of the server and its port; caches and rate limits are off."""
    port = free_port()
    call = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port)]
    return [*call, "--processes", str(processes), "--cache", "0", "--rate", "0", *options], port


def peer(python: str, folder: str, app: str, workers: int) -> tuple[list[str], int]:
    """Return the call of a peer under uvicorn and its port."""
    port = free_port()
    call = [
        python,
        "-m",
        "uvicorn",
        app,
        "--app-dir",
        str(HERE / "peers" / folder),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    return [*call, "--log-level", "error", "--no-access-log", "--loop", "uvloop", "--http", "httptools"], port


def endpoint_python() -> str:
    """Return the interpreter of rdflib-endpoint's environment, made from its lock file when it is not there."""
    python = ENDPOINT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ENDPOINT], check=True)
        lock = HERE / "peers" / "rdflib-endpoint" / "requirements.lock"
        subprocess.run([python, "-m", "pip", "-qq", "install", "--require-hashes", "-r", lock], check=True)
    return str(python)


def overhead(store: Path, rounds: int, seconds: float, processes: int) -> Iterator[str]:
    """Yield the table of requests a second of ours and of the peers, each with as many processes, in turn."""
    paths, labels = lookups_of(store)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "labels.nt").write_bytes(labels)
        call, port = ours(store, processes - 1)
        servers = {"kg serve": stack.enter_context(running(call, port))}
        call, port = peer(sys.executable, "bare", "bare_server:app", processes)
        servers["bare Starlette + pyoxigraph"] = stack.enter_context(
            running(call, port, KG_PEER_STORE=str(store / "quads"))
        )
        call, port = peer(endpoint_python(), "rdflib-endpoint", "endpoint_server:app", processes)
        servers["rdflib-endpoint"] = stack.enter_context(running(call, port, KG_PEER_DATA=str(folder / "labels.nt")))
        loads = _in_turn(servers, paths, rounds, seconds)
    yield f"{len(paths):,} distinct look-ups of labels in turn, JSON, {generator()}; {processes} processes each (ours: one that listens and {processes - 1} that answer; the peers: "
    yield "uvicorn's workers); caches off. rdflib-endpoint has only the labels in memory, which is in its favour."
    yield ""
    yield from _load_table(loads)


def _in_turn(servers: dict[str, Running], paths: list[str], rounds: int, seconds: float) -> dict[str, list[Loaded]]:
    loads: dict[str, list[Loaded]] = {name: [] for name in servers}
    for number in range(rounds + 1):
        for name, server in servers.items():
            before = computed(server.pid)
            found = pressed(server.port, paths, seconds if number else 2)
            if number:
                loads[name].append(
                    Loaded(found.rate, found.failed, (computed(server.pid) - before) / (found.rate * seconds))
                )
        print(f"requests: round {number} of {rounds}" if number else "requests: warm", file=sys.stderr)
    return loads


def _load_table(loads: dict[str, list[Loaded]]) -> Iterator[str]:
    yield "| server | requests/s (median) | rounds, relative | failed | CPU ms a request | ours ÷ it | limit |"
    yield "|---|---|---|---|---|---|---|"
    medians = {name: statistics.median(one.rate for one in found) for name, found in loads.items()}
    own, wanted = next(iter(medians)), dict(zip(list(medians)[1:], (BARE, OF_ENDPOINT), strict=True))
    for name, median in medians.items():
        rates = [one.rate for one in loads[name]]
        spread, failed = f"{min(rates) / median:.2f}–{max(rates) / median:.2f}", sum(one.failed for one in loads[name])
        ratio, limit = "", ""
        if name != own:
            reached = medians[own] / median
            ratio, limit = (
                f"{reached:.2f}",
                f"≥ {wanted[name]:g} ×: {'kept' if reached >= wanted[name] else 'NOT KEPT'}",
            )
        cpu = 1000 * statistics.median(one.cpu for one in loads[name])
        yield f"| {name} | {median:,.0f} | {spread} | {failed} | {cpu:.3f} | {ratio} | {limit} |"


def fairness(store: Path, rounds: int, seconds: float) -> Iterator[str]:
    """Yield the table of look-ups at a steady rate, alone and beside a client that floods, in turn."""
    paths, _ = lookups_of(store)
    call, port = ours(store, 0)
    alone, beside, statuses = list[Steady](), list[Steady](), list[int]()
    with running(call, port):
        steady(port, paths, RATE, 2)
        for number in range(rounds):
            alone.append(steady(port, paths, RATE, seconds))
            with Flood(port, FLOODING) as flood:
                time.sleep(1)
                beside.append(steady(port, paths, RATE, seconds))
            statuses += flood.statuses
            print(f"fairness: round {number + 1} of {rounds}", file=sys.stderr)
    idle, loaded = (statistics.median(one.p95 for one in found) for found in (alone, beside))
    limit = max(IDLE * idle, SLOWEST)
    yield f"A client asks {RATE} look-ups/s, each counted from when it was due; beside it another sends cross products without end over {FLOODING} connections (answered with "
    yield f"{', '.join(f'{statuses.count(status)} × {status}' for status in sorted(set(statuses)))})."
    yield ""
    yield "| look-ups | p95 ms (median of rounds) | fastest and slowest round, ms | failed | limit |"
    yield "|---|---|---|---|---|"
    for name, found, median in (("idle server", alone, idle), ("beside the flood", beside, loaded)):
        p95s = [1000 * one.p95 for one in found]
        told = (
            f"≤ max(5 × idle, 50 ms) = {1000 * limit:.0f} ms: {'kept' if loaded <= limit else 'NOT KEPT'}"
            if found is beside
            else ""
        )
        yield f"| {name} | {1000 * median:.1f} | {min(p95s):.1f}–{max(p95s):.1f} | {sum(one.failed for one in found)} | {told} |"
