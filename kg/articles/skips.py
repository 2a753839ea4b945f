"""Skips that several readers give, and foreign words in them: one short line, whatever it is made of."""

from __future__ import annotations

import os
from pathlib import Path

from kg.articles.article import Skip

FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a reader raises over an input that it was not made for."""
_LONGEST_NAME, _LONGEST_ERROR, _LONGEST_FAULT = 300, 200, 500
_JOINERS = "\u200c\u200d"


def too_large(source: str, limit: int, what: str = "it") -> Skip:
    """Return the skip of an input of more than so many bytes. what: the thing that is too large."""
    return Skip(source, "TOO_LARGE", f"{what} is over {limit} bytes")


def failed(source: str, error: Exception) -> Skip:
    """Return the skip of an input over which a reader failed."""
    reason = f"it could not be read: {type(error).__name__}: {error}"
    return Skip(source, "FAILED", " ".join(reason.split())[:_LONGEST_FAULT])


def shown_path(path: Path) -> str:
    """Return a path for messages, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def shown_name(name: str) -> str:
    """Return a name that came from within a file for messages: one line, not too long, whatever it is made of."""
    return "".join(char if char.isprintable() or char in _JOINERS else "\ufffd" for char in name[-_LONGEST_NAME:])


def brief(error: Exception) -> str:
    """Return what an error of a library says, as one short line."""
    return " ".join(str(error).split())[:_LONGEST_ERROR] or type(error).__name__


def storable(text: str) -> str:
    """Return a text as databases take it: half a surrogate pair becomes an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
