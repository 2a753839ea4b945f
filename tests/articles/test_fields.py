"""An article's fields are checked, and its language and day of publication found out; the text is never touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cases import rows
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Article, Skip, publication_date, record_article
from kg.articles.language import detect_language
from kg.language import find_dates
from kg.settings import Settings

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("row", rows(DATA / "languages.tsv"), ids=lambda row: row["text"][:25])
def test_language(row: dict[str, str]) -> None:
    assert detect_language(row["text"]) == (row["language"] or None)


@pytest.mark.parametrize("row", rows(DATA / "publication-dates.tsv"), ids=lambda row: row["written"])
def test_publication_dates_are_read_as_printed_or_left_out_and_noted(row: dict[str, str]) -> None:
    article = record_article({"text": "این متن است", "published": row["written"]}, "here", Settings())
    assert isinstance(article, Article)
    assert article.published == (row["iso"] or None)
    assert bool(article.notes) is not bool(row["iso"])


@given(st.dates(), st.sampled_from(["", "T10:00:00Z", " 10:00", "T23:59:59.123+03:30", "T10:00+0330"]))
def test_days_as_programs_write_them_are_read_as_in_the_general_way(day: date, time: str) -> None:
    written = day.isoformat() + time
    in_general = [hit.iso for hit in find_dates(written) if hit.iso and hit.precision == "day" and not hit.problem]
    expected = next((iso for iso in in_general if iso >= "1800"), None)
    assert publication_date(written) == expected


def test_the_key_is_the_id_else_the_url_else_the_hash() -> None:
    assert Article("t", id="i", url="u").key == "i"
    assert Article("t", url="u").key == "u"
    assert Article("t").key == Article("t").sha256


@given(
    st.dictionaries(
        st.sampled_from(["id", "url", "title", "published", "language", "text"]),
        st.one_of(st.text(), st.integers(), st.none(), st.booleans(), st.lists(st.none())),
    )
)
def test_any_record_is_an_article_or_a_skip(record: dict[str, object]) -> None:
    found = record_article(record, "here", Settings())
    if isinstance(found, Article):
        assert found.text == str(record["text"])
        assert found.published is None or len(found.published) == 10


@pytest.mark.parametrize("name", ["url", "title", "publisher", "author", "published", "language"])
def test_a_field_that_is_far_too_long_is_left_out_and_noted(name: str) -> None:
    record = {"id": "a", "text": "وزارت نیرو تفاهم‌نامه‌ای امضا کرد.", name: "ب" * 3_000_000}
    article = record_article(record, "x", Settings())
    assert isinstance(article, Article)
    assert getattr(article, name) == ("fa" if name == "language" else None)
    assert article.notes == (f"{name} has over 2000 characters: left out",)


def test_a_record_with_a_huge_id_is_skipped() -> None:
    skip = record_article({"id": "a" * 2_001, "text": "وزارت نیرو تفاهم‌نامه‌ای امضا کرد."}, "x", Settings())
    assert isinstance(skip, Skip)
    assert skip.code == "BAD_RECORD"
