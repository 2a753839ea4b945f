"""Bytes as they lie: streams whose beginning can be looked at, and what is packed in them, in bounded memory."""

from __future__ import annotations

from kg.streams.archives import UNPACKERS, Member
from kg.streams.compressed import DECOMPRESSORS, Unpacked, coding_kind
from kg.streams.stream import (
    HEAD,
    Broken,
    Budget,
    Lines,
    Pulled,
    Readable,
    Stream,
    buffered,
    damaged,
    opened,
    whole_lines,
)

__all__ = [
    "DECOMPRESSORS",
    "HEAD",
    "UNPACKERS",
    "Broken",
    "Budget",
    "Lines",
    "Member",
    "Pulled",
    "Readable",
    "Stream",
    "Unpacked",
    "buffered",
    "coding_kind",
    "damaged",
    "opened",
    "whole_lines",
]
