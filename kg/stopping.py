"""Ctrl-C and SIGTERM as a wish: what was read is still stored, and the run says how to go on.

The second time, and wherever a run waits for its input or consolidates, it is ended at once; the store is made for it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Any, Self, TypeVar

T = TypeVar("T")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether a run was asked to stop. As a context it listens to the signals, in the main thread only."""

    def __init__(self) -> None:
        self.asked = False
        self._at_once = False
        self._former: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Listen."""
        if current_thread() is main_thread():
            self._former = {number: signal.signal(number, self._hear) for number in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no longer."""
        for number, handler in self._former.items():
            signal.signal(number, handler)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or self._at_once:
            raise KeyboardInterrupt

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Where nothing is lost, a wish to stop raises KeyboardInterrupt, one from just before too."""
        before, self._at_once = self._at_once, True
        try:
            if self.asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._at_once = before

    def until_asked(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items until a stop is asked for, also while the next one is waited for."""
        source = iter(items)
        while not self.asked:
            try:
                with self.at_once():
                    item = next(source)
            except (StopIteration, KeyboardInterrupt):
                return
            yield item
