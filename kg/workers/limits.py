"""What one question may take, and what an answer is: plain values that cross the border between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

YIELDING: Final = 15
"""Niceness of what must not hold others up: a thread at 0 gets about thirty times its share of a core."""


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: by the clock; memory: bytes beyond what the process had; rows: or triples; size: bytes of the answer."""

    seconds: float = 30.0
    memory: int = 1_000_000_000
    rows: int = 10_000
    size: int = 64_000_000

    def plain(self) -> dict[str, Any]:
        """Return the limits as JSON values."""
        return {"seconds": self.seconds, "memory": self.memory, "rows": self.rows, "size": self.size}


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer. status: of HTTP; headers: further ones, as (name, value)."""

    body: bytes
    media_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
