"""Bytes become text: the right character set, and a word on how it was found."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Decoded, decode

DATA = Path(__file__).parent / "data"
ARTICLES = Path(__file__).parents[2] / "data" / "articles" / "articles-fa.jsonl"
#: What windows-1256 and ISO-8859-6 cannot write, and what was written instead of it in their time.
OLD_LETTERS = {
    "cp1256": str.maketrans("یۀ۰۱۲۳۴۵۶۷۸۹", "يه0123456789"),
    "iso8859-6": str.maketrans("یۀ۰۱۲۳۴۵۶۷۸۹پچژگک«»\u200c", 'يه0123456789بجزكك"" '),
}
LOST = "\N{REPLACEMENT CHARACTER}"
NAMES = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6"}


def rows() -> list[dict[str, str]]:
    with (DATA / "decoding.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_character_set(row: dict[str, str]) -> None:
    text = row["text"].replace("\\r", "\r").replace("\\n", "\n")
    found = decode(text.encode(row["written as"]), row["declared"])
    assert found is not None
    assert (found.text, found.encoding) == (text, row["encoding"])
    assert found.note.startswith(row["note"])
    assert bool(found.note) is bool(row["note"])


def pieces(size: int, name: str) -> Iterator[bytes]:
    for line in ARTICLES.read_text("utf-8").splitlines():
        text = json.loads(line)["text"].translate(OLD_LETTERS[name])
        for start in range(0, len(text) - size, size):
            piece = text[start : start + size].encode(name, "ignore")
            if len(re.findall(rb"[\xc0-\xff]", piece)) > size / 2:
                yield piece


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("size", [50, 200, 1000])
def test_every_piece_of_an_old_text_is_recognised(name: str, declared: str, size: int) -> None:
    found = [(piece, decode(piece, declared)) for piece in pieces(size, name)]
    assert len(found) > 3
    assert [piece for piece, read in found if read is None or read.encoding != NAMES[name]] == []


PERSIAN = st.text(st.sampled_from("ابپتسشکگیو \u200c،."), min_size=30)
WHOLE = "تفاهم‌نامه امضا شد. "  # enough to tell by


@given(PERSIAN, st.data())
def test_few_broken_places_are_replaced_and_noted(text: str, data: st.DataObject) -> None:
    whole = (WHOLE + text + "پ").encode()
    places = [at for at in range(len(WHOLE.encode()), len(whole)) if whole[at] & 0xC0 == 0x80]
    place = data.draw(st.sampled_from(places))
    for broken in (whole[:place], whole[:place] + b"\xff" + whole[place:]):
        found = decode(broken, "windows-1256")
        assert found is not None
        assert found.encoding == "utf-8"
        assert found.text == broken.decode("utf-8", "replace")
        assert found.note.startswith(f"{found.text.count(LOST)} places")


@given(st.text())
def test_valid_utf8_is_never_changed(text: str) -> None:
    found = decode(text.encode())
    if found is None:
        assert re.search("[\0-\x1f\x7f]", text)
    elif not found.encoding:
        assert found.text == text.removeprefix("\ufeff")


@given(st.binary(), st.sampled_from(["", "utf-8", "windows-1256", "utf-7", "rot13", "\x00", "é", "utf-16", "idna"]))
def test_any_bytes_are_a_text_or_none(data: bytes, declared: str) -> None:
    found = decode(data, declared)
    assert found is None or isinstance(found.text, str)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 3, b"\x00" * 100])
def test_binary_data_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_a_utf7_declaration_is_not_followed() -> None:
    assert decode(b"+ADw-script+AD4-", "utf-7") == Decoded("+ADw-script+AD4-")
