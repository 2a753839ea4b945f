"""A command run to its end in processes of its own: how long it took by the clock, and how much memory when.

Memory is the proportional set size of the process and all its children (pages that several share count once), sampled.
"""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.1
"""Seconds between two samples."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was seen of one command. samples: seconds since its start and bytes of all its processes together.

    wall: seconds by the clock; cpu: of computing, in all its processes.
    """

    wall: float
    cpu: float
    output: str
    samples: tuple[tuple[float, int], ...]

    def peak(self, first: float = 0, last: float = float("inf")) -> float:
        """Return the most memory in megabytes between two moments, counted in seconds from the start."""
        return max((size for at, size in self.samples if first <= at <= last), default=0) / 1e6


def run(command: Sequence[object], cores: int, *, good: Sequence[int] = (0,)) -> Run:
    """Run a command on so many cores; RuntimeError when its exit status is not a good one."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    if len(allowed) < cores:
        raise RuntimeError(f"the machine lets this process use {len(allowed)} cores only, not {cores}")
    before = _computed()
    began, samples = time.perf_counter(), list[tuple[float, int]]()
    mask = ",".join(map(str, allowed))
    call = ["taskset", "-c", mask, *map(str, command)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            samples.append((time.perf_counter() - began, sum(map(_size, _family(process.pid)))))
            time.sleep(EVERY)
        wall = time.perf_counter() - began
        output = process.stdout.read() if process.stdout else ""
    if process.returncode not in good:
        raise RuntimeError(f"{command}: exit status {process.returncode}")
    return Run(wall, _computed() - before, output, tuple(samples))


def _computed() -> float:
    """Return the seconds of computing of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(root: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        yield one
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += map(int, _read(task).split())


def _size(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 when it is gone."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:
        return ""
