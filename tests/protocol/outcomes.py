"""Runs what may be refused: a refusal becomes a value, so that a property can look at both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kg.protocol import CODES, Refusal

P = ParamSpec("P")
T = TypeVar("T")


def outcome(function: Callable[P, T], *args: P.args, **named: P.kwargs) -> T | Refusal:
    """Return the result or the refusal, which must be one of the table and safe to put into an answer."""
    try:
        return function(*args, **named)
    except Refusal as refusal:
        told = refusal
    assert CODES[told.code][0] == told.status
    assert told.message
    assert not any(set("\r\n") & set(text) for text in (told.message, *map("".join, told.headers)))
    return told
