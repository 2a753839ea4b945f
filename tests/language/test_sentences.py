"""Sentences, by ``data/sentences.tsv``, and for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_cases import listed, rows

from kg.language import Sentences, sentences

PIECES = st.lists(
    st.sampled_from([".", "؟", "!", "\n", "\n\n", "\r\n", " ", "۱", "۱.", "ه.ش", "Mr.", "A.", "«", "»", "و", "شد",
                     "متن خبر", "the", "\u200c", "\u00a0", "\ud800", "•", ",", "…"])
).map("".join)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), rows("sentences", 2))
def test_sentences_of_a_text(text: str, expected: str) -> None:
    assert [span.of(text) for span in sentences(text)] == listed(expected)


@given(st.one_of(PIECES, st.text(st.characters())))
def test_sentences_cover_all_that_is_not_space_and_have_no_space_around(text: str) -> None:
    spans = sentences(text)
    covered = bytearray(len(text))
    for span in spans:
        assert span.start < span.end
        assert span.of(text) == span.of(text).strip()
        assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    assert list(spans) == sorted(spans)
    assert all(covered[at] or char.isspace() for at, char in enumerate(text))


@pytest.mark.parametrize("piece", ["متن ", "متن. ", "\n", "و\n", ". ", "۱. ", "«", "…", "A.", " \n \n", "a)\n"])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 8


@given(PIECES, st.lists(st.integers(0, 200), min_size=1, max_size=5))
def test_a_sentence_found_by_a_place_is_the_last_that_begins_before_it(text: str, places: list[int]) -> None:
    found = Sentences(text)
    for place in places:
        begun = [span for span in sentences(text) if span.start <= place]
        assert found.at(place) == (begun[-1] if begun else next(iter(sentences(text)), None))
