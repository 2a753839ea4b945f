"""The storms would notice what they look for: a connection, a file that is read, a wrong answer, memory that grows."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from grammar import Writer
from queries_kit import Untouched
from served import growth
from storm import Case, fault
from wire import Answer

from kg.errors import QueryError
from kg.query import check


def noticed(untouched: Untouched) -> list[str]:
    until = time.monotonic() + 10
    while not untouched.touched and time.monotonic() < until:
        time.sleep(0.02)
    return untouched.touched


def test_a_connection_is_noticed(tmp_path: Path) -> None:
    with Untouched(tmp_path) as untouched:
        socket.create_connection(("127.0.0.1", urlsplit(untouched.iris[0]).port or 0)).close()
        assert "connection" in noticed(untouched)[0]


def test_a_reader_of_the_pipe_is_noticed(tmp_path: Path) -> None:
    with Untouched(tmp_path) as untouched, untouched.pipe.open("rb"):
        assert noticed(untouched) == ["a reader of the pipe"]


def test_an_engine_that_loads_files_is_noticed(tmp_path: Path) -> None:
    with Untouched(tmp_path) as untouched:
        iri = next(iri for iri in untouched.iris if iri.endswith("canary.nt"))
        store = pyoxigraph.Store()
        store.load(path=iri.removeprefix("file://"))
        assert "no-query-may-read-this" in str(next(iter(store)))


CASE = Case("good", b"", frozenset({200, 400}), lambda answer: answer.body == b"right")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(200, {}, b"right"), ""),
        (Answer(400, {}, b"short"), ""),
        (Answer(200, {}, b"wrong"), "wrong answer"),
        (Answer(500, {}, b""), "status"),
        (Answer(0, {}, b""), "status"),
        (Answer(400, {}, b"x" * 2000), "long message"),
        (Answer(400, {}, b"Traceback (most recent call last)"), "tells of the machine"),
        (Answer(400, {}, b"/tmp/kg-store/quads"), "tells of the machine"),
        (Answer(200, {"x-soak": "1"}, b"right"), "header or script injected"),
        (Answer(400, {"content-type": "text/html"}, b"<script>alert(1)"), "header or script injected"),
    ],
)
def test_a_wrong_answer_is_noticed(answer: Answer, why: str) -> None:
    assert fault(CASE, answer) == why


@pytest.mark.parametrize(
    ("values", "grown"),
    [([5] * 30, 0), (list(range(30)), 10), ([1] * 20 + [9] * 10, 8), ([1, 1, 1, 9] * 9, 0), ([7], 0)],
)
def test_growing_memory_is_noticed(values: list[int], grown: int) -> None:
    assert growth(values) == grown


def test_queries_are_the_same_for_the_same_seed_and_of_all_kinds() -> None:
    first, second = (Writer("seed", ["http://127.0.0.1:9/"]) for _ in range(2))
    made = [first.query() for _ in range(400)]
    assert made == [second.query() for _ in range(400)]
    assert {way for _, way in made} == {"valid", "mutated", "cut", "deep", "huge", "reaching"}


def test_most_valid_queries_are_taken_by_guard_and_engine() -> None:
    writer, store, taken = Writer("valid", ["x:y"]), pyoxigraph.Store(), 0
    for _ in range(200):
        text = writer.valid()
        try:
            check(text)
            store.query(text)
        except (QueryError, SyntaxError):
            continue
        taken += 1
    assert taken > 150
