"""Articles go in once, come out when removed, and what a crash leaves behind is made good."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad
from samples import TEXT, article, reading

import kg
from kg.articles import Article, Skip
from kg.errors import InputError
from kg.extraction import Reading
from kg.identity import RUNS, STATE
from kg.ingestion import RunReport, ingest, remove
from kg.ingestion.stored import article_node, fingerprint
from kg.ingestion.work import Task, read_task
from kg.ingestion.writing import Writer
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.settings import Settings
from kg.store import Store, open_store

MOMENT = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Sample:
    """Reads every article as the sample reading; texts without its sentences give nothing."""

    def extract(self, article: Article) -> Reading:
        if "بد" in article.text[:3]:
            raise ValueError("this one is bad")
        return reading(article.text) if TEXT in article.text else Reading("fa")


def run(store: Store, *items: Article | Skip) -> RunReport:
    return ingest(store, items, load_lexicon(), extractor=Sample(), clock=lambda: MOMENT)


def facts(store: Store) -> set[Quad]:
    """Return all quads but the run records and the store's own notes."""
    own = {store.base_iri + RUNS, store.base_iri + STATE}
    return {quad for quad in store.quads() if getattr(quad.graph_name, "value", "") not in own}


def written(store: Store, item: Article) -> None:
    """Store an article without consolidating, as a run that is cut short does."""
    outcome = read_task(Task(item), Sample(), Settings())
    assert not isinstance(outcome, Skip)
    writer = Writer(store)
    writer.put(article_node(store, item), outcome, fingerprint(item, load_lexicon(), "Sample"))
    writer.flush()


def agreements(store: Store) -> int:
    return len(list(store.quads(None, RDF("type"), AGR("Agreement"), DefaultGraph())))


def test_a_second_time_changes_nothing() -> None:
    with open_store() as store:
        first = run(store, article())
        before = facts(store)
        second = run(store, article())
        assert (first.added, first.unchanged, first.changed) == (1, 0, True)
        assert (second.added, second.unchanged, second.changed) == (0, 1, False)
        assert facts(store) == before


def test_a_changed_article_replaces_what_it_said() -> None:
    with open_store() as store:
        run(store, article())
        report = run(store, article("این خبر دیگری است."))
        assert (report.replaced, report.empty) == (1, 1)
        assert agreements(store) == 0


def test_any_order_and_grouping_gives_the_same_graph() -> None:
    articles = [
        article(id="a"),
        article(id="b", published="2021-10-06"),
        article("چیزی نیست", id="c"),
        article(id="d", published=None),
    ]
    results = set()
    for order in permutations(articles):
        with open_store() as store:
            run(store, *order[:2])
            run(store, *order[2:])
            results.add(frozenset(facts(store)))
    assert len(results) == 1


def test_removing_takes_out_what_only_that_article_said() -> None:
    with open_store() as store:
        run(store, article(id="a"))
        alone = facts(store)
        run(store, article(id="b", published="2021-10-06", url="https://example.org/b"))
        assert facts(store) != alone
        assert remove(store, ["https://example.org/b"], load_lexicon()) == ("b",)
        assert facts(store) == alone
        assert remove(store, ["a"], load_lexicon()) == ("a",)
        assert agreements(store) == 0


def test_an_unknown_id_removes_nothing() -> None:
    with open_store() as store:
        run(store, article(id="a"))
        before = facts(store)
        with pytest.raises(InputError, match="no article"):
            remove(store, ["a", "b <> \n"], load_lexicon())
        assert facts(store) == before


def test_one_bad_article_is_listed_and_the_rest_goes_in() -> None:
    with open_store() as store:
        report = run(
            store, article("بد است", id="bad", source="bad.txt"), Skip("x", "EMPTY", "nothing"), article(id="good")
        )
        assert report.added == 1
        assert [(skip.source, skip.code) for skip in report.skipped] == [("bad.txt", "FAILED"), ("x", "EMPTY")]
        codes = {str(quad.object.value) for quad in store.quads(None, AGR("skipCode"))}  # type: ignore[union-attr]
        assert codes == {"FAILED", "EMPTY"}


