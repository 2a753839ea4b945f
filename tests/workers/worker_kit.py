"""What worker processes of the tests do: each kind of question is one way to behave, good or bad."""

from __future__ import annotations

import ctypes
import json
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from kg.workers import Limits, Reply


def make(greeting: str) -> Callable[[str, dict[str, Any], Limits], Reply]:
    """Return an answerer that knows a greeting."""
    born = _niceness({}, Limits(), "")

    def answer(kind: str, fields: dict[str, Any], limits: Limits) -> Reply:
        if kind == "born":
            return born
        return KINDS[kind](fields, limits, greeting)

    return answer


def _greet(fields: dict[str, Any], _: Limits, greeting: str) -> Reply:
    return Reply(f"{greeting} {fields['name']}".encode(), "text/plain", 201, (("X-Name", "یک"),))


def _echo(fields: dict[str, Any], _: Limits, __: str) -> Reply:
    return Reply(fields["body"], "application/octet-stream")


def _sleep(fields: dict[str, Any], _: Limits, __: str) -> Reply:
    time.sleep(fields["seconds"])
    return Reply(str(os.getpid()).encode(), "text/plain")


def _spin(fields: dict[str, Any], _: Limits, __: str) -> Reply:
    end = time.monotonic() + fields["seconds"]
    while time.monotonic() < end:
        pass
    return _niceness(fields, _, __)


def _niceness(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    return Reply(str(os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).encode(), "text/plain")


def _eat(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    held = []
    while True:
        held.append(bytearray(20_000_000))


def _eat_slowly(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    """Take memory that was asked for long ago, which no limit of address space stops."""
    while True:
        time.sleep(0.02)
        _HELD.append(b"x" * 3_000_000)


_HELD: list[bytes] = []


def _abort(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    os.abort()


def _crash(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    ctypes.string_at(0)
    raise AssertionError


def _raise(_: dict[str, Any], __: Limits, ___: str) -> Reply:
    raise LookupError("nothing there")


def _limits(_: dict[str, Any], limits: Limits, __: str) -> Reply:
    return Reply(json.dumps(limits.plain()).encode(), "application/json")


KINDS = {
    "abort": _abort,
    "crash": _crash,
    "eat": _eat,
    "eat slowly": _eat_slowly,
    "echo": _echo,
    "greet": _greet,
    "limits": _limits,
    "niceness": _niceness,
    "raise": _raise,
    "sleep": _sleep,
    "spin": _spin,
}
