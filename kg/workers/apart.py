"""One piece of work in a process of its own: for what changes a store, which no worker that answers may do."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any

from kg.isolation import isolated
from kg.workers.process import SPARE
from kg.workers.questions import Failure

_GRACE = 5
"""Seconds after the limit at which the process ends by itself, should the one who asked be gone."""


async def run_apart(function: str, given: Mapping[str, Any], seconds: float = 0, memory: int = 0) -> Any:  # noqa: ANN401 - plain values
    """Return what ``module:function`` returns for keyword arguments of plain values, from a fresh process.

    seconds, memory: limits by the clock and in bytes, 0 for none. Raises Failure: seconds, memory or broken. The
    process is gone when this returns, raises or is cancelled.
    """
    work = {"function": function, "given": dict(given), "seconds": seconds, "memory": memory}
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}  # an arena reserves 64 MB for each thread
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    running = await asyncio.create_subprocess_exec(
        *isolated("kg.workers.apart:main"),
        stdin=pipe,
        stdout=pipe,
        stderr=nothing,
        start_new_session=True,
        env=environment,
    )
    try:
        out, _ = await asyncio.wait_for(running.communicate(json.dumps(work).encode()), seconds or None)
    except TimeoutError:
        raise Failure("seconds") from None
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()
    if running.returncode:
        raise Failure("memory" if running.returncode in (-signal.SIGABRT, -signal.SIGKILL) else "broken")
    return json.loads(out)


def main() -> None:
    """Do what standard input tells and write what came out: the whole life of the process."""
    work = json.loads(sys.stdin.buffer.read())
    if work["seconds"]:
        signal.alarm(int(work["seconds"]) + _GRACE)
    if work["memory"]:
        most = work["memory"] + SPARE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    module, _, name = work["function"].partition(":")
    found = getattr(importlib.import_module(module), name)(**work["given"])
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
