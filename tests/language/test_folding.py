"""The fold: its pinned table, its golden vectors, its index back to the text, its speed."""

import hashlib
import subprocess
import sys
import time
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_cases import rows

from kg.language import Span, fold, search_text, skeleton_key
from kg.language.tables import MARK, fold_table

#: Of the bytes of ``fold-v1.tsv``. A change here changes IRIs: start a ``key v2`` instead.
TABLE_SHA256 = "701314826baea478aa547bec8f178f91c7c8efd9d3b08a33cfc77a42b300dd31"
ANY = st.text(st.characters())
#: Text of what the fold treats in a special way, more often than chance would give.
SPECIAL = st.lists(
    st.sampled_from(
        "ابتیيىئءكکهةۀآأ \u200c\u200d\u00ad\u200f\u064b\u0651\u0640\ufefb\ufdfc\u00a0\n\r۱١1aÉİ½.،»_\ud800\U0001f600"
    )
).map("".join)


def test_the_table_is_the_pinned_one() -> None:
    data = files("kg.language").joinpath("fold-v1.tsv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == TABLE_SHA256


@pytest.mark.parametrize(("text", "folded", "key", "search"), rows("fold-golden", 4))
def test_golden_vector(text: str, folded: str, key: str, search: str) -> None:
    assert (fold(text).text, skeleton_key(text), search_text(text)) == (folded, key, search)


def test_every_code_point_folds_to_what_folds_to_itself() -> None:
    table = fold_table()
    for code, to in table.folded.items():
        assert fold(to).text == to, f"U+{code:04X}"


def test_canonically_equal_letters_fold_alike() -> None:
    for code in range(0x250):
        char = chr(code)
        assert skeleton_key(char) == skeleton_key(unicodedata.normalize("NFD", char)), f"U+{code:04X}"


@given(st.one_of(ANY, SPECIAL))
def test_fold_is_idempotent_and_keys_agree(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded
    assert skeleton_key(text) == skeleton_key(folded)
    assert skeleton_key(search_text(text)) == skeleton_key(text)
    assert "  " not in search_text(text)
    assert search_text(text) == search_text(text).strip()


@given(st.one_of(ANY, SPECIAL), st.data())
def test_a_span_found_in_the_fold_is_the_right_span_of_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start == end:
        assert span.start == span.end
        return
    again = fold(span.of(text) + ("ی" if span.of(text)[-1:] == "ء" and folded.text[end - 1] == "ی" else "")).text
    assert folded.text[start:end] in again
    kinds = [fold_table().class_of(char) for char in span.of(text)]
    assert fold(span.of(text)[0]).text or span.of(text)[0] in "ءﺀ"
    assert kinds[-1] in ("l", "p", MARK)
    assert span.end == len(text) or fold_table().class_of(text[span.end]) != MARK or folded.text[end - 1] == "ی"


@given(SPECIAL.filter(lambda text: not set(text) & set("½\ufefb\ufdfcء")))
def test_without_letters_that_expand_the_span_folds_to_exactly_what_was_found(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, len(folded.text) + 1):
            assert fold(folded.span(start, end).of(text)).text == folded.text[start:end]


def test_marks_belong_to_the_letter_before_and_breaks_to_nothing() -> None:
    text = "\u200f کِتابُ\u200c خانه"
    folded = fold(text)
    assert folded.text == "کتابخانه"
    assert folded.span(0, 4) == Span(2, 8)
    assert folded.span(0, 4).of(text) == "کِتابُ"


def test_an_expanded_letter_is_covered_whole() -> None:
    folded = fold("اﷲ")
    assert folded.text == "االله"
    assert [folded.span(at, at + 1) for at in (1, 2, 4)] == [Span(1, 2)] * 3


@pytest.mark.parametrize(
    ("text", "at", "border", "hard"),
    [("اب ج", 2, True, True), ("اب\u200cج", 2, True, False), ("ابج", 2, False, False), ("اب،ج", 2, True, True),
     ("اب۱", 2, True, False), ("ابa", 2, True, False), ("اب", 0, True, True), ("اب", 2, True, True),
     ("اب\nج", 2, True, True), ("اب\u064eج", 2, False, False)],
)  # fmt: skip
def test_borders(text: str, at: int, border: bool, hard: bool) -> None:
    folded = fold(text)
    assert (folded.border(at), folded.hard_border(at)) == (border, hard)


def test_position_is_the_inverse_of_span() -> None:
    text = " ق\u200c م "
    folded = fold(text)
    assert [folded.position(offset) for offset in range(len(text) + 1)] == [0, 0, 1, 1, 1, 2, 2][: len(text) + 1]


def test_keys_do_not_depend_on_hash_seed_or_locale() -> None:
    code = (
        "from kg.language import skeleton_key; import sys; sys.stdout.buffer.write(skeleton_key('رئيس ملّي').encode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("0", "1")
    ]  # fmt: skip
    assert runs == ["رییسملی".encode()] * 2


@pytest.mark.parametrize("piece", ["متن ساده ", "\u200c", "ء", "ءِ", "ﷲ", " ", "\u064e", "ابتث", "\ud800"])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    folded = fold(text)
    assert len(folded.breaks) == len(folded.text) + 1
    search_text(text)
    assert time.process_time() - start < 10


@given(SPECIAL, SPECIAL, SPECIAL)
def test_a_part_of_a_fold_is_the_fold_of_the_part(before: str, inside: str, behind: str) -> None:
    start, end = len(before) + 1, len(before) + 1 + len(inside)
    whole, alone = fold(f"{before} {inside} {behind}"), fold(inside)
    part = whole.part(start, end)
    assert (part.text, part.breaks, part.borders) == (alone.text, alone.breaks, alone.borders)
    assert whole.skeleton(start, end) == alone.text
    for low in range(len(alone.text)):
        span, own = part.span(low, len(alone.text)), alone.span(low, len(alone.text))
        assert (span.start - start, span.end - start) == (own.start, own.end)
