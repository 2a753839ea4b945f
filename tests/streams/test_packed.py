"""Packed files that are damaged, hostile or merely strange: each a listed skip, and what can be read is read."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from packing import COMPRESSED, PACKINGS, as_lines, counted, held, of_file, outcome, sound, tarred, zipped

from kg.articles import Article, Skip
from kg.settings import Settings

A, B = "این متن یک است", "این متن دو است"
LINES = as_lines({"id": str(number), "text": f"این متن {number} است"} for number in range(3000))


@pytest.mark.parametrize("packing", COMPRESSED)
def test_a_cut_off_stream_gives_what_is_there_and_says_so(packing: str) -> None:
    data = COMPRESSED[packing](LINES)
    found = held(data[: len(data) - 12])
    assert outcome(found)[-1:] == ["CUT_OFF"]
    assert all(isinstance(item, Article) for item in found[:-2])
    whole = held(data)
    assert len(whole) == 3000
    assert all(isinstance(item, Article) for item in whole)


def test_much_of_a_cut_off_gzip_is_read() -> None:
    data = COMPRESSED["gzip"](LINES)
    found = held(data[: len(data) // 2])
    assert sum(isinstance(item, Article) for item in found) > 1000
    assert [item.code for item in found if isinstance(item, Skip)] == ["CUT_OFF"]


@pytest.mark.parametrize("packing", COMPRESSED)
def test_a_damaged_second_member_does_not_cost_the_first(packing: str) -> None:
    pack = COMPRESSED[packing]
    first, second = as_lines([{"text": A}]), bytearray(pack(as_lines([{"text": B * 500}])))
    second[len(second) // 2 :] = bytes(byte ^ 0x5A for byte in second[len(second) // 2 :])
    found = outcome(held(pack(first) + bytes(second)))
    assert found[0] == A
    assert found[-1] in ("CORRUPT", "CUT_OFF")
    assert B not in found


@pytest.mark.parametrize("packing", COMPRESSED)
def test_what_follows_a_packed_stream_is_told_and_zero_bytes_are_not(packing: str) -> None:
    data = COMPRESSED[packing](as_lines([{"text": A}]))
    assert outcome(held(data + bytes(1024))) == [A]
    assert outcome(held(data + b"and more than that")) == [A, "CORRUPT"]


@pytest.mark.parametrize("packing", ["gzip", "bzip2", "xz", "zstd", "zip", "bzip2 zip", "lzma zip"])
def test_a_bomb_is_stopped(packing: str) -> None:
    settings = Settings(expansion_from=1_000_000, expansion=20)
    bomb = PACKINGS[packing](as_lines([{"text": A}]) + b'{"text": "' + bytes([97]) * 30_000_000 + b'"}')
    found = held(bomb, settings)
    assert outcome(found)[-1] == "BOMB"
    assert found[-1].source == "in"
    assert len(found) <= 2


def test_a_bomb_in_a_bomb_is_charged_to_the_outer_file(tmp_path: Path) -> None:
    settings = Settings(expansion_from=1_000_000, expansion=20)
    inner = zipped({f"{number}.txt": b" " * 3_000_000 for number in range(30)})
    found = of_file(tmp_path / "a.zip", zipped({"a.zip": inner, "b.txt": A.encode()}), settings)
    assert outcome(found)[-1] == "BOMB"
    assert Path(found[-1].source).name == "a.zip"
    assert len(found) < 10


def test_files_that_unfold_well_but_stay_small_are_no_bombs() -> None:
    data = as_lines([{"text": A}] * 2) + b" " * 5_000_000
    assert outcome(held(COMPRESSED["zstd"](data), Settings(record_bytes=10_000_000))) == [A, A]


def endless_blocks(blocks: int) -> bytes:
    """Return a frame of zstd that stands for so many times 128 KB of one letter, in four bytes each."""
    block = lambda last: ((128 * 1024) << 3 | 1 << 1 | last).to_bytes(3, "little") + b"a"  # noqa: E731
    return b"\x28\xb5\x2f\xfd" + b"\x00\x58" + block(0) * (blocks - 1) + block(1)


def test_the_densest_bomb_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.zst"
    path.write_bytes(endless_blocks(200_000))  # 0.8 MB for 26 GB
    _, codes, used = counted(path)
    assert codes == ["TOO_LARGE"]
    assert used < 250


def test_a_line_of_a_gigabyte_within_gzip_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    with path.open("wb") as stream:
        packer = zlib.compressobj(1, wbits=31)
        stream.write(packer.compress(b'{"text": "'))
        for _ in range(1000):
            stream.write(packer.compress(b"a" * 1_000_000))
        stream.write(packer.flush())
    _, codes, used = counted(path)
    assert codes == ["BOMB"]
    assert used < 200


def test_a_zip_is_read_member_by_member_and_bad_ones_are_listed() -> None:
    data = bytearray(zipped({"a.txt": A.encode(), "b.txt": B.encode() * 100, "c/d.txt": B.encode()}))
    place = data.index(b"b.txt") + 20
    data[place] ^= 0xFF
    found = held(bytes(data))
    assert outcome(found) == [A, "CORRUPT", B]
    assert [item.source for item in found] == ["in/a.txt", "in/b.txt", "in/c/d.txt"]


def test_encrypted_members_are_told() -> None:
    data = bytearray(zipped({"a.txt": A.encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    (skip,) = held(bytes(data))
    assert isinstance(skip, Skip)
    assert skip.code == "ENCRYPTED"


def test_an_unknown_compression_is_told() -> None:
    data = bytearray(zipped({"a.txt": A.encode()}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + place] = 97
    (skip,) = held(bytes(data))
    assert isinstance(skip, Skip)
    assert skip.code == "UNSUPPORTED"


NAMES = {
    "../../etc/passwd": "UNSAFE_NAME",
    "/etc/passwd": "UNSAFE_NAME",
    "a/../../b.txt": "UNSAFE_NAME",
    "C:\\temp\\a.txt": "UNSAFE_NAME",
    "..\\a.txt": "UNSAFE_NAME",
    ".git/config": "HIDDEN",
    "__MACOSX/._a.txt": "HIDDEN",
}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
@pytest.mark.parametrize("name", NAMES)
def test_members_with_unsafe_or_hidden_names_are_not_read(
    name: str, pack: Callable[[dict[str, bytes]], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = held(pack({name: A.encode(), "b.txt": B.encode()}))
    assert outcome(found) == [NAMES[name], B]
    assert list(tmp_path.iterdir()) == []


def test_names_of_members_are_shown_on_one_line() -> None:
    found = held(tarred({"a\n\x1b[31m" + "b" * 500 + ".txt": A.encode()}), source="x.tar")
    assert outcome(found) == [A]
    assert found[0].source.isprintable()
    assert len(found[0].source) < 400


def test_names_that_are_not_utf8() -> None:
    found = held(tarred({"\udcd3\udce1.txt": A.encode()}, tarfile.GNU_FORMAT))
    assert outcome(found) == [A]
    assert found[0].source == "in/\ufffd\ufffd.txt"
    data = zipped({"xyz.txt": A.encode()}).replace(b"xyz", b"\xd3\xe1\xc7")
    assert outcome(held(data)) == [A]
    persian = zipped({"xxyyz.txt": A.encode()}).replace(b"xxyyz", "خبر".encode()[:4] + b"1")
    assert held(persian)[0].source == "in/خب1.txt"


def test_links_and_devices_in_archives_are_not_followed() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"a{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("b.txt")
        info.size = len(A.encode())
        archive.addfile(info, io.BytesIO(A.encode()))
    assert outcome(held(stream.getvalue())) == ["NOT_A_FILE"] * 4 + [A]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("a")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", A)
    assert outcome(held(stream.getvalue())) == ["NOT_A_FILE", A]


def test_a_tar_that_is_cut_off_or_damaged_between_members() -> None:
    data = tarred({"a.txt": A.encode(), "b.txt": B.encode() * 300})
    assert outcome(held(data[: 512 * 4 + 600])) == [A, "CUT_OFF"]
    assert outcome(held(data[: 512 * 2])) == [A, "CUT_OFF"]
    damaged = bytearray(data)
    damaged[1024 + 10] ^= 0xFF
    assert outcome(held(bytes(damaged))) == [A, "CUT_OFF"]


def test_a_header_of_tar_too_large_to_be_read() -> None:
    info = tarfile.TarInfo("a" * 90)
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 5_000_000_000
    data = tarred({"a.txt": A.encode()})[:1024] + info.tobuf(tarfile.GNU_FORMAT) + bytes(2048)
    assert outcome(held(data)) == [A, "CORRUPT"]


def test_a_damaged_archive_in_an_archive_costs_only_itself() -> None:
    inner = COMPRESSED["gzip"](LINES)
    found = held(tarred({"a.gz": inner[: len(inner) // 2], "b.txt": B.encode()}))
    assert [item.source for item in found if isinstance(item, Skip)] == ["in/a.gz"]
    assert outcome(found)[-2:] == ["CUT_OFF", B]


def test_an_outer_stream_that_breaks_is_told_once() -> None:
    outer = COMPRESSED["gzip"](tarred({"a.jsonl": LINES, "b.txt": B.encode()}))
    found = held(outer[: len(outer) * 2 // 3])
    assert [(item.source, item.code) for item in found if isinstance(item, Skip)] == [("in", "CUT_OFF")]
    assert sum(isinstance(item, Article) for item in found) > 1000


def test_members_that_lie_over_one_another_are_a_bomb() -> None:
    kernel = zipped({"a": b"a" * 1000})
    end = kernel.index(b"PK\x01\x02")
    entry = kernel[end : kernel.index(b"PK\x05\x06")]
    data = kernel[:end] + entry * 500 + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(entry) * 500, end, 0)
    assert outcome(held(data)) == ["BOMB"]


def test_a_zip_that_claims_too_many_members_is_told() -> None:
    data = bytearray(zipped({"a": A.encode()}))
    place = data.index(b"PK\x05\x06") + 12
    data[place : place + 4] = (900_000_000).to_bytes(4, "little")
    assert outcome(held(bytes(data))) == ["TOO_LARGE"]


def test_a_zip_that_is_cut_off() -> None:
    data = zipped({"a.txt": A.encode()})
    (skip,) = held(data[:-30])
    assert isinstance(skip, Skip)
    assert skip.code == "CORRUPT"


def test_a_zip_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.sources import read_items

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError

    class Input:
        buffer = Pipe(zipped({"a.txt": A.encode()}))

    monkeypatch.setattr("sys.stdin", Input())
    assert outcome(read_items(["-"], Settings())) == [A]


def test_an_endless_pipe_is_measured_by_what_it_has_given(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.sources import read_items

    class Input:
        buffer = io.BytesIO(COMPRESSED["gzip"](as_lines([{"text": A}]) + b" " * 50_000_000))

    monkeypatch.setattr("sys.stdin", Input())
    found = list(read_items(["-"], Settings(expansion_from=1_000_000, expansion=20)))
    assert outcome(found)[-1] == "BOMB"
    assert found[-1].source == "standard input"


def test_too_much_memory_for_a_window_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=30, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = packer.compress(as_lines([{"text": A}])) + packer.flush()
    assert outcome(held(data)) == ["CORRUPT"]


@examples(max_examples=150)
@given(st.sampled_from(sorted(PACKINGS)), st.data())
def test_any_damage_gives_articles_and_skips(packing: str, data: st.DataObject) -> None:
    packed = bytearray(PACKINGS[packing](as_lines([{"text": A}, {"text": B}])))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(packed)))
    assert sound(held(bytes(packed[:cut])))
