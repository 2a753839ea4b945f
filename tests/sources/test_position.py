"""How far reading has come is told in bytes of the files, packed or not; of a stream it is unknown."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.settings import Settings
from kg.sources import Position, read_items

LINES = b"".join(
    b'{"id": "%d", "text": "the ministry and the university signed"}\n' % number for number in range(20_000)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINES))
    (tmp_path / ".hidden").write_bytes(LINES)
    return tmp_path


def test_the_fraction_grows_from_nothing_to_the_whole(folder: Path) -> None:
    position = Position([folder])
    seen = [position.fraction for _ in read_items([folder], Settings(), position)]
    assert seen == sorted(seen)
    assert seen[0] < 0.2
    assert seen[20_000] > 0.8
    assert position.fraction == 1.0


@pytest.mark.parametrize("sources", [[], ["-"], ["https://news.example/rss"]])
def test_of_a_stream_it_is_unknown(sources: list[str]) -> None:
    assert Position(sources).fraction == 0.0
