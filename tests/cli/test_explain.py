"""``kg extract --explain``: every sentence with its marks, rules, recognised pieces, and what was dropped and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.articles import Article
from kg.cli.explain import CLOSING, OPENING, explained_lines, marked
from kg.extraction import Explained, Fired, GrammarExtractor
from kg.lexicon import load_lexicon

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
FIRST = ARTICLES / "afarineshdaily-48608.txt"


@pytest.fixture(scope="module")
def extractor() -> GrammarExtractor:
    return GrammarExtractor(load_lexicon())


def fired(start: int, end: int) -> Fired:
    return Fired(start, end, "party", "x", "rule", 0, "")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([(4, 7)], "abc ⟦def⟧1 ghi"),
        ([(0, 3), (4, 7)], "⟦abc⟧1 ⟦def⟧2 ghi"),
        ([(0, 7), (4, 7)], "⟦abc ⟦def⟧2⟧1 ghi"),
        ([(0, 5), (4, 11)], "⟦abc ⟦d⟧1ef ghi⟧2"),
        ([(0, 11)], "⟦abc def ghi⟧1"),
        ([], "abc def ghi"),
    ],
)
def test_spans_are_marked_in_the_text(facts: list[tuple[int, int]], expected: str) -> None:
    sentence = Explained(0, 11, True, None, (), tuple(fired(*span) for span in facts), ())
    assert marked("abc def ghi", sentence) == expected


def test_the_first_article_is_explained(kg) -> None:
    result = kg("extract", "--explain", FIRST)
    assert result.status == 0
    assert "by fa.party.between" in result.out
    assert re.search(r"dropped {2}party «.+» \d+–\d+: OTHER_OFFICE_OF_SAME_HOLDER", result.out)
    assert re.search(r"not used: [A-Z_]+", result.out)
    assert re.search(r"by fa\.\S+ {2}\[\S+ \d+ \(.+ \d+\)", result.out), "topics show their scored key words"


def test_json_holds_every_fact_of_the_reading(kg, extractor: GrammarExtractor) -> None:
    result = kg("extract", "--explain", "--json", ARTICLES / "articles-fa.jsonl")
    lines = [json.loads(line) for line in result.out.splitlines()]
    readings = [json.loads(line) for line in kg("extract", "--json", ARTICLES / "articles-fa.jsonl").out.splitlines()]
    assert [line["article"] for line in lines] == [reading["article"]["id"] for reading in readings]
    for line, reading in zip(lines, readings, strict=True):
        facts = [fact for sentence in line["sentences"] for fact in sentence["fired"]]
        told = {(fact["what"], fact["value"], fact["start"]) for fact in facts}
        for number, agreement in enumerate(reading["agreements"]):
            for party in agreement["parties"]:
                assert (party["role"], party["name"], party["evidence"]["start"]) in told
            assert {fact["agreement"] for fact in facts} >= {number}
        dropped = [one for sentence in line["sentences"] for one in sentence["dropped"]]
        assert sorted(map(str, dropped)) == sorted(map(str, reading["dropped"]))
        assert [(s["start"], s["end"], s["used"]) for s in line["sentences"]] == [
            (s["start"], s["end"], s["used"]) for s in reading["sentences"]
        ]


def test_the_text_is_whole_between_the_marks(extractor: GrammarExtractor) -> None:
    text = FIRST.read_text("utf-8")
    _, sentences = extractor.explain(Article(text))
    for sentence in sentences:
        plain = re.sub(rf"{OPENING}|{CLOSING}\d+", "", marked(text, sentence))
        assert plain == " ".join(text[sentence.start : sentence.end].split())


def test_a_text_in_another_language_has_nothing_to_explain(extractor: GrammarExtractor) -> None:
    lines = list(explained_lines(Article("日本とイランは協定に署名した。"), extractor))
    assert lines[1] == "  0 agreements, language und"
    assert len(lines) == 2


def test_a_list_of_agreements_is_explained_as_one_sentence(extractor: GrammarExtractor) -> None:
    text = (
        "Iran and Oman signed a memorandum of understanding on ports, a memorandum on fisheries and a contract on gas."
    )
    reading, sentences = extractor.explain(Article(text))
    assert len(reading.reports) > 1
    assert [(one.start, one.end) for one in sentences] == [(use.start, use.end) for use in reading.sentences]
    assert {fact.agreement for fact in sentences[0].fired} == set(range(len(reading.reports)))
