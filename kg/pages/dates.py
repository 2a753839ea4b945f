"""Dates as pages show them: Jalali and Gregorian, in Persian and English words, as precise as is known."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language import to_jalali
from kg.pages.values import Label, When

_JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(),
    "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand".split(),
)
_GREGORIAN = (
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split(),
    "January February March April May June July August September October November December".split(),
)
_FA_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_SHAPE = re.compile(r"(\d{1,4})(?:-(\d{2})(?:-(\d{2}))?)?")


def persian_digits(value: object) -> str:
    """Return the value's text with Persian digits.

    >>> persian_digits(1403)
    '۱۴۰۳'
    """
    return str(value).translate(_FA_DIGITS)


def months_of(calendar: str) -> tuple[Label, ...]:
    """Return the names of the twelve months of a calendar, ``jalali`` or ``gregorian``.

    >>> months_of("jalali")[0].en
    'Farvardin'
    """
    names = _JALALI if calendar == "jalali" else _GREGORIAN
    return tuple(Label(fa, en) for fa, en in zip(*names, strict=True))


@lru_cache(maxsize=5_000)
def when(iso: str, jalali: str = "", written: str = "") -> When | None:
    """Return a date for display, None if ``iso`` is no year, month or day.

    jalali: the Jalali form ``1403-02-16`` where the store has it; worked out from a full date otherwise.
    """
    if not _SHAPE.fullmatch(iso):
        return written_only(written)
    jalali = jalali or _jalali_of(iso)
    return When(iso, _in_words(jalali, _JALALI), _in_words(iso, _GREGORIAN), written)


def written_only(written: str) -> When | None:
    """Return a date of which only the phrase is known, None for no phrase."""
    return When("", Label(), Label(), written) if written else None


def _jalali_of(iso: str) -> str:
    """Return the Jalali form of a full date, "" for a month, a year, or a day that is none."""
    try:
        return to_jalali(iso)
    except ValueError:
        return ""


def _in_words(value: str, months: tuple[list[str], list[str]]) -> Label:
    found = _SHAPE.fullmatch(value)
    if not found or not 0 <= int(found[2] or 0) <= 12:
        return Label()
    return Label(persian_digits(_words(found, months[0])), _words(found, months[1]))


def _words(found: re.Match[str], months: list[str]) -> str:
    year, month, day = found.groups()
    name = months[int(month) - 1] if month and int(month) else ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)
