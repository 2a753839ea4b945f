"""Load on a server: as much as it takes (wrk, or a slower generator in Python where wrk is absent), or so many requests a second."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

JSON = "application/sparql-results+json"
CONNECTIONS = 16
SCRIPT = """
local paths, number = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function()
  number = number %% #paths + 1
  return wrk.format("GET", paths[number], {["Accept"] = "%s"})
end
local lengths = 0
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('\\n{"requests": %%d, "micros": %%d, "bytes": %%d, "failed": %%d}\\n', summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""
"""For wrk: one path after the other, and what came of them as a line of JSON."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a server took: requests a second; failed: answers that were none, or not of status 200."""

    rate: float
    failed: int


def path_of(query: str, at: str = "/sparql") -> str:
    """Return the path of a query sent with GET."""
    return f"{at}?query={quote(query, safe='')}"


def pressed(port: int, paths: list[str], seconds: float) -> Load:
    """Ask for the paths in turn over some connections, as fast as the server answers."""
    return _wrk(port, paths, seconds) if shutil.which("wrk") else _python(port, paths, seconds)


def generator() -> str:
    """Return which generator of load there is."""
    return (
        "wrk"
        if shutil.which("wrk")
        else "a generator in Python, for wrk is absent: it takes a core of its own, so trust the ratios less"
    )


def _wrk(port: int, paths: list[str], seconds: float) -> Load:
    with tempfile.TemporaryDirectory() as name:
        listed, script = Path(name) / "paths", Path(name) / "script.lua"
        listed.write_text("\n".join(paths), "ascii")
        script.write_text(SCRIPT % (listed, JSON), "ascii")
        call = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(script), f"http://127.0.0.1:{port}/"]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(found["requests"] / (found["micros"] / 1e6), found["failed"])


def _python(port: int, paths: list[str], seconds: float) -> Load:
    until = time.perf_counter() + seconds

    def one(first: int) -> tuple[int, int]:
        connection, number, failed = HTTPConnection("127.0.0.1", port, timeout=30), first, 0
        while time.perf_counter() < until:
            failed += _status(connection, paths[number % len(paths)]) != 200
            number += 1
        return number - first, failed

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        done = list(pool.map(one, range(0, CONNECTIONS * 61, 61)))
    return Load(sum(count for count, _ in done) / seconds, sum(failed for _, failed in done))


def _status(connection: HTTPConnection, path: str) -> int:
    try:
        connection.request("GET", path, headers={"Accept": JSON})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        connection.close()
        return 0
    return answer.status


@dataclass(frozen=True, slots=True)
class Steady:
    """Latencies of requests that come at their times, whatever became of those before, in seconds; failed ones."""

    latencies: list[float]
    failed: int

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.latencies, n=20)[-1]


def steady(port: int, paths: list[str], rate: float, seconds: float) -> Steady:
    """Ask so many times a second; a latency is counted from when the request was due."""
    begun, count, lock = time.perf_counter() + 0.2, int(rate * seconds), threading.Lock()
    latencies, failed, numbers = [0.0] * count, [0], iter(range(count))

    def one(_: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            due = begun + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            failed[0] += _status(connection, paths[number % len(paths)]) != 200
            latencies[number] = time.perf_counter() - due

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(one, range(CONNECTIONS)))
    return Steady(latencies, failed[0])


class Flood:
    """One client that sends endless cross products over some connections, each different, one after the other."""

    QUERY = "SELECT (COUNT(*) AS ?n%d) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    def __init__(self, port: int, connections: int) -> None:
        self.port, self.connections = port, connections
        self.statuses: list[int] = []
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Flood:
        """Begin."""
        self._threads = [
            threading.Thread(target=self._send, args=(one,), daemon=True) for one in range(self.connections)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Send no more; what is under way is waited for."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _send(self, first: int) -> None:
        number, connection = first * 1_000_000, HTTPConnection("127.0.0.1", self.port, timeout=120)
        while not self._stop.is_set():
            self.statuses.append(_status(connection, path_of(self.QUERY % number)))
            number += 1
