"""Dates in their forms and calendars, and their settling, by the tables in ``data/``."""

from datetime import date, timedelta

import pytest
from language_cases import rows
from persiantools.jdatetime import JalaliDate

from kg.language import calendars, find_dates, resolve, to_jalali

DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()


@pytest.mark.parametrize(("text", "surface", "calendar", "precision", "iso", "problem"), rows("dates", 6))
def test_date_is_read(*, text: str, surface: str, calendar: str, precision: str, iso: str, problem: str) -> None:
    hits = find_dates(text)
    assert [hit.surface for hit in hits] == ([surface] if surface else [])
    for hit in hits:
        assert hit.span.of(text) == surface
        assert (hit.calendar or "-", hit.precision, hit.iso or "", hit.problem or "") == (
            calendar, precision, iso, problem,
        )  # fmt: skip
        assert hit.basis == ("stated" if iso else None)


@pytest.mark.parametrize(("text", "surface", "published", "iso", "problem"), rows("relative_dates", 5))
def test_relative_date_is_settled_by_the_publication_date(
    text: str, surface: str, published: str, iso: str, problem: str
) -> None:
    (hit,) = find_dates(text)
    assert (hit.surface, hit.iso, hit.basis) == (surface, None, None)
    assert hit.relative
    assert resolve(hit, None) == hit
    settled = resolve(hit, published)
    assert (settled.iso or "", settled.problem or "") == (iso, problem)
    assert settled.basis == ("resolved" if iso else None)


def test_a_stated_date_is_not_touched_by_the_publication_date() -> None:
    (hit,) = find_dates("۵ آذر ۱۳۹۸")
    assert resolve(hit, "2001-01-01") == hit


def test_a_week_has_ends_but_no_iso_form() -> None:
    persian, english = (resolve(find_dates(text)[0], "2021-10-05") for text in ("هفته گذشته", "last week"))
    assert (persian.iso, persian.earliest, persian.latest) == (None, "2021-09-25", "2021-10-01")
    assert (english.iso, english.earliest, english.latest) == (None, "2021-09-27", "2021-10-03")


def test_months_and_years_have_exact_ends() -> None:
    ends = {text: (find_dates(text)[0].earliest, find_dates(text)[0].latest) for text in ("آذر ۱۳۹۸", "سال ۱۳۹۹")}
    assert ends == {"آذر ۱۳۹۸": ("2019-11-22", "2019-12-21"), "سال ۱۳۹۹": ("2020-03-20", "2021-03-20")}


def test_a_lunar_day_is_uncertain_by_one_day() -> None:
    (hit,) = find_dates("۱ رمضان ۱۴۴۵")
    assert (hit.uncertain, hit.earliest, hit.latest) == (True, "2024-03-10", "2024-03-12")


@pytest.mark.parametrize("step", range(0, 40_000, 911))
def test_every_writing_of_a_jalali_day_gives_the_same_gregorian_day(step: int) -> None:
    day = date(1930, 1, 1) + timedelta(days=step)
    jalali = JalaliDate.to_jalali(day)
    year, month, number = jalali.year, jalali.month, jalali.day
    texts = [
        f"{year}/{month:02}/{number:02}", f"{year}/{month}/{number}".translate(DIGITS), f"{number}/{month}/{year}",
        f"{number} {MONTHS[month - 1]} {year}", f"{number}{MONTHS[month - 1]}{year}".translate(DIGITS),
        f"{number} {MONTHS[month - 1]}‌ماه سال {year}".translate(DIGITS), day.isoformat(),
        f"{day.day} {day.strftime('%B')} {day.year}",
    ]  # fmt: skip
    assert {hit.iso for text in texts for hit in find_dates(text)} == {day.isoformat()}
    assert all(len(find_dates(text)) == 1 for text in texts)
    assert to_jalali(day.isoformat()) == f"{year:04}-{month:02}-{number:02}"


@pytest.mark.parametrize("name", [calendars.JALALI, calendars.LUNAR, calendars.GREGORIAN, calendars.SHAHANSHAHI])
def test_calendars_convert_there_and_back(name: str) -> None:
    for step in range(0, 90_000, 17):
        day = date(1800, 1, 1) + timedelta(days=step)
        assert calendars.to_gregorian(name, *calendars.parts(name, day)) == day


@pytest.mark.parametrize("published", ["yesterday", "1400-13-01", "2021"])
def test_a_malformed_publication_date_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        resolve(find_dates("دیروز")[0], published)
