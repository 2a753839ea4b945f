"""Foreign words in messages: names and errors from within inputs, as one short line whatever they are made of."""

from __future__ import annotations

import os
from pathlib import Path

_LONGEST_NAME = 300
_LONGEST_ERROR = 200
_JOINERS = "\u200c\u200d"


def shown(path: Path) -> str:
    """Return a path for messages, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def printable(name: str) -> str:
    """Return a name that came from within a file for messages: one line, not too long, whatever it is made of."""
    return "".join(char if char.isprintable() or char in _JOINERS else "\ufffd" for char in name[-_LONGEST_NAME:])


def brief(error: Exception) -> str:
    """Return what an error of a library says, as one short line."""
    return " ".join(str(error).split())[:_LONGEST_ERROR] or type(error).__name__
