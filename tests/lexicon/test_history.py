"""Governments and successions: one after the other, each dated by the source it names."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kg.language import find_dates, fold, jalali_span
from kg.lexicon import SUCCESSION_KINDS, Lexicon, check, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def days_in(source: str) -> list[str]:
    return [hit.iso for hit in find_dates(fold(source)) if len(hit.iso) == 10]


def test_governments_follow_each_other_and_only_the_last_is_open(lexicon: Lexicon) -> None:
    governments = lexicon.administrations
    assert len(governments) >= 15
    assert [one.start for one in governments] == sorted(one.start for one in governments)
    assert [one.slug for one in governments if not one.end] == [governments[-1].slug]
    assert all(one.end < other.start for one, other in pairwise(governments))


def test_a_government_starts_on_the_day_its_source_names(lexicon: Lexicon) -> None:
    for one in lexicon.administrations:
        first, *further = days_in(one.source)
        assert first == one.start, one
        assert further in ([], [one.end]), one
        assert one.head_fa
        assert one.head_en


def test_a_succession_is_dated_by_the_law_it_names(lexicon: Lexicon) -> None:
    assert len(lexicon.successions) >= 30
    for one in lexicon.successions:
        year = re.search(r"\(([۰-۹]{4})\)$", one.source)
        assert year is not None, one
        assert one.date[:4] == year[1].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")), one
        assert (one.earliest, one.latest) == jalali_span(one.date)
        assert one.kind in SUCCESSION_KINDS


def test_successions_agree_with_the_successor_of_the_body(lexicon: Lexicon) -> None:
    for body in lexicon.institutions:
        heirs = {one.successor for one in lexicon.successions_of(body.slug) if one.former == body.slug}
        assert not heirs or body.successor in heirs, body.slug


def test_successions_are_found_from_both_ends(lexicon: Lexicon) -> None:
    (renamed,) = lexicon.successions_of("ministry-of-post-telegraph-and-telephone")
    assert renamed in lexicon.successions_of(renamed.successor)
    assert len(lexicon.successions_of("ministry-of-roads-and-urban-development")) == 2
    assert lexicon.successions_of("ministry-of-justice") == ()


def test_a_user_adds_and_replaces_rows(tmp_path: Path) -> None:
    (tmp_path / "successions.tsv").write_text(
        "former\tsuccessor\tkind\tdate\tsource\n"
        "ministry-of-commerce\tministry-of-industry-mine-and-trade\tmerged\t1390-04-08\tinvented\n"
        "ministry-of-justice\tministry-of-interior\tmerged\t1398\tinvented\n",
        encoding="utf-8",
    )
    mine, shipped = load_lexicon((tmp_path,)), load_lexicon()
    assert len(mine.successions) == len(shipped.successions) + 1
    (changed,) = mine.successions_of("ministry-of-commerce")
    assert (changed.earliest, changed.latest) == ("2011-06-29", "2011-06-29")
    assert len(mine.replaced) == 1
    assert mine.version != shipped.version


def test_a_successor_without_a_dated_succession_is_known_as_such(lexicon: Lexicon) -> None:
    undated = {doubt.name: doubt for doubt in check(lexicon) if doubt.code == "UNDATED_SUCCESSION"}
    assert "ansar-bank" in undated
    assert not undated["ansar-bank"].wrong
    assert "ministry-of-commerce" not in undated


def test_no_institution_carries_a_wikidata_identifier_and_every_one_of_a_place_has_a_named_source(
    lexicon: Lexicon,
) -> None:
    assert not hasattr(lexicon.institutions[0], "wikidata")
    identified = [place for place in lexicon.places if place.wikidata]
    assert identified
    for place in identified:
        assert re.fullmatch(r"Q[1-9][0-9]*", place.wikidata), place
        assert place.source != "unverified", place
