"""A user's query in a process of its own, which is ended when it takes too long and may die without harm.

Nothing inside the engine stops a running query, and a query that breaks the engine takes its process along. So the
question goes as JSON to a fresh interpreter, and the answer comes back as JSON.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping

import kg.errors
from kg.errors import KgError, QueryError
from kg.isolation import isolated
from kg.query.card import Card, parse_card
from kg.query.rendering import render
from kg.query.running import run_query
from kg.settings import Settings
from kg.store import Location, open_store, place

_GRACE = 5
"""Seconds after the limit at which a worker ends by itself, should the process that asked be gone."""


def run_apart(  # noqa: PLR0913, PLR0917 - what the worker must be told
    store: Location, card: Card, params: Mapping[str, object], on: str | None, format_: str, seconds: int
) -> str:
    """Return the rendered answer of a query in a folder's store, asked in a process of its own.

    Raises QueryError when the query runs longer than ``seconds`` or breaks the engine, and what the query itself
    raises. The process is gone when this returns or raises, also when interrupted.
    """
    question = {
        "store": str(store),
        "name": card.name,
        "text": card.text,
        "params": dict(params),
        "on": on,
        "format": format_,
        "seconds": seconds,
    }
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, with code of this module
            isolated("kg.query.worker:answer"),
            input=json.dumps(question).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"the query was stopped after {seconds} seconds",
            where=card.name,
            todo="ask for less, or pass a longer --timeout",
        ) from error
    return _read(card.name, done.returncode, done.stdout)


def _read(name: str, status: int, out: bytes) -> str:
    """Return the text of an answer. Raises the error it tells of, or QueryError where it is none."""
    if status != 0:
        how = f"signal {-status}" if status < 0 else f"status {status}"
        raise QueryError(f"the query broke the engine ({how})", where=name, todo="make the query simpler")
    found: dict[str, str] = json.loads(out)
    if "text" in found:
        return found["text"]
    kind: type[KgError] = getattr(kg.errors, found["error"])
    raise kind(found["what"], where=found["where"], expected=found["expected"], todo=found["todo"])


def answer() -> None:
    """Read one question from standard input and write its answer: the whole life of the worker."""
    question = json.loads(sys.stdin.buffer.read())
    if hasattr(signal, "alarm"):
        signal.alarm(question["seconds"] + _GRACE)
    sys.stdout.write(json.dumps(_answered(question)))
    sys.stdout.flush()


def _answered(question: dict[str, object]) -> dict[str, str]:
    try:
        return {"text": _asked(question)}
    except KgError as error:
        parts = {"what": error.what, "where": error.where, "expected": error.expected, "todo": error.todo}
        return {"error": type(error).__name__, **parts}


def _asked(question: dict[str, object]) -> str:
    params, on = question["params"], question["on"]
    card = parse_card(str(question["name"]), str(question["text"]))
    settings = Settings(query_seconds=int(str(question["seconds"])))
    with open_store(place(str(question["store"])), settings=settings) as store:
        table = run_query(store, card, params if isinstance(params, dict) else {}, str(on) if on else None)
        return render(table, str(question["format"]))
