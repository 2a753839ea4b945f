"""Web archives: pages and texts come out with their addresses; the rest is counted; damage costs one record."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from packing import answer, counted, held, of_file, outcome, sound, warc

from kg.articles import Article, Page, Skip
from kg.settings import Settings

PAGE = "<!doctype html><html><body><p>این متن است</p></body></html>"
A, B = "این متن یک است", "این متن دو است"
URL = "https://news.example/1"
TEXT = "text/plain; charset=utf-8"


def only(data: bytes, settings: Settings | None = None) -> Page | Article | Skip:
    (item,) = held(data, settings)
    return item


def chunked(data: bytes) -> bytes:
    pieces = [data[start : start + 7] for start in range(0, len(data), 7)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def raw_deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_page_keeps_its_bytes_address_and_character_set(packed: bool) -> None:
    body = PAGE.encode("cp1256", "replace")
    page = only(warc([answer(URL, body, "text/html; charset=windows-1256")], packed))
    assert page == Page(body, f"in#{URL}", URL, "windows-1256")


def test_texts_are_articles_at_once() -> None:
    found = held(warc([answer(URL, A.encode(), TEXT), answer(URL, B.encode(), TEXT, kind="conversion")]))
    assert outcome(found) == [A, B]
    assert [item.url for item in found if isinstance(item, Article)] == [URL, URL]


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_records_without_an_answer_of_a_server(kind: str) -> None:
    page = only(warc([answer("file:///a.html", PAGE.encode(), kind=kind)]))
    assert isinstance(page, Page)
    assert (page.url, page.data) == (None, PAGE.encode())


BODIES = {
    "gzip": ({"Content_Encoding": "gzip"}, gzip.compress),
    "x-gzip": ({"Content_Encoding": "x-gzip"}, gzip.compress),
    "deflate": ({"Content_Encoding": "deflate"}, zlib.compress),
    "raw deflate": ({"Content_Encoding": "deflate"}, raw_deflated),
    "zstd": ({"Content_Encoding": "zstd"}, zstandard.compress),
    "chunked": ({"Transfer_Encoding": "chunked"}, chunked),
    "chunked gzip": (
        {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        lambda data: chunked(gzip.compress(data)),
    ),
    "twice": ({"Content_Encoding": "deflate, gzip"}, lambda data: gzip.compress(zlib.compress(data))),
    "unpacked before": ({"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}, bytes),
    "unpacked from brotli before": ({"Content_Encoding": "br"}, bytes),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_unpacked_as_they_were_sent(name: str) -> None:
    headers, pack = BODIES[name]
    page = only(warc([answer(URL, pack(PAGE.encode()), **headers)]))
    assert isinstance(page, Page)
    assert page.data == PAGE.encode()


def test_what_is_no_page_is_counted() -> None:
    others = [
        *(answer(URL, b"GIF89a", "image/gif") for _ in range(5)),
        *(answer(URL, PAGE.encode(), status="404 Not Found") for _ in range(3)),
        answer(URL, PAGE.encode(), status="301 Moved"),
        answer(URL, b"", kind="revisit"),
        answer(URL, b"{}", "application/json"),
        answer(URL, b"\x00\x01\x02" * 50, "text/plain"),
        answer(URL, b"\x8b\x02\x80packed", Content_Encoding="br"),
        answer(URL, b"  "),
    ]
    found = held(warc([answer(URL, PAGE.encode()), *others, answer(URL, A.encode(), TEXT)]))
    assert outcome(found[:2]) == [PAGE, A]
    counted = {item.code: int(item.reason.split()[0]) for item in found[2:] if isinstance(item, Skip)}
    assert counted == {"OTHER": 7, "NOT_OK": 4, "REVISIT": 1, "UNSUPPORTED": 1, "EMPTY": 1}
    assert {item.source for item in found[2:]} == {"in"}


def test_requests_and_notes_of_the_crawler_are_no_skips() -> None:
    data = warc([answer("a", b"software: x", "application/warc-fields", kind="warcinfo"), answer(URL, PAGE.encode())])
    assert outcome(held(data)) == [PAGE]


def test_records_that_the_crawler_cut_off_are_counted() -> None:
    data = warc([answer(URL, PAGE.encode())]).replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type")
    assert outcome(held(data)) == ["CUT_OFF"]


def test_an_archive_that_ends_within_a_record() -> None:
    data = warc([answer(URL, PAGE.encode()), answer(URL, PAGE.encode())])
    assert outcome(held(data[:-30])) == [PAGE, "CUT_OFF"]
    packed = warc([answer(URL, PAGE.encode()), answer(URL, PAGE.encode())], packed=True)
    found = held(packed[:-30])
    assert outcome(found) == [PAGE, "CUT_OFF"]
    assert found[1].source == "in"


def test_a_wrong_length_costs_one_record() -> None:
    one = warc([answer(URL, PAGE.encode())])
    length = one[one.index(b"Content-Length: ") :].split(b"\r\n")[0]
    for wrong in (b"Content-Length: 20", b"Content-Length: x", b"Content-Length: -5", b"X: y"):
        found = outcome(held(one + one.replace(length, wrong) + one))
        assert found.count(PAGE) == 2
        assert len(found) >= 3


def test_a_length_beyond_all_that_is_there() -> None:
    one = warc([answer(URL, PAGE.encode())])
    length = one[one.index(b"Content-Length: ") :].split(b"\r\n")[0]
    found = held(one + one.replace(length, b"Content-Length: 99999999999999"))
    assert outcome(found) == [PAGE, "TOO_LARGE"]


def test_headers_without_end_cost_one_record() -> None:
    one = warc([answer(URL, PAGE.encode())])
    long = b"WARC/1.0\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n"
    many = b"WARC/1.0\r\n" + b"X: y\r\n" * 400_000 + b"\r\n"
    for bad in (long, many):
        found = outcome(held(one + bad + one))
        assert found.count(PAGE) == 2
        assert "BAD_RECORD" in found


def test_rubbish_between_records_is_told() -> None:
    one = warc([answer(URL, PAGE.encode())])
    assert outcome(held(one + b"rubbish\nand more\n" + one)) == [PAGE, "CORRUPT", PAGE]


def test_a_bomb_within_a_record_is_too_large() -> None:
    bomb = answer(URL, gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")
    found = held(warc([bomb, answer(URL, PAGE.encode())]))
    assert outcome(found) == ["TOO_LARGE", PAGE]
    assert outcome(held(warc([bomb] * 20), Settings(expansion_from=20_000_000)))[-1] == "BOMB"


def test_a_damaged_body_costs_one_record() -> None:
    bad = answer(URL, gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip")
    found = held(warc([bad, answer(URL, PAGE.encode())]))
    assert outcome(found) == ["CUT_OFF", PAGE]
    assert found[0].source == f"in#{URL}"


def test_addresses_are_shown_on_one_line() -> None:
    data = warc([answer(URL, PAGE.encode())]).replace(URL.encode(), b"<https://news.example/\x1b[31m>")
    assert only(data).source.isprintable()


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    used = []
    for size in (300, 6000):
        path = tmp_path / f"{size}.warc.gz"
        body = PAGE.encode() * 300
        path.write_bytes(warc((answer(f"{URL}{number}", body) for number in range(size)), packed=True))
        count, _, megabytes = counted(path)
        assert count == size
        used.append(megabytes)
    assert used[1] <= used[0] * 1.2


@examples(max_examples=200)
@given(st.booleans(), st.data())
def test_any_damage_gives_items(packed: bool, data: st.DataObject) -> None:
    archive = bytearray(
        warc([answer(URL, PAGE.encode()), answer(URL, chunked(A.encode()), TEXT, Transfer_Encoding="chunked")], packed)
    )
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(8, len(archive) - 1))] = data.draw(st.integers(0, 255))
    assert sound(held(bytes(archive[: data.draw(st.integers(8, len(archive)))])))


def test_an_archive_from_disk(tmp_path: Path) -> None:
    stream = io.BytesIO(warc([answer(URL, PAGE.encode())], packed=True))
    assert outcome(of_file(tmp_path / "a", stream.getvalue())) == [PAGE]
