"""A run that was cut short, a ledger that changed meanwhile, lines that move: the facts are those of a fresh store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode
from told import NOBODY, articles, facts, graph_of, put, whole

from kg.consolidation import running
from kg.consolidation.lines import Lines
from kg.ledgers import Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI
from kg.store import Store, open_store, refresh

CHOSEN = articles()[:12]


class CutError(Exception):
    """The moment at which a run is cut short."""


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PORTION", 200)
    monkeypatch.setattr(running, "BATCH", 4)


def judged(verdict: str) -> Ledgers:
    """Return a ledger that judges each report and the next, in the order of their ids."""
    reports = sorted(
        quad.subject.value.removeprefix(BASE_IRI)
        for one in CHOSEN
        for quad in graph_of(one)
        if quad.object == AGR("Report") and isinstance(quad.subject, NamedNode)
    )
    pairs = zip(reports[::2], reports[1::2], strict=False)
    return Ledgers(
        tuple(Judgement(a, b, verdict, "آزمون", "2026-01-01", "آزمون", n) for n, (a, b) in enumerate(pairs, 2))
    )


def filled(store: Store) -> None:
    for article in CHOSEN:
        put(store, article)
    refresh(store, load_lexicon(), NOBODY)


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("then", ["the same ledger", "no ledger", "another ledger"])
def test_a_run_cut_short_between_facts_and_index(after: int, then: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers = {"the same ledger": judged("same"), "no ledger": NOBODY, "another ledger": judged("different")}
    kept, keep = 0, Lines.keep

    def cut(self: Lines) -> None:
        nonlocal kept
        kept += 1
        if kept == after:
            raise CutError
        keep(self)

    with open_store() as store:
        filled(store)
        monkeypatch.setattr(Lines, "keep", cut)
        with pytest.raises(CutError):
            refresh(store, load_lexicon(), judged("same"))
        monkeypatch.setattr(Lines, "keep", keep)
        refresh(store, load_lexicon(), ledgers[then])
        assert facts(store) == whole(CHOSEN, ledgers[then])


@pytest.mark.parametrize("then", ["the same ledger", "no ledger"])
def test_a_run_cut_short_after_articles_were_taken_in(then: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers = {"the same ledger": judged("same"), "no ledger": NOBODY}

    def cut(*_: object) -> None:
        raise CutError

    with open_store() as store:
        filled(store)
        with monkeypatch.context() as patch:
            patch.setattr(running.Consolidation, "_settle", cut)
            with pytest.raises(CutError):
                refresh(store, load_lexicon(), judged("same"))
        refresh(store, load_lexicon(), ledgers[then])
        assert facts(store) == whole(CHOSEN, ledgers[then])


def test_lines_that_move_are_told_by_their_new_numbers() -> None:
    ledgers = judged("different")
    moved = Ledgers(tuple(replace(one, line=one.line + 1) for one in ledgers.judgements))
    with open_store() as store:
        filled(store)
        refresh(store, load_lexicon(), ledgers)
        refresh(store, load_lexicon(), moved)
        assert facts(store) == whole(CHOSEN, moved)
        assert not refresh(store, load_lexicon(), moved)


def test_an_index_that_is_gone_or_garbage_is_made_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", "write") as store:
        filled(store)
        expected = facts(store)
    for damage in (b"", b"no database" * 100):
        (tmp_path / "s" / "identity.sqlite").write_bytes(damage)
        with open_store(tmp_path / "s", "write") as store:
            put(store, CHOSEN[0])
            refresh(store, load_lexicon(), NOBODY)
            assert facts(store) == expected


def test_institutions_judged_the_same_are_an_applied_judgement() -> None:
    bodies = sorted(
        {
            quad.object.value
            for one in CHOSEN
            for quad in graph_of(one)
            if quad.predicate == AGR("reportedParty") and isinstance(quad.object, NamedNode)
        }
    )
    one, other = (body.removeprefix(BASE_IRI) for body in bodies[:2])
    ledgers = Ledgers((Judgement(one, other, "same", "آزمون", "2026-01-01", "آزمون", 2),))
    with open_store() as store:
        filled(store)
        refresh(store, load_lexicon(), ledgers)
        (told,) = store.quads(None, AGR("applied"), None, DefaultGraph())
        assert isinstance(told.object, Literal)
        assert told.object.value == "true"
        assert facts(store) == whole(CHOSEN, ledgers)
