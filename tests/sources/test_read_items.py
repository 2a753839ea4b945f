"""Bytes become articles, or a listed reason why not; the text is never touched."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import raw, rows

from kg.articles import Article, Skip
from kg.errors import UsageError
from kg.settings import Settings
from kg.sources import read_articles

DATA = Path(__file__).parent / "data"


def read(*sources: Path, settings: Settings | None = None) -> list[Article | Skip]:
    return list(read_articles(sources, settings or Settings()))


@pytest.mark.parametrize("row", rows(DATA / "skips.tsv"), ids=lambda row: row["name"])
def test_unusable_input_is_a_listed_skip(row: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / row["name"]
    path.write_bytes(raw(row["bytes"]))
    (skip,) = read(path)
    assert isinstance(skip, Skip)
    assert skip.code == row["code"]
    assert row["name"] in skip.source
    assert "\n" not in skip.reason


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
    (tmp_path / "kg-store" / "quads").mkdir(parents=True)
    (tmp_path / "kg-store" / "meta.json").write_text('{"text": "این پنج است"}', encoding="utf-8")
    found = read(tmp_path)
    assert [item.text for item in found if isinstance(item, Article)] == ["این یک است", "این دو است"]
    skips = {(Path(item.source).name, item.code) for item in found if isinstance(item, Skip)}
    assert skips == {
        ("dangling", "UNREADABLE"),
        ("loop", "LINKED_FOLDER"),
        (".git", "HIDDEN"),
        (".notes", "HIDDEN"),
        ("kg-store", "STORE"),
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
