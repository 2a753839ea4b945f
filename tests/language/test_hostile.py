"""Any text at all: no exception, spans inside the text and in order, time that grows with length only."""

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import find_counts, find_dates, find_durations, find_numbers, resolve

FINDERS = [find_numbers, find_dates, find_durations, find_counts]
WORDS = st.lists(
    st.sampled_from(["۵", "1400", "۹۹", "/", "-", ".", "،", "آذر", "May", "سال", "ماه", "روز", "و", "نیم", "هزار",
                     "میلیون", "بیست", "سوم", "سه‌شنبه", "Monday", "گذشته", "پیش", "ه.ش", "قمری", "ماده", "in", "of",
                     "صفر", "hundred", "and a half", "امروز", "هفته گذشته", " ", " ", "\n\n", "\u200c", "\ud800"])
).map("".join)  # fmt: skip


@pytest.mark.parametrize("find", FINDERS)
@given(text=st.one_of(WORDS, st.text(st.characters())))
def test_any_text(find: Callable[..., tuple], text: str) -> None:
    spans = [hit.span for hit in find(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@given(WORDS, st.dates().map(str))
def test_a_date_has_an_iso_form_or_a_reason_not_to(text: str, published: str) -> None:
    for hit in find_dates(text):
        assert hit.iso or hit.problem or hit.relative
        settled = resolve(hit, published)
        assert settled.surface == settled.span.of(text)
        assert not (settled.iso and settled.problem not in (None, "WEEKDAY_MISMATCH"))


@pytest.mark.parametrize("find", FINDERS)
@pytest.mark.parametrize(
    "piece", ["۱.", "۱/", "1,", "هزار و ", "بیست و ", "۵ سال و ", "سه‌شنبه ", "۵ آذر ", "یک", "9", "ماه"]
)
def test_time_grows_with_length_only(find: Callable[..., tuple], piece: str) -> None:
    text = piece * (120_000 // len(piece))
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 8
