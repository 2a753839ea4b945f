"""Synthetic reports of agreements, made as readings without any extraction, the same for the same seed.

Skewed like the world: parties by Zipf's law, a quarter undated, many agreements told once and some up to fifty times (a
part of them nearly word for word), misspelt officials, counts that differ, what became of an agreement months later, and
a ledger. Every quote stands in the text at its offsets. All persons and events are invented.

Reports come in chunks of ``CHUNK``; a chunk depends on its number and the seed alone, so a small set is the beginning of a large one
and chunks may be made side by side.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from invented import DAYS, FIRST_DAY, WORDS, Deal, World, aims_of, deal_of
from report_texts import Author, Style

from kg.articles import Article
from kg.extraction.reading import Reading
from kg.identity import report_id

CHUNK = 500
UNDATED, UNPUBLISHED, DERIVED, REPUBLISHED = 0.25, 0.03, 0.1, 0.4
CLUSTERED, FOLLOWED = 0.06, 0.1
LARGEST = 50
"""Reports of the agreement that is told most often; sizes of clusters fall with their square."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article with what is read in it, and the agreement it truly tells of; act: "" or a later act's kind."""

    deal: Deal
    act: str
    article: Article
    reading: Reading

    @property
    def report(self) -> str:
        """Local id of the report."""
        report = self.reading.reports[0]
        return report_id(self.article.key, [party.id for party in report.parties], report.type.value, 0)


def told(count: int, seed: int = 1, world: World | None = None) -> Iterator[Told]:
    """Yield so many articles, each with its reading."""
    world = world or World(seed=seed)
    for number in range(-(-count // CHUNK)):
        yield from chunk(number, world)[: count - number * CHUNK]


def chunk(number: int, world: World) -> list[Told]:
    """Return the articles of one chunk: whole agreements, the last one cut where the chunk is full."""
    chance, found = random.Random(f"chunk {world.seed} {number}"), list[Told]()
    deals = 0
    while len(found) < CHUNK:
        deal = deal_of(f"{number}-{deals}", world, chance)
        found += _articles(deal, world, chance)
        deals += 1
    return found[:CHUNK]


def one_more(world: World, name: str, day: date) -> Told:
    """Return one more article about the two largest parties, of an agreement of its own, dated that day."""
    chance = random.Random(name)
    first, second = world.bodies[:2]
    deal = Deal(name, (first, second), day, WORDS["kinds"][0], aims_of(world, chance), 7, 3, None)
    return _told(deal, name, Style(deal, day + timedelta(days=1), "dated"), world, chance.getrandbits(32))


def ledger(number: int, articles: list[Told]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the lines of the judgement and correction ledgers about one chunk, one line for each hundred reports.

    The judgements say what is true, so none contradicts another.
    """
    who, day = "آزمون", (FIRST_DAY + timedelta(days=DAYS + number % 300)).isoformat()
    groups: dict[str, list[Told]] = {}
    for one in articles:
        groups.setdefault(one.deal.number, []).append(one)
    many = [group for group in groups.values() if len(group) > 1]
    lone = [group[0] for group in groups.values() if len(group) == 1]
    judgements = [
        (many[0][0].report, many[0][-1].report, "same", who, day, "یک رویداد است"),
        (lone[0].report, lone[1].report, "different", who, day, "دو قرارداد جداست"),
        (lone[2].report, lone[3].report, "unsure", who, day, "روشن نیست"),
    ]
    corrections = [_correction(lone[index], action, who, day) for index, action in ((4, "reject"), (5, "replace"))]
    return judgements, corrections


def _correction(one: Told, action: str, who: str, day: str) -> tuple[str, ...]:
    from kg.graph import article_local_id

    status = one.reading.reports[0].status
    replacement = "planned" if action == "replace" else ""
    span = (str(status.evidence.start), str(status.evidence.end))
    return (article_local_id(one.article), "status", status.value, *span, action, replacement, who, day, "متن خبر")


def _articles(deal: Deal, world: World, chance: random.Random) -> Iterator[Told]:
    """Yield the articles about one agreement: of its signing, then of what became of it."""
    count = _size(chance) if chance.random() < CLUSTERED else 1
    first = chance.getrandbits(32)
    for number in range(count):
        again = number > 0 and chance.random() < REPUBLISHED
        published = None if chance.random() < UNPUBLISHED else deal.day + timedelta(days=_delay(chance))
        style = Style(deal, published, _dating(chance), again=again)
        yield _told(
            deal, f"{deal.number}-{number}", style, world, first if number == 0 or again else chance.getrandbits(32)
        )
    if chance.random() < FOLLOWED:
        act = chance.choice(sorted(WORDS["followups"]))
        later = deal.day + timedelta(days=chance.randrange(60, 900))
        style = Style(deal, later, "dated", act)
        yield _told(deal, f"{deal.number}-{act}", style, world, chance.getrandbits(32))


def _size(chance: random.Random) -> int:
    weights = [1 / size**2 for size in range(2, LARGEST + 1)]
    return chance.choices(range(2, LARGEST + 1), weights)[0]


def _delay(chance: random.Random) -> int:
    return min(int(chance.expovariate(0.8)), 20)


def _dating(chance: random.Random) -> str:
    drawn = chance.random()
    return "undated" if drawn < UNDATED else "derived" if drawn < UNDATED + DERIVED else "dated"


def _told(deal: Deal, name: str, style: Style, world: World, wording: int) -> Told:
    author = Author(deal, style, world, wording)
    title, reading = author.write()
    article = Article(
        text=author.page.text,
        id=f"synthetic-{world.seed}-{name}",
        title=title,
        publisher=author.publisher,
        published=style.published.isoformat() if style.published else None,
        language="fa",
    )
    return Told(deal, style.act, article, reading)