@pytest.mark.parametrize("later_first", [True, False])
def test_one_key_twice_in_a_run_the_later_publication_wins(later_first: bool) -> None:
    old, new = article(id="k", source="old"), article("خبر تازه‌ای است", id="k", published="2022-01-01", source="new")
    with open_store() as store:
        report = run(store, *((new, old) if later_first else (old, new)))
        assert [(skip.source, skip.code) for skip in report.skipped] == [("old", "SAME_KEY")]
        assert (report.added, report.replaced) == (1, 0)
        assert agreements(store) == 0
        again = run(store, *((new, old) if later_first else (old, new)))
        assert (again.added, again.replaced, again.unchanged, again.changed) == (0, 0, 1, False)


def test_across_runs_the_later_ingestion_wins() -> None:
    with open_store() as store:
        run(store, article("خبر تازه‌ای است", id="k", published="2022-01-01"))
        assert run(store, article(id="k")).replaced == 1
        assert agreements(store) == 1


@pytest.mark.parametrize("mode", ["read", "write"])
def test_what_a_crash_left_behind_is_replayed_on_opening(mode: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "whole", "write") as store:
        run(store, article())
        expected = facts(store)
    with open_store(tmp_path / "s", "write") as store:
        written(store, article())
    with open_store(tmp_path / "s", mode) as store:  # type: ignore[arg-type]
        assert facts(store) == expected
        assert not list(store.quads(None, AGR("pendingArticle")))


def test_the_python_face_replays_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", "write") as store:
        written(store, article())
    parties = "PREFIX agr: <https://w3id.org/agreements-kg/ontology#> SELECT ?p WHERE { ?a agr:party ?p }"
    assert len(list(kg.open(tmp_path / "s").query(parties))) == 2


def test_nothing_stored_depends_on_the_clock() -> None:
    found = []
    for moment in (MOMENT, MOMENT.replace(year=2031)):
        with open_store() as store:
            ingest(store, [article()], load_lexicon(), extractor=Sample(), clock=lambda moment=moment: moment)  # type: ignore[misc]
            found.append(facts(store))
    assert found[0] == found[1]


def test_no_triple_stands_in_two_graphs() -> None:
    with open_store() as store:
        run(store, article(id="a"), article(id="b", published="2021-10-06"))
        triples = [str(quad.triple) for quad in store.quads()]
        assert len(triples) == len(set(triples))


def test_the_same_text_under_two_keys_is_two_articles() -> None:
    with open_store() as store:
        one = article(id="a")
        assert run(store, one, replace(one, id="b")).added == 2


OWN = "slug\tkind\tname_fa\tname_en\taliases_fa\taliases_en\tparent\tprovince\theads_fa\theads_en\tsource\tlicence\torigin\tsuccessor\n"
ROW = "abgostaran\tcompany\tشرکت آبگستران نمونه\tAbgostaran\t\t\t\t\t\t\tunverified\tfacts\tcurated\t\n"
NEWS = "شرکت آبگستران نمونه و وزارت نیرو تفاهم‌نامه همکاری امضا کردند. هدف {} است."


def test_the_facts_hang_on_the_lexicon_of_today_never_on_that_of_yesterday(tmp_path: Path) -> None:
    (tmp_path / "institutions").mkdir()
    (tmp_path / "institutions" / "own.tsv").write_text(OWN + ROW, encoding="utf-8")
    own, shipped = load_lexicon((tmp_path,)), load_lexicon()
    first = Article(NEWS.format("آبرسانی"), id="a", language="fa", published="2021-10-05")
    second = Article(NEWS.format("آموزش"), id="b", language="fa", published="2023-10-05")

    def store_of(*steps: tuple[object, ...]) -> set[Quad]:
        with open_store() as store:
            for lexicon, *articles in steps:
                ingest(store, articles, lexicon, clock=lambda: MOMENT)  # type: ignore[arg-type]
            return facts(store)

    expected = store_of((own, first, second))
    assert any("institution/abgostaran>" in str(quad) for quad in expected)
    assert store_of((shipped, first), (own, second)) == expected
    assert store_of((own, first), (shipped, second)) == store_of((shipped, first, second))


def test_the_store_folder_says_with_which_versions_its_facts_were_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", "write") as store:
        run(store, article())
    meta = json.loads((tmp_path / "s" / "meta.json").read_text(encoding="utf-8"))
    assert meta["lexicon"] == load_lexicon().version
    assert len(meta["ontology"]) == 64
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == [
        "changes.sqlite",
        "identity.sqlite",
        "lock",
        "meta.json",
        "quads",
        "text.sqlite",
    ]
