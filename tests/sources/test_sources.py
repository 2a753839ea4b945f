"""What a source is, is told by its content; strange files and folders are listed, and the rest is read."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import raw, rows
from packing import PACKINGS, Long, as_lines, held, of_file, outcome, tarred, zipped

from kg.articles import Article, Page, Skip
from kg.records import open_json
from kg.settings import Settings
from kg.sources import kind_of, read_articles, read_bytes, read_items
from kg.streams import opened

A, B = "این متن یک است", "این متن دو است"
PAGE = b"<!doctype html><html><body><p>...</p></body></html>"


@pytest.mark.parametrize("row", rows(Path(__file__).parent / "data" / "kinds.tsv"), ids=lambda row: row["name"])
def test_kinds_are_told_by_content(row: dict[str, str]) -> None:
    assert kind_of(raw(row["bytes"] or ""), Settings()) == row["kind"]


def test_the_old_tar_has_no_mark_but_its_checksum() -> None:
    header = bytearray(tarred({"a.txt": b"x"}))
    header[257:265] = bytes(8)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    assert kind_of(bytes(header), Settings()) == "tar"
    assert outcome(held(bytes(header))) == ["UNKNOWN_LANGUAGE"]


OFFICE = {
    "xl/workbook.xml": "save the sheet as CSV",
    "word/document.xml": "plain text",
    "ppt/presentation.xml": "plain text",
}


@pytest.mark.parametrize("name", OFFICE)
def test_office_files_are_one_skip_that_says_what_to_do(name: str) -> None:
    (skip,) = held(zipped({"[Content_Types].xml": b"<x/>", name: b"<x/>", "a.txt": A.encode()}))
    assert isinstance(skip, Skip)
    assert skip.code == "BINARY"
    assert OFFICE[name] in skip.reason


def test_books_and_open_documents_are_one_skip_too() -> None:
    for name in ("META-INF/container.xml", "content.xml"):
        assert outcome(held(zipped({"mimetype": b"application/x", name: b"<x/>", "a.txt": A.encode()}))) == ["BINARY"]


def test_a_pdf_is_told_what_it_is() -> None:
    (skip,) = held(b"%PDF-1.7\n%\xe2\xe3")
    assert isinstance(skip, Skip)
    assert "PDF" in skip.reason


def test_pages_stay_pages_until_they_are_read(tmp_path: Path) -> None:
    assert of_file(tmp_path / "a.txt", PAGE) == [Page(PAGE, str(tmp_path / "a.txt"))]
    assert not any(isinstance(item, Page) for item in read_articles([tmp_path], Settings()))


def test_a_page_saved_as_one_file_and_a_feed_are_opened() -> None:
    saved = b"From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    (page,) = held(saved + b"Content-Type: text/html\n\n" + PAGE + b"\n--b--\n")
    assert isinstance(page, Page)
    assert page.data.strip() == PAGE
    feed = f"<rss version='2.0'><channel><item><guid>a</guid><description>{A}</description></item></channel></rss>"
    assert outcome(held(PACKINGS["zip"](feed.encode()))) == [A]
    assert outcome(held(feed.encode(), Settings(feed_bytes=50))) == ["TOO_LARGE"]


def test_a_fetched_body_keeps_its_address_and_character_set() -> None:
    url = "https://news.example/1"
    settings = Settings()
    (page,) = read_bytes(PAGE, url, settings, url, "text/html; charset=windows-1256")
    assert page == Page(PAGE, url, url, "windows-1256")
    (page,) = read_bytes(PACKINGS["gzip"](PAGE), url, settings, url, "", "utf-8")
    assert page == Page(PAGE, url, url, "utf-8")
    (article,) = read_bytes(
        "وزير اين متن را گفت".encode("cp1256"), url, settings, url, "text/plain; charset=windows-1256"
    )
    assert isinstance(article, Article)
    assert (article.url, article.encoding) == (url, "windows-1256")
    (page,) = read_bytes("متن <b>است".encode(), url, settings, url, "text/html")
    assert isinstance(page, Page)
    (article,) = read_bytes(as_lines([{"text": A}]), url, settings, url, "application/json")
    assert isinstance(article, Article)
    assert article.url is None


def test_json_lines_in_utf16() -> None:
    found = held(as_lines([{"text": A}, {"text": B}]).decode().encode("utf-16"))
    assert outcome(found) == [A, B]
    assert isinstance(found[0], Article)
    assert found[0].encoding == "utf-16-le"


def test_json_lines_of_which_some_are_in_windows_1256() -> None:
    line = json.dumps({"text": "وزير اين متن را گفت"}, ensure_ascii=False).encode("cp1256")
    found = held(as_lines([{"text": A}]) + line + b"\n" + as_lines([{"text": B}]))
    assert outcome(found) == [A, "وزير اين متن را گفت", B]
    assert isinstance(found[1], Article)
    assert (found[1].encoding, bool(found[1].notes)) == ("windows-1256", True)


def test_a_text_in_windows_1256_and_one_in_broken_utf8_are_read_and_noted() -> None:
    (article,) = held("وزير اين متن را گفت".encode("cp1256"))
    assert isinstance(article, Article)
    assert (article.text, article.encoding, len(article.notes)) == ("وزير اين متن را گفت", "windows-1256", 1)
    (article,) = held(A.encode() + b"\xd9 " + B.encode())
    assert isinstance(article, Article)
    assert (article.text, article.encoding, len(article.notes)) == (A + "\ufffd " + B, "utf-8", 1)


def test_a_json_list_over_the_limit_says_what_to_do() -> None:
    (skip,) = held(json.dumps([{"text": A}] * 100).encode(), Settings(record_bytes=500))
    assert isinstance(skip, Skip)
    assert (skip.code, "JSON Lines" in skip.reason) == ("TOO_LARGE", True)


def test_a_json_line_of_a_gigabyte_is_one_record_too_large() -> None:
    settings = Settings(record_bytes=1_000_000)
    line = json.dumps({"text": A}, ensure_ascii=False).encode() + b"\n"
    stream = Long(line + b'{"text": "', 1000, b'"}\n' + line)
    tracemalloc.start()
    found = outcome(open_json(opened(stream, "in", settings, size=None), "in", settings))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [A, "TOO_LARGE", A]
    assert peak < 20_000_000


def test_a_text_of_a_gigabyte_is_too_large_without_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BufferedReader(Long(A.encode(), 1000, b""))

    monkeypatch.setattr("sys.stdin", Input())
    tracemalloc.start()
    assert outcome(read_items(["-"], Settings(record_bytes=1_000_000))) == ["TOO_LARGE"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def grown(items: Iterator[object], path: Path) -> list[object]:
    """Read items while their file grows behind the first."""
    first = next(items)
    with path.open("ab") as stream:
        stream.write(as_lines([{"text": B}]))
    return [first, *items]


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines([{"text": A}]))
    (tmp_path / "b.txt").write_text(B, encoding="utf-8")
    found = grown(read_items([tmp_path], Settings()), path)
    skips = [item for item in found if isinstance(item, Skip)]
    assert [(Path(skip.source).name, skip.code) for skip in skips] == [("a.jsonl", "CHANGED")]
    assert isinstance(found[-1], Article)


def test_a_zip_that_is_cut_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{number}.txt": A.encode() * 500 for number in range(50)}, 0))
    items = read_items([path], Settings())
    next(items)
    os.truncate(path, 100)
    codes = [item.code for item in items if isinstance(item, Skip)]
    assert codes[-1] == "CHANGED"


def test_pipes_devices_and_unreadable_things_are_listed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "text").write_text(A, encoding="utf-8")
    found = list(read_items([tmp_path], Settings()))
    assert sorted(outcome(found)) == sorted(["UNREADABLE"] * 4 + [A])


def test_a_file_that_cannot_be_opened_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(A, encoding="utf-8")
    really = os.open

    def refusing(path: Path, *rest: object) -> int:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return really(path, *rest)

    monkeypatch.setattr("kg.sources.reading.os.open", refusing)
    assert outcome(read_items([tmp_path], Settings())) == ["UNREADABLE", A]


def test_a_pipe_that_took_the_place_of_a_file_does_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr("kg.sources.walking._is", lambda test: test.__name__ == "is_file")
    assert outcome(read_items([tmp_path / "pipe"], Settings())) == ["UNREADABLE"]


def test_names_that_are_not_utf8_are_read_and_shown(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"\xd3\xe1")  # noqa: PTH118 - a name of bytes
    os.mkdir(folder)  # noqa: PTH102
    with open(os.path.join(folder, b"\xc7.txt"), "wb") as stream:  # noqa: PTH118, PTH123
        stream.write(A.encode())
    (found,) = read_items([tmp_path], Settings())
    assert isinstance(found, Article)
    assert found.source.endswith("\ufffd\ufffd/\ufffd.txt")


def test_folders_deeper_than_the_system_can_name(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(A, encoding="utf-8")
    here = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(tmp_path)
        for _ in range(20):
            os.mkdir("d" * 250)  # noqa: PTH102
            os.chdir("d" * 250)
    finally:
        os.chdir(here)
    found = list(read_items([tmp_path], Settings()))
    assert outcome(found) == [A, "UNREADABLE"]
