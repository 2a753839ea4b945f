"""Days later, counted in the calendar of the date: anniversaries, short months, leap years, and what has no answer."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import day_after, duration_length, jalali_span, to_jalali

with (Path(__file__).parent / "data" / "day-after.tsv").open(encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['day']}-{row['duration']}-{row['calendar']}")
def test_day_after(row: dict[str, str]) -> None:
    assert (day_after(row["day"], row["duration"], row["calendar"]) or "") == row["expected"], row["why"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1390", ("2011-03-21", "2012-03-19")),
        ("1399-12", ("2021-02-19", "2021-03-20")),
        ("1399-12-30", ("2021-03-20", "2021-03-20")),
        ("1400-12-30", None),
        ("1400-13", None),
        ("1400-00", None),
        ("0000", None),
        ("۱۳۹۰", None),
        ("", None),
    ],
)
def test_jalali_spans(written: str, expected: tuple[str, str] | None) -> None:
    assert jalali_span(written) == expected


@pytest.mark.parametrize("duration", ["", "P", "PT1H", "P1Y2H", "3Y", "P-1Y", "P1.5Y"])
def test_what_is_no_duration_of_days_has_no_length(duration: str) -> None:
    assert duration_length(duration) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600), st.sampled_from(["jalali", "gregorian"]))
def test_months_later_is_never_earlier_and_keeps_or_shortens_the_day(day: date, months: int, calendar: str) -> None:
    found = day_after(day.isoformat(), f"P{months}M", calendar)
    assert found is not None
    assert found >= day.isoformat()
    before, after = (one if calendar == "gregorian" else to_jalali(one) for one in (day.isoformat(), found))
    assert after[8:] <= before[8:]
    assert (int(after[:4]) - int(before[:4])) * 12 + int(after[5:7]) - int(before[5:7]) == months
