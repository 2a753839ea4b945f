"""The synthetic news that ingestion is measured on: the same every time, as long and as skewed as promised."""

from __future__ import annotations

import statistics
from collections import Counter
from itertools import pairwise

import pytest
from invented import World
from news import CHUNK, LONGEST, Record, chunk, records

from kg.articles import Article
from kg.extraction import GrammarExtractor, Reading
from kg.lexicon import load_lexicon

COUNT = 10 * CHUNK
READ = 400


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def news(world: World) -> list[Record]:
    return list(records(COUNT, world=world))


@pytest.fixture(scope="module")
def readings(news: list[Record]) -> list[Reading]:
    extractor = GrammarExtractor(load_lexicon())
    return [extractor.extract(Article(one["text"], id=one["id"], published=one["published"])) for one in news[:READ]]


def story(record: Record) -> str:
    return "-".join(record["id"].split("-")[2:4])


def test_the_same_seed_gives_the_same_news_and_a_small_set_begins_a_large_one(news: list[Record]) -> None:
    assert chunk(3, World()) == news[3 * CHUNK : 4 * CHUNK]
    assert list(records(CHUNK + 7)) == news[: CHUNK + 7]
    assert list(records(7, seed=2)) != news[:7]


def test_every_article_has_an_id_and_a_url_of_its_own(news: list[Record]) -> None:
    assert len({one["id"] for one in news}) == len({one["url"] for one in news}) == COUNT


def test_lengths_are_skewed_like_news(news: list[Record]) -> None:
    lengths = [len(one["text"]) for one in news]
    assert 1_250 < statistics.median(lengths) < 1_550
    assert 1_550 < statistics.mean(lengths) < 1_850
    assert 6_000 < max(lengths) < LONGEST + 1_000
    assert statistics.quantiles(lengths, n=10)[0] < 800


def test_some_articles_tell_of_no_agreement_and_some_of_two(readings: list[Reading]) -> None:
    told = Counter(len(one.reports) for one in readings)
    assert told[0] > READ / 10
    assert told[1] > READ / 2
    assert told[2] > READ / 75


def test_other_agencies_tell_again_in_their_own_words_or_in_those_of_the_first(news: list[Record]) -> None:
    sizes = Counter(map(story, news))
    assert sum(size for size in sizes.values() if size > 1) > COUNT / 5
    pairs = [(one, other) for one, other in pairwise(news) if story(one) == story(other)]
    shared = [len(set(a["text"].split()) & set(b["text"].split())) / len(set(a["text"].split())) for a, b in pairs]
    # about one in five is told in the first one's words, two in a hundred more or less with the seed
    assert sum(share > 0.8 for share in shared) > len(pairs) / 7
    assert sum(share < 0.5 for share in shared) > len(pairs) / 5
    assert any(one["publisher"] != other["publisher"] for one, other in pairs)
