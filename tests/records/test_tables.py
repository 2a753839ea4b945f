"""Tables: told by their header row, read row by row; a broken row costs only itself."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from cases import rows
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from packing import Long, as_table, held, outcome, sound

from kg.articles import Article, Skip
from kg.errors import UsageError
from kg.records import open_table, table_layout
from kg.settings import Settings
from kg.sources import read_items
from kg.streams import opened

A, B, C = "این متن یک است", "این متن دو است", "این متن سه است"


def table(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in ("id,text", *lines)).encode()


@pytest.mark.parametrize(
    "row", rows(Path(__file__).parent / "data" / "headers.tsv"), ids=lambda row: row["header"][:30]
)
def test_tables_are_told_by_their_header(row: dict[str, str]) -> None:
    layout = table_layout(row["header"] + "\n", Settings())
    assert set(layout.fields if layout else ()) == set((row["fields"] or "").split())


def test_columns_may_be_mapped_by_the_user() -> None:
    data = "Nr;Ueberschrift;Inhalt\n7;T;این متن است\n".encode()
    settings = Settings(columns=(("text", "inhalt"), ("id", "Nr"), ("title", "Ueberschrift")))
    (article,) = held(data, settings)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text) == ("7", "T", "این متن است")


def test_a_mapped_column_counts_before_a_usual_name() -> None:
    data = as_table([{"text": "summary", "matn": A, "title": "t"}])
    assert outcome(held(data, Settings(columns=(("text", "matn"),)))) == [A]
    lines = '{"text": "summary", "matn": "این متن یک است"}\n{"text": "این متن دو است"}'.encode()
    assert outcome(held(lines, Settings(columns=(("text", "matn"),)))) == [A, B]


def test_a_single_mapped_column_makes_a_table() -> None:
    data = f"matn\n{A}\n{B}\n".encode()
    assert outcome(held(data, Settings(columns=(("text", "matn"),)))) == [A, B]
    assert len(held(data)) == 1


@pytest.mark.parametrize("columns", [(("txt", "a"),), (("text", "a"), ("text", "b"))])
def test_a_wrong_mapping_is_wrong_use(columns: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="columns"):
        list(read_items([tmp_path], Settings(columns=columns)))


def test_usual_names_stand_for_fields_in_json_too_unless_they_hold_something_else() -> None:
    (article,) = held('{"body": "این متن است", "headline": "تیتر", "date": {"year": 1400}}'.encode())
    assert isinstance(article, Article)
    assert (article.title, article.published, article.notes) == ("تیتر", None, ())


def test_a_table_without_a_known_column_of_texts_is_told_and_not_read_as_a_text() -> None:
    (skip,) = held(b"nr,ort,datum\n1,a,b\n2,c,d\n")
    assert isinstance(skip, Skip)
    assert skip.code == "NO_TEXT_COLUMN"
    assert "nr, ort, datum" in skip.reason


@pytest.mark.parametrize("text", ["تهران، باکو، مسکو\nاین متن است، و این\nرا، به، از\n", "این, متن است\nو این, را\n"])
def test_texts_with_commas_are_texts(text: str) -> None:
    assert outcome(held(text.encode())) == [text]


def test_excels_first_line_is_understood() -> None:
    found = held(f"sep=;\r\nid;text\r\n1;{A}\r\n".encode())
    assert outcome(found) == [A]
    assert found[0].source == "in:3"


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8-sig", ""), ("utf-16", "utf-16-le"), ("windows-1256", "windows-1256"), ("iso-8859-6", "iso-8859-6")],
)
def test_character_sets(encoding: str, noted: str) -> None:
    text = "وزير در اين متن گفت که همکاري ها را به توسعه مي رساند"
    if encoding.startswith("iso"):
        text = text.replace("گ", "ك").replace("ک", "ك")
    found = held(as_table([{"id": str(number), "text": text} for number in range(5)], encoding=encoding))
    assert outcome(found) == [text] * 5
    assert isinstance(found[0], Article)
    assert found[0].encoding == noted


def test_bytes_that_are_not_utf8_far_behind_the_head_are_replaced_and_noted() -> None:
    data = table(*(f"{number},{A}" for number in range(5000))) + b"x," + A.encode() + b"\xff" + B.encode() + b"\n"
    last = held(data)[-1]
    assert isinstance(last, Article)
    assert last.text == A + "\ufffd" + B
    assert last.notes


def test_windows_1256_far_behind_an_ascii_head_is_read() -> None:
    data = (
        b"id,text\n"
        + b"1,this is the text of an article\n" * 3000
        + b"2,"
        + "وزير اين متن را گفت".encode("cp1256")
        + b"\n"
    )
    last = held(data)[-1]
    assert isinstance(last, Article)
    assert (last.text, last.encoding) == ("وزير اين متن را گفت", "windows-1256")


def test_broken_rows_are_listed_by_their_number_and_the_rest_is_read() -> None:
    found = held(table(f"1,{A}", "2", f"3,{B},x,y", "", f"6,{C}", '7,"این "متن" است"', f"8,{A},,"))
    assert outcome(found) == [A, "BAD_ROW", "BAD_ROW", C, "BAD_ROW", A]
    assert [item.source for item in found] == [f"in:{number}" for number in (2, 3, 4, 6, 7, 8)]


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    lines = [f"{number},{A}" for number in range(500)]
    found = held(table(*lines, f'x,"{B}', *lines))
    assert outcome(found) == [A] * 500 + ["BAD_ROW"] + [A] * 500


def test_a_quotation_mark_that_is_closed_by_another_rows_costs_the_two() -> None:
    found = held(table(f"1,{A}", f'2,"{B}', f"3,{A}", f'4,"{B}"', f"5,{C}"))
    assert outcome(found)[0] == A
    assert outcome(found)[-3:] == [A, B, C]


def test_rows_over_the_limit_and_an_unclosed_mark_before_them() -> None:
    long = "الف " * 400
    lines = (f"1,{A}", f"2,{long}", f'3,"{B}', f"4,{A}", f"5,{long}", f"6,{C}")
    found = held(table(*lines), Settings(record_bytes=1000))
    assert outcome(found) == [A, "TOO_LARGE", "TOO_LARGE", A, "TOO_LARGE", C]


def test_rows_that_swallow_one_another_are_not_read_again_and_again() -> None:
    found = held(b"id,text\n" + b'1,"a\n' + b'a","\n' * 60_000)
    assert len(found) < 200
    assert all(isinstance(item, Skip) for item in found)


def test_zero_bytes_and_cells_over_the_limit() -> None:
    data = table(*(f"{number},{A}" for number in range(5000)), f"x,{A}\x00", f"y,{A * 20}", f"z,{B}")
    assert outcome(held(data, Settings(article_characters=100)))[-3:] == ["BAD_CHARACTER", "TOO_LONG", B]


def test_lines_may_end_in_any_way() -> None:
    for end in ("\r\n", "\r", "\n"):
        assert outcome(held(end.join(("id,text", f"1,{A}", f"2,{B}")).encode())) == [A, B]


@pytest.mark.parametrize("mark", ["", '"'], ids=["bare", "in quotes"])
def test_a_line_of_a_gigabyte_is_one_row_too_large(mark: str) -> None:
    settings = Settings(record_bytes=1_000_000)
    stream = Long(table(f"1,{A}") + f"2,{mark}".encode(), 1000, f"{mark}\n3,{B}\n".encode())
    tracemalloc.start()
    found = outcome(open_table(opened(stream, "in", settings, size=None), "in", settings))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [A, "TOO_LARGE", B]
    assert peak < 40_000_000


@examples(max_examples=200)
@given(
    st.lists(
        st.sampled_from(['"', ",", "\n", "\r\n", "\r", "a", "متن", ";", "\t", "\x00", "\ufeff", '""', "1"]), max_size=60
    )
)
def test_anything_below_a_header_is_read_to_its_end(parts: list[str]) -> None:
    found = held(b"id,text\n" + "".join(parts).encode() + f'\nx,{A}\n"y","{B}"\n'.encode())
    assert sound(found)
    if '"' not in "".join(parts) and "\x00" not in parts:
        assert outcome(found)[-2:] == [A, B]


def test_columns_that_are_not_used_are_said_once() -> None:
    data = f"id,سرخط,نکته,متن خبر\n1,t,x,{A}\n2,t,y,{B}\n".encode()
    first, second = held(data)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [note for note in first.notes if "نکته" in note and "--column" in note]
    assert second.notes == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f'hdr,cntnt\nOne,"{A}\n{B}"\n', "NO_TEXT_COLUMN"),
        (f"hdr,cntnt,place\nOne,{A},x\nTwo,{B},y\n", "NO_TEXT_COLUMN"),
        (f"تهران، ایران, خبر\nامروز, {A}\n{B}\n", ""),
        (f"وزیر نیرو, آمد\n{A}\n", ""),
    ],
    ids=["one row over several lines", "two rows of three cells", "a dateline with commas", "a sentence with a comma"],
)
def test_what_must_be_a_table_is_no_text(data: str, code: str) -> None:
    (found,) = held(data.encode())
    assert (found.code if isinstance(found, Skip) else "") == code
