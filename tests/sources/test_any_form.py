"""The same records are the same articles, in whatever form they are written and however they are packed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import PACKINGS, as_lines, as_list, as_parquet, as_table, as_warc, bare, held

from kg.articles import Article, Skip
from kg.settings import Settings

LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.sampled_from(
    ["این", "است", "را", "می\u200cشود", '"', ",", ";", "\t", "\n", "\r\n", "'", "  ", "🙂", "\ufeff", "|"]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(LETTERS, min_size=1, max_size=5)), max_size=12).map(
    lambda parts: "این متن است " + " ".join(parts)
)
CELLS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda cell: cell == cell.strip())
RECORDS = st.lists(
    st.builds(
        lambda number, **fields: {"id": str(number), "language": "fa", **fields},
        st.integers(),
        url=st.integers(0, 10**6).map("https://news.example/{}".format),
        title=CELLS,
        publisher=CELLS,
        published=st.dates().map(str),
        text=TEXTS,
    ),
    min_size=1,
    max_size=5,
)
FORMS: dict[str, Callable[..., bytes]] = {
    "JSON list": as_list,
    "CSV": as_table,
    "CSV with a mark": lambda records: as_table(records, encoding="utf-8-sig"),
    "CSV in UTF-16": lambda records: as_table(records, encoding="utf-16"),
    "semicolons": lambda records: as_table(records, ";"),
    "TSV": lambda records: as_table(records, "\t"),
    "Parquet": as_parquet,
}


def unnoted(items: list[object]) -> list[object]:
    """Return articles without what their character set is, which differs by intention."""
    return [
        Article(item.text, item.id, item.url, item.title, item.publisher, item.published, item.language)
        if isinstance(item, Article)
        else item
        for item in items
    ]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60)
@given(RECORDS)
def test_every_form_gives_the_same_articles(form: str, records: list[dict[str, str]]) -> None:
    expected = bare(held(as_lines(records)))
    assert any(isinstance(item, Article) for item in expected)
    assert unnoted(bare(held(FORMS[form](records)))) == unnoted(expected)


@settings(max_examples=40)
@given(RECORDS)
def test_a_web_archive_gives_the_texts_and_their_addresses(records: list[dict[str, str]]) -> None:
    expected = bare(held(as_lines({"url": record["url"], "text": record["text"]} for record in records)))
    assert bare(held(as_warc(records))) == expected


@settings(max_examples=60)
@given(RECORDS, st.sampled_from(sorted(FORMS)), st.lists(st.sampled_from(sorted(PACKINGS)), max_size=3))
def test_every_packing_gives_what_lies_in_it(records: list[dict[str, str]], form: str, packings: list[str]) -> None:
    data = FORMS[form](records)
    expected = bare(held(data))
    for name in packings:
        data = PACKINGS[name](data)
    assert bare(held(data)) == expected


@pytest.mark.parametrize("packing", PACKINGS)
def test_packings_may_lie_in_one_another_so_deep_and_no_deeper(packing: str) -> None:
    data = as_lines([{"id": "a", "text": "این متن است"}])
    for _ in range(3):
        data = PACKINGS[packing](data)
    (article,) = held(data)
    assert isinstance(article, Article)
    (skip,) = held(PACKINGS[packing](data))
    assert isinstance(skip, Skip)
    assert skip.code == "TOO_DEEP"
    (article,) = held(PACKINGS[packing](data), Settings(packing_depth=4))
    assert isinstance(article, Article)
