"""What stands around a quote in its sentence, on one line and shortened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.language import Span

CONTEXT = 90
"""Characters of the sentence shown on either side of a quote."""


def tail(text: str) -> str:
    """Return the end of a text, after an ellipsis where it is long."""
    line = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    cut = line[-CONTEXT:]
    return line if len(line) <= CONTEXT else "… " + cut.partition(" ")[2]


def head(text: str) -> str:
    """Return the beginning of a text, before an ellipsis where it is long."""
    line = (" " if text[:1].isspace() else "") + " ".join(text.split())
    cut = line[:CONTEXT]
    return line if len(line) <= CONTEXT else cut.rpartition(" ")[0] + " …"


def around(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a stretch in its sentence, shortened. spans: of the sentences, sorted."""
    at = max(0, bisect_right(spans, Span(start, len(text) + 1)) - 1)
    first = min(spans[at].start, start) if spans else start
    last = max(spans[at].end, end) if spans else end
    return tail(text[first:start]), head(text[end:last])
