"""Identifiers given up: the file is read strictly, and each leads to what is in use, over any number of steps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.lexicon import Lexicon, load_lexicon

DATA = Path(__file__).parent / "data"
FAULTS = json.loads((DATA / "retired.json").read_text(encoding="utf-8"))
HEADER = "slug_old,slug_new,since,reason\n"
ROWS = (
    "institution/first,institution/second,2020-01-01,renamed\n"
    'institution/second,institution/ministry-of-energy,2024-05-05,"renamed, once more"\n'
    "institution/both,institution/ministry-of-petroleum,2024-05-05,split\n"
    "institution/both,institution/first,2024-05-05,split\n"
    "place/village,,2024-05-05,no such place any more\n"
    "institution/led-to-nothing,institution/gone,2024-05-05,renamed\n"
    "institution/gone,,2025-01-01,dissolved\n"
)


def loaded(folder: Path, text: str) -> Lexicon:
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "mine.tsv").write_text("form\nنمونه\n", "utf-8")
    (folder / "retired.csv").write_text(text, "utf-8")
    return load_lexicon((folder,))


@pytest.mark.parametrize(
    ("given", "heirs"),
    [
        ("institution/first", ("institution/ministry-of-energy",)),
        ("institution/second", ("institution/ministry-of-energy",)),
        ("institution/both", ("institution/ministry-of-energy", "institution/ministry-of-petroleum")),
        ("place/village", ()),
        ("institution/led-to-nothing", ()),
        ("institution/ministry-of-energy", ("institution/ministry-of-energy",)),
    ],
)
def test_heirs(tmp_path: Path, given: str, heirs: tuple[str, ...]) -> None:
    assert loaded(tmp_path / "mine", HEADER + ROWS).heirs(given) == heirs


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_malformed_file_is_told_with_its_place(tmp_path: Path, fault: dict[str, str]) -> None:
    with pytest.raises(DataError) as caught:
        loaded(tmp_path / "mine", fault["rows"] + "\n")
    message = str(caught.value)
    assert [part for part in fault["says"] if part not in message] == []
    assert str(tmp_path) in message
    assert "Next:" in message
    assert "\n" not in message


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "retired.csv").write_bytes(HEADER.encode() + "institution/a,,2024-05-05,رفت".encode("cp1256"))
    (tmp_path / "topics.tsv").write_text("slug\tparent\tlabel_fa\tlabel_en\n", "utf-8")
    with pytest.raises(DataError, match=r"retired\.csv: byte \d+ is not UTF-8"):
        load_lexicon((tmp_path,))


def test_the_version_of_a_lexicon_follows_its_retired_ids(tmp_path: Path) -> None:
    versions = {loaded(tmp_path / name, HEADER + rows).version for name, rows in (("a", ""), ("b", ROWS))}
    assert len(versions) == 2
