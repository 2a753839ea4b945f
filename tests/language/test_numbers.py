"""Numbers, durations and counts, by the tables in ``data/``."""

from decimal import Decimal

import pytest
from language_cases import listed, rows

from kg.language import find_counts, find_durations, find_numbers


@pytest.mark.parametrize(("text", "surface", "value", "ordinal"), rows("numbers", 4))
def test_number_is_found_with_value_and_span(text: str, surface: str, value: str, ordinal: str) -> None:
    hits = find_numbers(text)
    assert [hit.span.of(text) for hit in hits] == listed(surface)
    assert [hit.value for hit in hits] == [Decimal(v) for v in listed(value)]
    assert all(hit.ordinal == (ordinal == "o") for hit in hits)


def test_whole_numbers_are_ints() -> None:
    assert [type(hit.value) for hit in find_numbers("۲٫۰؛ ۲/۵ میلیون؛ ۳٫۵")] == [int, int, Decimal]


@pytest.mark.parametrize(("text", "surface", "iso", "cue"), rows("durations", 4))
def test_duration_is_found(text: str, surface: str, iso: str, cue: str) -> None:
    hits = find_durations(text)
    assert [hit.span.of(text) for hit in hits] == listed(surface)
    assert [hit.iso8601 for hit in hits] == listed(iso)
    assert all(hit.cue == (cue == "cue") for hit in hits)


@pytest.mark.parametrize(("text", "surface", "value", "unit"), rows("counts", 4))
def test_count_is_found_with_its_unit(text: str, surface: str, value: str, unit: str) -> None:
    hits = find_counts(text)
    assert [hit.span.of(text) for hit in hits] == listed(surface)
    assert [str(hit.value) for hit in hits] == listed(value)
    assert [hit.unit for hit in hits] == listed(unit)
    assert all(hit.span.covers(hit.unit_span) and hit.unit_span.end == hit.span.end for hit in hits)


def test_a_code_of_many_digits_is_no_number() -> None:
    assert find_numbers("9" * 25) == ()
    assert find_numbers("9" * 24)[0].value == int("9" * 24)


@pytest.mark.parametrize("unit", ["ماده", "تبصره", "بند", "توافق‌نامه"])
@pytest.mark.parametrize("number", range(1, 60, 7))
def test_digits_and_letters_in_any_writing_give_the_same_count(number: int, unit: str) -> None:
    digits = str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    texts = [f"{number} {unit}", f"{digits} {unit}", f"{digits}{unit}", f"{digits} {unit.replace('‌', '')}"]
    assert {(hit.value, hit.unit) for text in texts for hit in find_counts(text)} == {
        (number, find_counts(texts[0])[0].unit)
    }
    assert all(len(find_counts(text)) == 1 for text in texts)
