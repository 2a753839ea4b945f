"""How often the garbage collector looks for cycles while much is made: reading, consolidating."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000
"""New objects after which cycles are looked for. Such work makes many objects and hardly a cycle; looking after every
700, as is usual, took a quarter of the time of reading a long text, the more the longer it was, and a tenth of the time
of consolidating 2,000 articles."""


ANSWERING = (20_000, 10, 10)
"""``gc.set_threshold`` of processes that answer: a question makes many objects and hardly a cycle. Looking each 700
took a tenth of the computing of the process that listens, under look-ups."""


def seldom_collecting() -> None:
    """Let this process, which answers questions from now on, look for cycles less often and never in what is loaded."""
    gc.freeze()
    gc.set_threshold(*ANSWERING)


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
