"""What each run changed: logged before it is written, asked for by generation, bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.consolidation import Delta
from kg.errors import StoreError
from kg.ontology.terms import TOPIC
from kg.store import changelog
from kg.store.changelog import Changed, ChangeLog

BASE = "https://example.org/id/"


def fact(subject: str, value: str) -> str:
    return f"<{BASE}{subject}> <https://example.org/p> {value}"


@pytest.fixture
def log(tmp_path: Path) -> ChangeLog:
    return ChangeLog(tmp_path / "changes.sqlite", writable=True)


def run(log: ChangeLog, before: str, after: str, *subjects: str) -> None:
    log.facts(Delta(fresh=tuple(fact(one, '"x y"@fa') for one in subjects)), BASE)
    log.end(before, after)


def test_a_changed_fact_names_both_its_ends(log: ChangeLog) -> None:
    gone = (fact("signature/1", f"<{BASE}official/1>"), fact("agreement/1", str(TOPIC("water"))))
    fresh = (fact("agreement/1", '"a b <c>"'), fact("agreement/1", "<https://elsewhere.example/x>"))
    log.articles(["article/1"])
    log.facts(Delta(gone, fresh), BASE)
    log.end("g0", "g1")
    said, named = {"article/1", "signature/1", "agreement/1"}, {"official/1", "topic/water"}
    assert log.since("g0") == Changed(frozenset(said), frozenset(named))


def test_runs_add_up_from_the_generation_that_is_known(log: ChangeLog) -> None:
    run(log, "g0", "g1", "agreement/1")
    run(log, "g1", "g2", "agreement/2")
    run(log, "g2", "g3", "agreement/3")
    assert log.since("g1") == Changed(frozenset({"agreement/2", "agreement/3"}), frozenset())
    assert log.since("g3") == Changed(frozenset(), frozenset())


@pytest.mark.parametrize("generation", ["", "another store's"])
def test_an_unknown_generation_has_no_answer(log: ChangeLog, generation: str) -> None:
    run(log, "g0", "g1", "agreement/1")
    assert log.since(generation) is None


def test_what_a_crash_left_is_counted_with_the_next_run(log: ChangeLog, tmp_path: Path) -> None:
    log.facts(Delta(fresh=(fact("agreement/1", '"x"'),)), BASE)
    log.close()
    again = ChangeLog(tmp_path / "changes.sqlite", writable=True)
    run(again, "g0", "g1", "agreement/2")
    assert again.since("g0") == Changed(frozenset({"agreement/1", "agreement/2"}), frozenset())


def test_where_all_is_made_anew_nothing_is_known(log: ChangeLog) -> None:
    run(log, "g0", "g1", "agreement/1")
    log.forget()
    log.end("g1", "g2")
    assert log.since("g0") is None
    assert log.since("g2") == Changed(frozenset(), frozenset())


def test_a_run_that_was_not_logged_breaks_the_chain(log: ChangeLog) -> None:
    run(log, "g0", "g1", "agreement/1")
    run(log, "g2", "g3", "agreement/3")
    assert log.since("g0") is None
    assert log.since("g2") == Changed(frozenset({"agreement/3"}), frozenset())


def test_the_oldest_runs_are_forgotten(log: ChangeLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changelog, "MOST", 3)
    for number in range(5):
        run(log, f"g{number}", f"g{number + 1}", f"agreement/{number}")
    assert log.since("g1") is None
    assert log.since("g2") == Changed(frozenset({"agreement/2", "agreement/3", "agreement/4"}), frozenset())


def test_a_damaged_log_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "changes.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="log of changes cannot be used"):
        ChangeLog(tmp_path / "changes.sqlite", writable=True)
