"""Work that goes on until it is told to stop: SIGINT and SIGTERM end it cleanly, whenever they come."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any


def until_stopped(work: Callable[[], None], ended: Callable[[], None]) -> None:
    """Do the work until it is done or the first SIGINT or SIGTERM interrupts it; then call ``ended``.

    Inside the work the interruption is a KeyboardInterrupt; later signals do not disturb the ending.
    """
    asked = armed = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal asked, armed
        asked = True
        if armed:
            armed = False
            raise KeyboardInterrupt

    before: dict[int, Any] = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        armed = True
        if not asked:
            work()
        armed = False
    except KeyboardInterrupt:
        if not asked:
            raise
    finally:
        armed = False
        if asked:
            ended()
        for number, handler in before.items():
            signal.signal(number, handler)
