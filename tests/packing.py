"""Records written in every form that can be read, and bytes packed in every way that can be unpacked."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.articles import Article, Item, Skip
from kg.settings import Settings
from kg.sources import read_bytes, read_items

Record = Mapping[str, str]
_ONE_LINE = re.compile(r".{1,700}")


def as_lines(records: Iterable[Record]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_list(records: Iterable[Record]) -> bytes:
    return json.dumps(list(records), ensure_ascii=False).encode()


def as_table(records: Iterable[Record], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    rows = list(records)
    stream = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(stream, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def as_parquet(records: Iterable[Record], **options: object) -> bytes:
    rows = list(records)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return parquet({name: [row.get(name) for row in rows] for name in names}, **options)


def parquet(columns: Mapping[str, object], **options: object) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), stream, **options)
    return stream.getvalue()


def as_warc(records: Iterable[Record]) -> bytes:
    return warc(answer(record["url"], record["text"].encode(), "text/plain; charset=utf-8") for record in records)


Answer = Callable[[WARCWriter], object]


def answer(  # what a server said, as an archive keeps it
    url: str,
    body: bytes,
    content_type: str = "text/html",
    status: str = "200 OK",
    kind: str = "response",
    **headers: str,
) -> Answer:
    said = [("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
    http = StatusAndHeaders(status, said, protocol="HTTP/1.1") if kind in ("response", "revisit") else None
    always = {"WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>", "WARC-Date": "2021-10-04T10:00:00Z"}
    return lambda writer: writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        http_headers=http,
        warc_content_type=content_type if http is None else "",
        warc_headers_dict=always,
    )


class _Writer(WARCWriter):
    """A writer that leaves no temporary file open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def warc(answers: Iterable[Answer], packed: bool = False) -> bytes:
    """Return a web archive; packed as its makers do, each record in a gzip member of its own."""
    stream = io.BytesIO()
    writer = _Writer(stream, gzip=packed)
    for one in answers:
        writer.write_record(one(writer))
    return stream.getvalue()


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def in_pieces(pack: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return a packing in two members after one another."""
    return lambda data: pack(data[: len(data) // 2]) + pack(data[len(data) // 2 :])


COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    **COMPRESSED,
    **{f"{name} in pieces": in_pieces(pack) for name, pack in COMPRESSED.items()},
    "zip": lambda data: zipped({"news/a": data}),
    "stored zip": lambda data: zipped({"a": data}, zipfile.ZIP_STORED),
    "bzip2 zip": lambda data: zipped({"a": data}, zipfile.ZIP_BZIP2),
    "lzma zip": lambda data: zipped({"a": data}, zipfile.ZIP_LZMA),
    "tar": lambda data: tarred({"./news/a": data}),
    "gnu tar": lambda data: tarred({"a" * 150: data}, tarfile.GNU_FORMAT),
    "old tar": lambda data: tarred({"a": data}, tarfile.USTAR_FORMAT),
}


def held(data: bytes, settings: Settings | None = None, source: str = "in") -> list[Item]:
    return list(read_bytes(data, source, settings or Settings()))


class Long(io.RawIOBase):
    """A table with one line of a gigabyte, made while it is read."""

    def __init__(self, start: bytes, megabytes: int, end: bytes) -> None:
        self._pieces = self._made(start, megabytes, end)
        self._rest = b""

    @staticmethod
    def _made(start: bytes, megabytes: int, end: bytes) -> Iterator[bytes]:
        yield start
        for _ in range(megabytes):
            yield b"a" * 1_000_000
        yield end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


COUNTING = """
import re, sys
from kg.articles import Skip
from kg.sources import read_items
from kg.settings import Settings
read, codes = 0, []
for item in read_items([sys.argv[1]], Settings()):
    read += not isinstance(item, Skip)
    codes += [item.code] if isinstance(item, Skip) else []
with open("/proc/self/status") as status:
    print(read, ",".join(codes), int(re.search("VmHWM: *([0-9]+)", status.read().replace("\\t", " "))[1]) // 1024, sep=";")
"""


def counted(path: Path) -> tuple[int, list[str], int]:
    """Read a file in a process of its own; return how many items, the codes of its skips, and its most megabytes.

    The size of the process is asked of Linux: getrusage would count that of the one it was forked from.
    """
    root = str(Path(__file__).parents[1])
    command = [sys.executable, "-c", COUNTING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": root})
    read, codes, megabytes = done.stdout.strip().split(";")
    return int(read), codes.split(",") if codes else [], int(megabytes)


def of_file(path: Path, data: bytes, settings: Settings | None = None) -> list[Item]:
    path.write_bytes(data)
    return list(read_items([path], settings or Settings()))


def bare(items: Iterable[Item]) -> list[Item]:
    """Return the items without their sources, which tell in what they lay."""
    return [replace(item, source="") for item in items]


def outcome(items: Iterable[Item]) -> list[str]:
    """Return the text of each article or page and the code of each skip."""
    return [told(item) for item in items]


def told(item: Item) -> str:
    if isinstance(item, Skip):
        return item.code
    return item.text if isinstance(item, Article) else item.data.decode("utf-8", "replace")


def sound(items: Iterable[Item], source: str = "in") -> bool:
    """Say whether each item names its source, and each skip a code and a reason of one line, not too long."""
    return all(
        item.source.startswith(source)
        and (
            not isinstance(item, Skip)
            or bool(re.fullmatch(r"[A-Z0-9_]+", item.code) and _ONE_LINE.fullmatch(item.reason))
        )
        for item in items
    )
