"""Bytes become articles, or a listed reason why not; the text is never touched."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Article, Skip, detect_language, read_articles
from kg.articles.records import publication_date, record_article
from kg.errors import UsageError
from kg.language import find_dates
from kg.settings import Settings

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def raw(written: str) -> bytes:
    r"""Return the bytes a cell stands for: \xNN, \n and \t are escapes, all else is UTF-8."""
    parts = written.replace("\\\\", "\x01").replace("\\n", "\n").replace("\\t", "\t").split("\\x")
    found = parts[0].encode()
    for part in parts[1:]:
        found += bytes([int(part[:2], 16)]) + part[2:].encode()
    return found.replace(b"\x01", b"\\")


def read(*sources: Path, settings: Settings | None = None) -> list[Article | Skip]:
    return list(read_articles(sources, settings or Settings()))


@pytest.mark.parametrize("row", rows("skips.tsv"), ids=lambda row: row["name"])
def test_unusable_input_is_a_listed_skip(row: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / row["name"]
    path.write_bytes(raw(row["bytes"]))
    (skip,) = read(path)
    assert isinstance(skip, Skip)
    assert skip.code == row["code"]
    assert row["name"] in skip.source
    assert "\n" not in skip.reason


@pytest.mark.parametrize("row", rows("languages.tsv"), ids=lambda row: row["text"][:25])
def test_language(row: dict[str, str]) -> None:
    assert detect_language(row["text"]) == (row["language"] or None)


@pytest.mark.parametrize("row", rows("publication-dates.tsv"), ids=lambda row: row["written"])
def test_publication_dates_are_read_as_printed_or_left_out_and_noted(row: dict[str, str]) -> None:
    article = record_article({"text": "این متن است", "published": row["written"]}, "here", Settings())
    assert isinstance(article, Article)
    assert article.published == (row["iso"] or None)
    assert bool(article.notes) is not bool(row["iso"])


@given(st.dates(), st.sampled_from(["", "T10:00:00Z", " 10:00", "T23:59:59.123+03:30", "T10:00+0330"]))
def test_days_as_programs_write_them_are_read_as_in_the_general_way(day: date, time: str) -> None:
    written = day.isoformat() + time
    in_general = [hit.iso for hit in find_dates(written) if hit.iso and hit.precision == "day" and not hit.problem]
    expected = next((iso for iso in in_general if iso >= "1800"), None)
    assert publication_date(written) == expected


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "این متن\r\nاز يک خط\u200cها است\u00a0🙂\r"
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text == text


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("[عکس] این متن است", encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)


def test_utf16_with_a_mark_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("این متن است".encode("utf-16"))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text == "این متن است"


@pytest.mark.parametrize(
    "layout",
    [
        lambda records: "\n".join(json.dumps(record) for record in records),
        lambda records: json.dumps(records, ensure_ascii=False, indent=1),
        lambda records: "\r\n\r\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\r\n",
    ],
    ids=["lines", "list", "crlf lines"],
)
def test_records_in_any_layout(layout: Callable[[list[dict[str, object]]], str], tmp_path: Path) -> None:
    records = [{"id": "a", "text": "این یک است", "published": "2021-10-04T10:00:00Z"}, {"id": 7, "text": "این دو است"}]
    path = tmp_path / "records"
    path.write_text(layout(records), encoding="utf-8", newline="")
    articles = [item for item in read(path) if isinstance(item, Article)]
    assert [article.id for article in articles] == ["a", "7"]
    assert articles[0].published == "2021-10-04"


def test_one_indented_record(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"id": "a", "text": "این یک است"}, indent=2), encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)


def test_a_bad_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "این یک است"}\n{oops\n{"text": "این دو است"}\n', encoding="utf-8")
    kinds = [item.code if isinstance(item, Skip) else item.text for item in read(path)]
    assert kinds == ["این یک است", "BAD_RECORD", "این دو است"]


def test_a_line_over_the_limit_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = json.dumps({"text": "این است " * 100}, ensure_ascii=False)
    path.write_text('{"text": "این یک است"}\n' + long + '\n{"text": "این دو است"}\n', encoding="utf-8")
    found = read(path, settings=Settings(record_bytes=200))
    assert [item.code if isinstance(item, Skip) else item.text for item in found] == [
        "این یک است",
        "TOO_LARGE",
        "این دو است",
    ]


def test_a_text_over_the_limit_of_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("این است " * 10, encoding="utf-8")
    (skip,) = read(path, settings=Settings(article_characters=20))
    assert isinstance(skip, Skip)
    assert skip.code == "TOO_LONG"


def test_a_folder_is_read_by_name_and_links_are_not_followed_in_circles(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text("این دو است", encoding="utf-8")
    (tmp_path / "a.txt").write_text("این یک است", encoding="utf-8")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("این سه است", encoding="utf-8")
    (tmp_path / ".notes").write_text("این چهار است", encoding="utf-8")
    found = read(tmp_path)
    assert [item.text for item in found if isinstance(item, Article)] == ["این یک است", "این دو است"]
    skips = {(Path(item.source).name, item.code) for item in found if isinstance(item, Skip)}
    assert skips == {
        ("dangling", "UNREADABLE"),
        ("loop", "LINKED_FOLDER"),
        (".git", "HIDDEN"),
        (".notes", "HIDDEN"),
    }


def test_a_missing_source_is_wrong_use_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read(tmp_path, tmp_path / "missing")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO('{"id": "x", "text": "این یک است"}'.encode())

    monkeypatch.setattr("sys.stdin", Input())
    (article,) = list(read_articles(["-"], Settings()))
    assert isinstance(article, Article)
    assert article.key == "x"


def test_the_key_is_the_id_else_the_url_else_the_hash() -> None:
    assert Article("t", id="i", url="u").key == "i"
    assert Article("t", url="u").key == "u"
    assert Article("t").key == Article("t").sha256


@given(
    st.dictionaries(
        st.sampled_from(["id", "url", "title", "published", "language", "text"]),
        st.one_of(st.text(), st.integers(), st.none(), st.booleans(), st.lists(st.none())),
    )
)
def test_any_record_is_an_article_or_a_skip(record: dict[str, object]) -> None:
    found = record_article(record, "here", Settings())
    if isinstance(found, Article):
        assert found.text == str(record["text"])
        assert found.published is None or len(found.published) == 10


@pytest.mark.parametrize("name", ["url", "title", "publisher", "author", "published", "language"])
def test_a_field_that_is_far_too_long_is_left_out_and_noted(name: str) -> None:
    record = {"id": "a", "text": "وزارت نیرو تفاهم‌نامه‌ای امضا کرد.", name: "ب" * 3_000_000}
    article = record_article(record, "x", Settings())
    assert isinstance(article, Article)
    assert getattr(article, name) == ("fa" if name == "language" else None)
    assert article.notes == (f"{name} has over 2000 characters: left out",)


def test_a_record_with_a_huge_id_is_skipped() -> None:
    skip = record_article({"id": "a" * 2_001, "text": "وزارت نیرو تفاهم‌نامه‌ای امضا کرد."}, "x", Settings())
    assert isinstance(skip, Skip)
    assert skip.code == "BAD_RECORD"
