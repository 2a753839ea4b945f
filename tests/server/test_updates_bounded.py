"""An update has the limits of a query, harms nobody, and can pass for nothing that an article says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from server_kit import TOKEN, Answer, Served, copied, serving

from kg.settings import BASE_IRI

NOTES = f"{BASE_IRI}graph/user/notes"
ENDLESS = f"INSERT {{ GRAPH <{NOTES}> {{ ?a <urn:p> ?c }} }} WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}"
SHORT = f'INSERT DATA {{ GRAPH <{NOTES}> {{ <urn:a> <urn:b> "یادداشت" }} }}'
THERE = f"ASK {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def writable(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store = copied(made, tmp_path_factory.mktemp("writable") / "store")
    with serving(store, "--writable", "--seconds", "4", "--memory", "300", "--processes", "3") as server:
        yield server


def update(server: Served, text: str) -> Answer:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    return server.ask("/sparql", "POST", text, headers)


def test_an_update_without_end_is_ended_and_leaves_nothing(writable: Served) -> None:
    answer = update(writable, ENDLESS)
    assert (answer.status, answer.code) in ((422, "time-limit"), (422, "memory-limit"))
    assert '"boolean":false' in writable.sparql(THERE).text
    assert update(writable, SHORT).status == 204
    assert '"boolean":true' in writable.sparql(THERE).text
    assert update(writable, f"DROP GRAPH <{NOTES}>").status == 204


def test_questions_are_answered_meanwhile(writable: Served) -> None:
    found: list[Answer] = []
    thread = threading.Thread(target=lambda: found.append(update(writable, ENDLESS)))
    thread.start()
    assert all(writable.sparql("ASK {}").status == 200 for _ in range(20))
    thread.join()
    assert found[0].status == 422


def test_the_server_ends_while_an_update_runs(made: Path, tmp_path: Path) -> None:
    store = copied(made, tmp_path / "store")
    with serving(store, "--writable", "--seconds", "300") as server:
        thread = threading.Thread(target=lambda: _ignore(server))
        thread.start()
        while len(server.processes()) < 4:
            pass
    thread.join()


def _ignore(server: Served) -> None:
    try:
        update(server, ENDLESS)
    except OSError:
        return
