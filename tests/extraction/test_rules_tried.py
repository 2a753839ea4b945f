"""Rules are tried only where they can hold: what is left out holds nothing; marks of stance likewise."""

from pathlib import Path

import pytest

from kg.articles import Article
from kg.errors import DataError
from kg.extraction import GrammarExtractor
from kg.extraction.needs import needs
from kg.extraction.patterns import Rule, _pack, encode, matches, rules
from kg.extraction.stances import Marks, marks
from kg.language import search_text
from kg.lexicon import load_lexicon

DATA = Path(__file__).parent / "data"
JOBS = ("sides", "parties", "signers", "presence", "actor", "reported", "counted", "carried", "holder", "link", "role")


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("AB", ["A", "B"]),
        ("A(?:B|C)D", ["A", "BC", "D"]),
        ("A(?:B|C)?D{0,3}E{1,3}F{,2}", ["A", "E"]),
        ("(?P<x>A|BC)(?!D)(?=E)(?<!F).[^G][HI]", ["AB", "HI"]),
        ("A(?:B|.)C?", ["A"]),
        ("^A$", ["A"]),
        ("A|.", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[str]) -> None:
    assert [set(one) for one in needs(pattern)] == [set(one) for one in needed]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_rule_can_be_compiled(language: str) -> None:
    assert all(rule.pattern.pattern == rule.written for rule in _pack(language))


def test_a_rule_that_cannot_be_compiled_says_which() -> None:
    with pytest.raises(DataError, match=r"rule 'x\.y' cannot be read"):
        _ = Rule("x.y", "sides", "(?P<a>", frozenset(), "").pattern


@pytest.mark.parametrize(("language", "name"), [("fa", "agreements"), ("fa", "officials"), ("en", "english")])
def test_no_rule_holds_where_it_is_not_tried(language: str, name: str) -> None:
    extractor = GrammarExtractor(load_lexicon())
    tried = 0
    for row in (DATA / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
        document = extractor._read(Article(row.split("\t")[1], language=language))[1]
        assert document is not None
        for sentence in document.sentences:
            encoded = encode(sentence)
            all_of_it = [(r.id, *m.span()) for r in rules(language, *JOBS) for m in r.pattern.finditer(encoded)]
            found = [(one.rule.id, one.span.start, one.span.end) for one in matches(language, JOBS, encoded)]
            assert found == all_of_it
            tried += len(found)
    assert tried > 0


@pytest.mark.parametrize("language", ["fa", "en"])
def test_no_mark_stands_where_it_is_not_looked_for(language: str) -> None:
    listed = marks(load_lexicon().words("stance-marks"), language)
    words = search_text((DATA / "statements.tsv").read_text("utf-8"))
    words += " " + search_text((DATA / "english-statements.tsv").read_text("utf-8"))
    for start in range(0, len(words), 60):
        text = words[start : start + 240]
        possible = {at for at, _ in listed.possible(text)}
        assert {at for at, mark in enumerate(listed.listed) if mark.pattern.search(text)} <= possible


def test_marks_of_no_list_stand_nowhere() -> None:
    assert Marks([]).possible("متن") == []
