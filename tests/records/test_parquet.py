"""Parquet: cells of any type become text or are told; damaged and hostile files are listed."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from packing import as_parquet, counted, held, of_file, outcome, parquet, sound

from kg.articles import Article, Skip
from kg.settings import Settings

A, B = "این متن یک است", "این متن دو است"
LATE = datetime.datetime(2021, 10, 3, 22, 0, tzinfo=datetime.UTC)
DAYS = {
    "date32": pyarrow.array([datetime.date(2021, 10, 4)]),
    "date64": pyarrow.array([datetime.date(2021, 10, 4)], pyarrow.date64()),
    "seconds": pyarrow.array([datetime.datetime(2021, 10, 4, 12)], pyarrow.timestamp("s")),
    "nanoseconds": pyarrow.array([1_633_305_600_000_000_001], pyarrow.timestamp("ns")),
    "in Tehran": pyarrow.array([LATE], pyarrow.timestamp("ms", "Asia/Tehran")),
    "text": pyarrow.array(["2021-10-04T10:00:00Z"]),
    "Jalali text": pyarrow.array(["۱۲ مهر ۱۴۰۰"]),
}
TEXTS = {
    "string": pyarrow.array([A]),
    "large string": pyarrow.array([A], pyarrow.large_string()),
    "view": pyarrow.array([A], pyarrow.string_view()),
    "bytes": pyarrow.array([A.encode()]),
    "dictionary": pyarrow.array([A]).dictionary_encode(),
}
IDS = {
    "integer": pyarrow.array([12]),
    "unsigned": pyarrow.array([12], pyarrow.uint64()),
    "with gaps": pyarrow.array([12.0]),
    "decimal": pyarrow.array([12], pyarrow.decimal128(5, 0)),
    "text": pyarrow.array(["12"]),
}


def only(data: bytes) -> Article:
    (article,) = held(data)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("kind", DAYS)
def test_days_of_any_type(kind: str) -> None:
    assert only(parquet({"text": [A], "date": DAYS[kind]})).published == "2021-10-04"


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_of_any_type(kind: str) -> None:
    assert only(parquet({"text": TEXTS[kind]})).text == A


@pytest.mark.parametrize("kind", IDS)
def test_ids_of_any_type(kind: str) -> None:
    assert only(parquet({"text": [A], "id": IDS[kind]})).id == "12"


def test_gaps_are_gaps() -> None:
    found = held(parquet({"text": [A, None, B], "id": [1.0, None, float("nan")], "title": [None, None, "T"]}))
    assert outcome(found) == [A, "EMPTY", B]
    assert isinstance(found[2], Article)
    assert (found[2].id, found[2].title, found[2].source) == ("", "T", "in:3")


def test_bytes_in_windows_1256_are_noted() -> None:
    article = only(parquet({"text": ["وزير اين متن را گفت".encode("cp1256")]}))
    assert (article.text, article.encoding) == ("وزير اين متن را گفت", "windows-1256")


def test_columns_are_mapped_and_others_never_looked_at() -> None:
    data = parquet({"matn": [A], "n": [7], "odd": [[1, 2]]})
    found = held(data, Settings(columns=(("text", "matn"), ("id", "n"))))
    assert isinstance(found[0], Article)
    assert (found[0].text, found[0].id) == (A, "7")
    assert outcome(held(data)) == ["NO_TEXT_COLUMN"]


def test_a_column_of_lists_is_no_text() -> None:
    assert outcome(held(parquet({"text": [["a"]]}))) == ["BAD_RECORD"]


def test_without_the_library_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_parquet([{"text": A}])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (skip,) = held(data)
    assert isinstance(skip, Skip)
    assert (skip.code, "pip install 'agreements-kg[parquet]'" in skip.reason) == ("NEEDS_PARQUET", True)


def test_a_cut_off_file_is_listed(tmp_path: Path) -> None:
    data = as_parquet({"id": str(number), "text": f"این متن {number} است"} for number in range(1000))
    assert outcome(of_file(tmp_path / "a", data[: len(data) // 2])) == ["CORRUPT"]
    assert len(of_file(tmp_path / "a", data)) == 1000


def test_a_text_repeated_millions_of_times_is_a_bomb(tmp_path: Path) -> None:
    texts = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 200_000, pyarrow.int32()), [A * 1000])
    data = parquet({"text": texts})
    assert len(data) < 200_000
    found = of_file(tmp_path / "a", data, Settings(expansion_from=1_000_000))
    assert outcome(found)[-1] == "BOMB"
    assert len(found) < 20_000


def test_empty_rows_without_end_are_a_bomb(tmp_path: Path) -> None:
    data = parquet({"text": pyarrow.nulls(3_000_000, pyarrow.string())})
    found = of_file(tmp_path / "a", data, Settings(expansion_from=1_000_000))
    assert outcome(found)[-1] == "BOMB"
    assert len(found) < 300_000


@examples(max_examples=200)
@given(st.data())
def test_any_damage_gives_articles_and_skips(data: st.DataObject) -> None:
    packed = bytearray(as_parquet([{"text": A, "id": "1"}, {"text": B, "id": "2"}]))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(4, len(packed) - 1))] = data.draw(st.integers(0, 255))
    assert sound(held(bytes(packed)))


def test_memory_grows_neither_with_rows_nor_with_what_a_dictionary_repeats(tmp_path: Path) -> None:
    texts = [f"{A} {number} " * 100 for number in range(8_000)]
    repeated = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 500, pyarrow.int32()), [A * 500_000])
    used = {}
    for name, column in (("few", texts[:500]), ("many", texts), ("repeated", repeated)):
        (tmp_path / name).write_bytes(parquet({"text": column}, store_schema=False))
        used[name] = counted(tmp_path / name)[2]
    assert used["many"] <= used["few"] * 1.3
    assert used["repeated"] <= used["few"] + 600


def test_values_written_as_changes_of_others_are_read() -> None:
    data = parquet({"text": [A, A + "!", B]}, use_dictionary=False, column_encoding={"text": "DELTA_BYTE_ARRAY"})
    assert outcome(held(data)) == [A, A + "!", B]


def test_each_empty_row_counts_for_there_is_a_skip_for_each(tmp_path: Path) -> None:
    data = parquet({"text": pyarrow.nulls(50_000, pyarrow.string())})
    found = of_file(tmp_path / "a", data, Settings(expansion_from=1_000_000))
    assert outcome(found)[-1] == "BOMB"
    assert len(found) < 5_000
