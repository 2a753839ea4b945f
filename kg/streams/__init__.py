"""Bytes as they lie: streams whose beginning can be looked at, and what is packed in them, in bounded memory."""

from __future__ import annotations

from kg.streams.archives import UNPACKERS, Member
from kg.streams.compressed import Unpacked
from kg.streams.stream import HEAD, Broken, Budget, Lines, Readable, Stream, buffered, damaged, opened, whole_lines

__all__ = [
    "HEAD",
    "UNPACKERS",
    "Broken",
    "Budget",
    "Lines",
    "Member",
    "Readable",
    "Stream",
    "Unpacked",
    "buffered",
    "damaged",
    "opened",
    "whole_lines",
]
