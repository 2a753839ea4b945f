"""The sets of words that single rules ask for: each is asked for, each is there, each is told of."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from kg.lexicon import load_lexicon
from kg.resources import shipped

CODE = sorted((Path(__file__).parents[2] / "kg" / "extraction").rglob("*.py"))
TREES = [ast.parse(path.read_text("utf-8")) for path in CODE]
ROWS = load_lexicon().words("word-sets")
SETS = {row["set"] for row in ROWS}


def asked() -> set[str]:
    """Return the names by which rules ask for a set, as ``sets["…"]``."""
    nodes = (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Subscript))
    return {
        node.slice.value
        for node in nodes
        if ast.unparse(node.value).endswith("sets")
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    }


def test_every_set_that_a_rule_asks_for_is_there_and_none_is_left_over() -> None:
    named = {node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert asked()
    assert asked() <= SETS <= named


def test_no_word_stands_twice_in_a_set_and_every_language_is_known() -> None:
    twice = Counter((row["form"], row["lang"], row["set"]) for row in ROWS)
    assert [one for one, times in twice.items() if times > 1] == []
    assert {row["lang"] for row in ROWS} <= {"", "en", "fa"}


def test_every_set_is_told_of_once() -> None:
    text = (shipped("lexicons") / "words" / "README.md").read_text("utf-8")
    table = text.partition("## Sets of `word-sets`")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    assert sorted(told) == sorted(SETS)
