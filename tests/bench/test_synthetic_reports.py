"""The synthetic reports that consolidation is measured on: the same every time, skewed as promised, quotes exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise

import pytest
from invented import World, holder
from reports import CHUNK, LARGEST, Told, chunk, ledger, one_more, told

from kg.extraction.reading import Evidence

COUNT = 4 * CHUNK


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def reports(world: World) -> list[Told]:
    return list(told(COUNT, world=world))


def evidence(value: object) -> Iterator[Evidence]:
    """Yield every quote anywhere in a reading."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from evidence(getattr(value, field.name))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def likeness(one: str, other: str) -> float:
    return len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))


def test_the_same_seed_gives_the_same_reports_and_a_small_set_begins_a_large_one(reports: list[Told]) -> None:
    assert chunk(1, World()) == reports[CHUNK : 2 * CHUNK]
    assert list(told(CHUNK + 7)) == reports[: CHUNK + 7]
    assert list(told(7, seed=2)) != reports[:7]


def test_every_quote_stands_in_its_text(reports: list[Told]) -> None:
    quotes = [(one.article.text, found) for one in reports for found in evidence(one.reading)]
    assert len(quotes) > 5 * COUNT
    assert [found for text, found in quotes if text[found.start : found.end] != found.text] == []


def test_every_report_has_an_id_of_its_own(reports: list[Told]) -> None:
    assert len({one.report for one in reports}) == len({one.article.key for one in reports}) == COUNT


def test_parties_are_skewed_like_the_world(reports: list[Told]) -> None:
    named = Counter(party.id for one in reports for party in one.reading.reports[0].parties)
    (_, largest), *rest = named.most_common()
    assert largest >= 0.1 * COUNT
    assert largest > 1.5 * rest[0][1]
    assert len(named) > 500


def test_a_fifth_and_more_is_undated(reports: list[Told]) -> None:
    assert sum(one.reading.reports[0].when is None for one in reports) >= 0.2 * COUNT
    assert any(one.article.published is None for one in reports)


def test_many_reports_tell_again_what_others_told(reports: list[Told]) -> None:
    sizes = Counter(one.deal.number for one in reports if not one.act)
    assert sum(size for size in sizes.values() if size > 1) >= 0.15 * COUNT
    assert 20 < max(sizes.values()) <= LARGEST
    assert {one.act for one in reports} == {"", "extension", "ratification", "termination"}


def test_of_one_agreement_some_texts_are_nearly_equal_and_some_are_not(reports: list[Told]) -> None:
    pairs = [pair for pair in pairwise(reports) if pair[0].deal.number == pair[1].deal.number]
    found = [likeness(one.article.text, other.article.text) for one, other in pairs]
    assert sum(0.8 <= value < 1 for value in found) > 10
    assert sum(value < 0.5 for value in found) > 10


def test_writers_of_one_agreement_misspell_and_miscount(reports: list[Told]) -> None:
    signed = [(one.deal, one.reading.reports[0]) for one in reports if one.reading.reports[0].signatories]
    wrong = [deal for deal, report in signed if report.signatories[0].person != holder(deal.parties[0], deal.day)]
    assert 0.02 * len(signed) < len(wrong) < 0.2 * len(signed)
    counts: dict[str, set[str]] = {}
    for one in reports:
        count = one.reading.reports[0].article_count
        counts.setdefault(one.deal.number, set()).update([count.value] if count else [])
    assert sum(len(said) > 1 for said in counts.values()) > 5


def test_the_ledger_names_reports_of_the_set_and_never_contradicts_the_truth(reports: list[Told]) -> None:
    deals = {one.report: one.deal.number for one in reports}
    found = [ledger(number, reports[number * CHUNK : (number + 1) * CHUNK]) for number in range(COUNT // CHUNK)]
    judgements = [line for lines, _ in found for line in lines]
    assert len(judgements) + sum(len(lines) for _, lines in found) == COUNT // 100
    assert len({frozenset(line[:2]) for line in judgements}) == len(judgements)
    for one, other, verdict, *_ in judgements:
        assert (deals[one] == deals[other]) == (verdict == "same")


def test_one_more_article_is_about_the_two_largest_parties(world: World) -> None:
    some = one_more(world, "newest", next(told(1, world=world)).deal.day)
    assert [party.id for party in some.reading.reports[0].parties] == [body.id for body in world.bodies[:2]]
