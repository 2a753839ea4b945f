"""The pure parts of pages: cutting a text, dates, durations, names, data files, interface words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import search_text
from kg.pages.articles import cut
from kg.pages.dates import when
from kg.pages.names import page_name, web_address
from kg.pages.plain import duration_words
from kg.pages.scripts import data_script, json_text
from kg.pages.searching import fold_data
from kg.pages.values import Label
from kg.pages.words import words

HERE = Path(__file__).parent
ROOM = HERE.parents[1] / "kg" / "pages"
DATES = [
    line.split("\t")
    for line in (HERE / "data" / "dates.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=8))
def test_the_pieces_of_a_text_are_the_text_and_each_quote_its_stretch(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [(start, end, f"e-{number}") for number, (start, end) in enumerate(spans)]
    pieces = cut(text, marks[::2], [(start, end, "why") for start, end, _ in marks[1::2]])
    assert "".join(piece.text for piece in pieces) == text
    for start, end, name in marks[::2]:
        if 0 <= start < end <= len(text):
            assert "".join(piece.text for piece in pieces if name in piece.marks) == text[start:end]
            assert sum(name in piece.anchors for piece in pieces) == 1
        else:
            assert not any(name in piece.marks for piece in pieces)


def test_overlapping_quotes_both_keep_their_marks() -> None:
    pieces = cut("abcdef", [(0, 4, "one"), (2, 6, "two")], [])
    assert [(piece.text, piece.marks) for piece in pieces] == [
        ("ab", ("one",)),
        ("cd", ("one", "two")),
        ("ef", ("two",)),
    ]


def test_unused_sentences_are_faint_and_end() -> None:
    pieces = cut("abcdef", [], [(2, 4, "no agreement")])
    assert [(piece.text, piece.unused) for piece in pieces] == [("ab", ""), ("cd", "no agreement"), ("ef", "")]


@pytest.mark.parametrize("case", DATES, ids=[f"{case[0]} {case[1]}" for case in DATES])
def test_dates_in_words(case: list[str]) -> None:
    found = when(case[0], case[1])
    assert found is not None
    assert [found.jalali.fa, found.jalali.en, found.gregorian.fa, found.gregorian.en] == case[2:]


def test_no_date_is_none_and_a_bare_phrase_is_kept() -> None:
    assert when("") is None
    phrase = when("", written="هفته گذشته")
    assert phrase is not None
    assert (phrase.iso, phrase.written) == ("", "هفته گذشته")


@pytest.mark.parametrize(
    ("iso", "words_"),
    [
        ("P3Y", Label("۳ سال", "3 years")),
        ("P1M", Label("۱ ماه", "1 month")),
        ("P2Y6M", Label("۲ سال و ۶ ماه", "2 years, 6 months")),
        ("P90D", Label("۹۰ روز", "90 days")),
        ("PT4H", Label("PT4H", "PT4H")),
        ("three years", Label("three years", "three years")),
    ],
)
def test_durations_in_words(iso: str, words_: Label) -> None:
    assert duration_words(iso) == words_


@given(st.text(max_size=100))
def test_page_names_are_safe_and_stay_apart(name: str) -> None:
    found = page_name("institution", f"institution/{name}")
    assert re.fullmatch(r"institution/[a-z0-9][a-z0-9-]{0,79}", found)
    assert found != page_name("institution", f"institution/{name}!")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://news.example/1?a=b#c", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://x.example/"onclick=', False),
        ("//x.example", False),
        ("https://x.example/\nx", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, kept: bool) -> None:
    assert web_address(address) == (address if kept else "")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_data_files_hold_one_json_value_and_nothing_a_parser_minds(value: Any) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
    assert data_script("name", value) == f'kgData("name",{text});\n'


def test_the_fold_for_the_browser_is_that_of_the_language_room() -> None:
    data = fold_data()
    table = {
        chr(code): way if isinstance(way, str) else chr(code + way)
        for first, step, count, way in data["runs"]
        for code in range(first, first + step * count, step)
    }
    table |= {chr(first + at): to for first, texts in data["lists"] for at, to in enumerate(texts.split("|"))}
    for word in ("ملي", "كتاب‌خانهٔ", "۱۲ ABC", "شورایـعالی", "رئيس", "أُمَّة"):
        folded = "".join(table.get(char, char) for char in word)
        assert " ".join(folded.split()) == search_text(word)


def test_every_interface_word_exists_in_both_languages_and_is_used() -> None:
    sources = [
        *(ROOM / "templates").glob("*.html"),
        *ROOM.glob("*.py"),
        *(path for path in (ROOM / "assets").rglob("*.js") if "vendor" not in path.parts),
    ]
    used = "\n".join(path.read_text("utf-8") for path in sources)
    for key, label in words().items():
        assert label.fa.strip(), key
        assert label.en.strip(), key
        assert re.search(rf"""['".]{key}\b""", used), f"{key} is used nowhere"
