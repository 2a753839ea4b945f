"""What one who asks may take: time, memory, rows, bytes, turns; each limit has its code, and others are not harmed."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from server_kit import Answer, Served, copied, ingested, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?b != ?e) }"
HUNGRY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }"
SHORT = "SELECT * { ?s a ?class } LIMIT 3"


@pytest.fixture(scope="module")
def tight(made: Path) -> Iterator[Served]:
    """Start a server with small limits."""
    with serving(made, "--seconds", "1.5", "--rows", "50", "--memory", "1000", "--processes", "4") as server:
        yield server


def is_well(server: Served) -> bool:
    answer = server.sparql(SHORT)
    return answer.status == 200 and len(json.loads(answer.body)["results"]["bindings"]) == 3


def test_the_limits_are_stated_in_the_answer(tight: Served) -> None:
    told = tight.sparql(SHORT).headers["kg-limits"]
    assert told == "seconds=1.5, rows=50, bytes=64000000, memory=1000000000"


def test_a_query_without_end_is_ended(tight: Served) -> None:
    answer = tight.sparql(ENDLESS)
    assert (answer.status, answer.code) == (422, "time-limit")
    assert is_well(tight)


def test_a_client_may_ask_for_a_shorter_time_not_for_a_longer_one(tight: Served) -> None:
    answer = tight.sparql(ENDLESS, timeout="0.2")
    assert (answer.status, answer.code) == (422, "time-limit")
    assert tight.sparql(SHORT, timeout="900").headers["kg-limits"].startswith("seconds=1.5,")


def test_a_hungry_query_is_ended(made: Path) -> None:
    with serving(made, "--seconds", "60", "--memory", "100", "--processes", "3") as server:
        answer = server.sparql(HUNGRY)
        assert (answer.status, answer.code) == (422, "memory-limit")
        assert is_well(server)


@pytest.mark.parametrize(
    "accept",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_too_many_rows_are_no_answer_unless_a_part_is_asked_for(tight: Served, accept: str) -> None:
    everything = "SELECT ?s ?p ?o { ?s ?p ?o }"
    answer = tight.sparql(everything, accept)
    assert (answer.status, answer.code) == (422, "row-limit")
    part = tight.sparql(everything, accept, partial="1")
    assert (part.status, part.headers["kg-partial"]) == (200, "rows=50")
    assert part.headers["content-type"].startswith(accept)


@pytest.mark.parametrize(
    ("query", "rows", "cut"),
    [
        ("SELECT ?s { ?s ?p ?o } LIMIT 50", 50, False),
        ("SELECT ?s { ?s ?p ?o } LIMIT 51", 50, True),
        ("SELECT ?s { ?s ?p ?o } OFFSET 5 LIMIT 9", 9, False),
        ("SELECT ?s { ?s ?p ?o } LIMIT 70 OFFSET 5", 50, True),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 60 } }", 50, True),
        ("SELECT ?x { } VALUES ?x { 1 2 3 }", 3, False),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } # no end of line", 1, False),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n)", 50, True),
    ],
)
def test_only_what_is_more_than_allowed_is_cut(tight: Served, query: str, rows: int, cut: bool) -> None:
    answer = tight.sparql(query, partial="1")
    assert answer.status == 200, answer.text
    assert len(json.loads(answer.body)["results"]["bindings"]) == rows
    assert ("kg-partial" in answer.headers) is cut
    assert (tight.sparql(query).status == 422) is cut


@pytest.mark.parametrize(("format_", "rows"), [("json", 50), ("csv", 50), ("table", 50)])
def test_a_long_answer_to_a_question_is_cut_in_the_same_way(tight: Served, format_: str, rows: int) -> None:
    answer = tight.ask(f"/ask/unused-sentences?format={format_}")
    assert (answer.status, answer.code) == (422, "row-limit")
    part = tight.ask(f"/ask/unused-sentences?format={format_}&partial=1")
    assert (part.status, part.headers["kg-partial"]) == (200, f"rows={rows}")
    assert part.text.count("article/") == rows
    whole = tight.ask("/ask/agreements-per-year?partial=1")
    assert whole.status == 200
    assert "kg-partial" not in whole.headers


def test_too_many_triples_are_no_answer_either(tight: Served) -> None:
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert tight.sparql(everything, "text/turtle").code == "row-limit"
    part = tight.sparql(everything, "application/n-triples", partial="1")
    assert (part.status, part.text.count("\n"), part.headers["kg-partial"]) == (200, 50, "rows=50")


def test_a_large_request_is_refused_before_it_is_read(served: Served) -> None:
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    answer = served.raw(f"{head}Content-Length: 900000000000\r\n\r\n".encode())
    assert b" 413 " in answer.splitlines()[0]
    assert b"too-large" in answer
    chunks = b"20000\r\n" + b"x" * 0x20000 + b"\r\n"
    sent = f"{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode() + chunks * 9 + b"0\r\n\r\n"
    assert b" 413 " in served.raw(sent).splitlines()[0]


def test_the_head_of_a_request_has_an_end(served: Served) -> None:
    assert served.raw(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 400_000, timeout=15) == b""
    assert is_well(served)


@pytest.mark.parametrize(("numbers", "method"), [(6_000, "GET"), (30_000, "POST")])
def test_long_queries_are_read(served: Served, numbers: int, method: str) -> None:
    values = " ".join(str(number) for number in range(numbers))
    query = f"SELECT (COUNT(?x) AS ?n) {{ VALUES ?x {{ {values} }} }}"
    headers = {"Content-Type": "application/sparql-query"}
    answer = served.sparql(query) if method == "GET" else served.ask("/sparql", "POST", query, headers)
    assert f'"{numbers}"' in answer.text


def test_the_work_for_one_who_went_away_is_ended(made: Path) -> None:
    with serving(made, "--seconds", "300", "--processes", "2") as server:
        before = set(server.processes())
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                time.sleep(0.5)
        for _ in range(100):
            now = set(server.processes())
            if len(now) == len(before) and len(now - before) >= 1:
                break
            time.sleep(0.1)
        assert len(set(server.processes()) - before) >= 1
        assert is_well(server)


def test_short_questions_are_answered_while_long_ones_run(made: Path) -> None:
    found: list[Answer] = []
    with serving(made, "--seconds", "8", "--processes", "4") as server:
        threads = [threading.Thread(target=lambda: found.append(server.sparql(ENDLESS))) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        assert all(is_well(server) for _ in range(20))
        for thread in threads:
            thread.join()
    assert {(answer.status, answer.code) for answer in found} == {(422, "time-limit"), (503, "busy")}
    assert {answer.headers.get("retry-after") for answer in found if answer.status == 503} == {"5"}


def test_a_client_may_ask_so_often(made: Path) -> None:
    with serving(made, "--rate", "2", "--limit-local") as server:
        answers = [server.sparql("ASK {}") for _ in range(140)]
        late = [answer for answer in answers if answer.status == 429]
        assert late
        assert late[0].code == "too-many-requests"
        assert int(late[0].headers["retry-after"]) >= 1
        assert all(answer.status == 200 for answer in answers[:90])


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_the_server_ends(made: Path, told: signal.Signals) -> None:
    with serving(made) as server:
        pids = server.processes()
        assert len(pids) > 3
        server.process.send_signal(told)
        assert server.process.wait(20) in {0, 130, -told}
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_killed_workers_come_back(made: Path) -> None:
    with serving(made, "--processes", "3") as server:
        for pid in server.processes()[2:]:
            os.kill(pid, signal.SIGKILL)
        answers = [server.sparql(SHORT).status for _ in range(20)]
        assert answers == [200] * 20


def test_a_changed_store_is_seen(made: Path, tmp_path: Path) -> None:
    store = copied(made, tmp_path / "store")
    with serving(store) as server:
        count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a a <https://w3id.org/agreements-kg/ontology#Article> } }"
        before = server.sparql(count)
        headers = {"If-None-Match": before.headers["etag"], "Accept": "application/sparql-results+json"}
        assert server.ask(f"/sparql?query={quote(count)}", headers=headers).status == 304
        text = tmp_path / "new.txt"
        text.write_text("تفاهم‌نامه وزارت نیرو و استانداری گیلان در رشت امضا شد.\n", "utf-8")
        ingested(text, store)
        time.sleep(1.2)
        after = server.sparql(count)
        assert after.body != before.body
        assert after.headers["etag"] != before.headers["etag"]


def test_a_store_that_vanishes_is_told_by_everybody(made: Path, tmp_path: Path) -> None:
    store = copied(made, tmp_path / "store")
    with serving(store, "--processes", "3", "--cache", "0") as server:
        assert is_well(server)
        store.rename(tmp_path / "away")
        time.sleep(1.2)
        assert {server.sparql(SHORT).status for _ in range(6)} == {503}
        (tmp_path / "away").rename(store)
        time.sleep(1.2)
        assert is_well(server)


def test_an_answer_that_is_taken_slowly_comes_whole(served: Served) -> None:
    values = " ".join(str(number) for number in range(3_000))
    query = f"SELECT * {{ VALUES ?a {{ {values} }} BIND('{'x' * 2_000}' AS ?b) }}"
    body = served.ask("/sparql", "POST", query, {"Content-Type": "application/sparql-query"}).body
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query"
        connection.sendall(f"{head}\r\nContent-Length: {len(query)}\r\n\r\n{query}".encode())
        received = 0
        while part := connection.recv(262_144):
            received += len(part)
            time.sleep(0.01)
    assert received > len(body) > 6_000_000
