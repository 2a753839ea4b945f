"""Finding names: whole words, in any spelling the fold unifies, with exact offsets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_cases import rows

from kg.language import Matcher, Span, fold, longest

NAMES = ["تفاهم‌نامه", "شورای عالی فضای مجازی", "استانداری مازندران", "رئیس", "وزارت نیرو", "مرکز ملی", "منطقه ۲۲"]
#: How each letter may be written otherwise without being another letter.
WRITINGS = {"ی": "یيىﯼ", "ک": "کكڪ", "ا": "اأإ", "ه": "هة", "ئ": "ئیي", "و": "وؤ", "۲": "۲٢2"}
MARKS = ["", "", "", "ِ", "ّ", "ـ", "ـــ", "\u200f", "\u00ad", "\u202a"]
INNER = ["", "\u200c", "\u200c\u200c"]
BREAKS = ["", " ", "\u200c", "  ", "\u00a0", " \u200c", "\n", "_", "\u2009"]
AROUND = [" ", "\n", "«", "(", "، ", "\n\n", "\u200f ", ". "]


@st.composite
def noisy(draw: st.DrawFn, name: str) -> str:
    """Write a name with noise in letters, marks and breaks; every mark but the last inside the name."""
    made = []
    for at, char in enumerate(name):
        if char in " \u200c":
            made.append(draw(st.sampled_from(BREAKS)))
            continue
        made.append(draw(st.sampled_from(WRITINGS.get(char, char))))
        if at + 1 < len(name):
            made.append(draw(st.sampled_from(MARKS)))
            if name[at + 1] not in " \u200c":
                made.append(draw(st.sampled_from(INNER)))
    return "".join(made)


@given(st.data(), st.sampled_from(NAMES), st.sampled_from(AROUND), st.sampled_from(AROUND))
def test_a_name_in_any_noise_is_found_with_its_exact_span(
    data: st.DataObject, name: str, before: str, after: str
) -> None:
    written = data.draw(noisy(name))
    text = f"خبر{before}{written}{after}پایان"
    found = [match for match in Matcher((n, n) for n in NAMES).find(fold(text)) if name in match.payloads]
    start = len("خبر" + before)
    assert [match.span for match in found] == [Span(start, start + len(written))]
    assert found[0].span.of(text) == written


@pytest.mark.parametrize(("text", "entry", "expected"), rows("noise", 3))
def test_entry_in_text(text: str, entry: str, expected: str) -> None:
    found = Matcher([(entry, 1)]).find(fold(text))
    assert [match.span.of(text) for match in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("text", "entry", "expected", "suffix"), rows("suffixes", 4))
def test_suffixes(text: str, entry: str, expected: str, suffix: str) -> None:
    found = Matcher([(entry, 1)], suffixes=("ها", "های", "ای", "ی")).find(fold(text))
    assert [match.span.of(text) for match in found] == ([expected] if expected else [])
    assert [match.suffix.of(text) if match.suffix else "" for match in found] == ([suffix] if expected else [])


def test_all_overlapping_hits_come_longest_first_and_longest_keeps_the_outer_ones() -> None:
    matcher = Matcher([("مرکز ملی", "a"), ("مرکز ملی فضای مجازی", "b"), ("فضای مجازی", "c"), ("ملی", "d")])
    text = "مرکز ملی فضای مجازی و مرکز ملی"
    found = matcher.find(fold(text))
    assert [match.payloads for match in found] == [("b",), ("a",), ("d",), ("c",), ("a",), ("d",)]
    assert [match.payloads for match in longest(found)] == [("b",), ("a",)]


def test_payloads_of_one_key_come_in_the_order_given_and_only_where_their_breaks_fit() -> None:
    matcher = Matcher([("به شهر", 1), ("بهشهر", 2), ("به‌شهر", 3)])
    assert [match.payloads for match in matcher.find(fold("بهشهر"))] == [(1, 2, 3)]
    assert [match.payloads for match in matcher.find(fold("به شهر"))] == [(1, 3)]


def test_names_that_fold_to_nothing_and_no_names_at_all() -> None:
    assert Matcher([("\u200c", 1), ("", 2)]).find(fold("متن")) == ()
    assert Matcher([]).find(fold("متن")) == ()


def test_within_words_when_asked() -> None:
    assert [m.span.of("مقام") for m in Matcher([("قا", 1)], whole_words=False).find(fold("مقام"))] == ["قا"]


@given(st.text(st.characters()), st.lists(st.text(st.characters(), min_size=1, max_size=4), max_size=5))
def test_any_text_and_any_names(text: str, names: list[str]) -> None:
    for match in Matcher((name, name) for name in names).find(fold(text)):
        assert fold(match.span.of(text)).text
        assert set(match.payloads) <= set(names)


@pytest.mark.parametrize("text", ["ا" * 1_000_000, "قم " * 300_000, "ا\u200c" * 200_000, "قم" + " " * 900_000 + "قم"])
def test_time_grows_with_length_only(text: str) -> None:
    matcher = Matcher([("قم", 1), ("ا" * 30, 2), ("اا", 3), ("قم قم", 4)])
    start = time.process_time()
    matcher.find(fold(text))
    assert time.process_time() - start < 10
