"""Put first on PYTHONPATH, this makes a Python process believe that it is the moment KG_TEST_NOW (seconds)."""

from __future__ import annotations

import datetime
import os
import time

MOMENT = float(os.environ["KG_TEST_NOW"])
_real_datetime, _real_date = datetime.datetime, datetime.date


class _Like(type):
    """Real dates and times still pass for instances of the faked classes."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class _Datetime(_real_datetime, metaclass=_Like):
    """A datetime whose now is the faked moment."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        """Return the faked moment."""
        return _real_datetime.fromtimestamp(MOMENT, tz)

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        """Return the faked moment without a zone."""
        return _real_datetime.fromtimestamp(MOMENT, datetime.UTC).replace(tzinfo=None)


class _Date(_real_date, metaclass=_Like):
    """A date whose today is the faked one."""

    @classmethod
    def today(cls) -> datetime.date:
        """Return the faked date."""
        return _real_datetime.fromtimestamp(MOMENT, datetime.UTC).date()


time.time = lambda: MOMENT
time.time_ns = lambda: int(MOMENT * 1_000_000_000)
datetime.datetime, datetime.date = _Datetime, _Date  # type: ignore[misc]
