"""How often the garbage collector looks for cycles while much is made: reading, consolidating."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000
"""New objects after which cycles are looked for. Such work makes many objects and hardly a cycle; looking after every
700, as is usual, took a quarter of the time of reading a long text, the more the longer it was, and a tenth of the time
of consolidating 2,000 articles."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Let the garbage collector look for cycles less often; where it is off it stays off."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(YOUNG, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
