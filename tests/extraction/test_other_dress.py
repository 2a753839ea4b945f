"""The same sentence in other dress says the same: behind an agency's name or a day, without joiners, in other letters."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.language import skeleton_key
from kg.lexicon import load_lexicon

DATA = Path(__file__).parent / "data"
FILES = ("agreements", "aims", "english")
OWN_LEAD = re.compile(r"[A-Z]{4,}[ ,]|According to the|به گزارش|به گفته|\S+- ایرنا-")
"""How a text begins that has a dateline or a source of its own."""


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Yield case and text of every row of a language that has no dateline or source of its own."""
    for name in FILES:
        for row in rows(name):
            text = row["text"].replace("\\n", "\n")
            persian = any("آ" <= char <= "ی" for char in text)
            if persian == (language == "fa") and not OWN_LEAD.match(text):
                yield row["case"], text


def dressed(text: str, change: str, what: str) -> str:
    if change == "before":
        small = what.endswith(", ") and text.startswith(("The ", "A ", "An ", "In ", "It "))
        return what.replace("\\n", "\n") + (text[0].lower() + text[1:] if small else text)
    if change == "without":
        return text.replace(chr(int(what.removeprefix("U+"), 16)), "")
    for pair in what.split():
        text = text.replace(pair[0], pair[1])
    return text


@pytest.fixture(scope="module")
def told() -> Any:
    extractor = GrammarExtractor(load_lexicon())

    def read(text: str, language: str) -> list[tuple[object, ...]]:
        found = extractor.extract(Article(text, language=language))
        return sorted(
            (
                one.type.value,
                sorted(party.id for party in one.parties),
                sorted(skeleton_key(signatory.person) for signatory in one.signatories),
                sorted(skeleton_key(aim.text) for aim in one.objectives),
            )
            for one in found.reports
        )

    return read


@pytest.mark.parametrize("dress", rows("dresses"), ids=lambda row: f"{row['lang']} {row['dress']}")
def test_other_dress_says_the_same(told: Any, dress: dict[str, str]) -> None:
    here = (dress["lang"], dress["dress"])
    apart = {row["case"] for row in rows("dresses-apart") if (row["lang"], row["dress"]) == here}
    found = {
        case
        for case, text in sentences(dress["lang"])
        if (other := dressed(text, dress["change"], dress["what"])) != text
        and told(text, dress["lang"]) != told(other, dress["lang"])
    }
    assert found == apart
