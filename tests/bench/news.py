"""Synthetic Persian news of realistic length and density: what an archive of an agency looks like, by seed alone.

``python tests/bench/news.py 1000 > news.jsonl`` writes records that ``kg ingest`` reads. Lengths are skewed like those
of news (median near 1,400 characters, mean near 1,700, some up to 10,000); most of a text is background, quotes, related
headlines and an agency's last lines. Some articles tell of no agreement, some of two; agreements are told again by other
agencies, in their own words or in the words of the first. Parties and officials are those of ``invented.py``.

Articles come in chunks of ``CHUNK``; a chunk depends on its number and the seed alone, so that a small set is the
beginning of a large one and any number is made in constant memory.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from corpus import write_records
from invented import DIGITS, FIRST_DAY, Body, Deal, World, deal_of, holder, jalali, person
from invented import WORDS as INVENTED

WORDS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "news.json").read_text("utf-8"))
CHUNK = 200
MEDIAN, SKEW = 1_400, 0.63
"""Median length in characters, and the deviation of its logarithm: a mean of 1,700."""
SHORTEST, LONGEST = 300, 10_000
WITHOUT, TWO, RETOLD, VERBATIM, FOLLOWED = 0.3, 0.06, 0.2, 0.4, 0.08
"""Shares: articles without an agreement, with two; agreements told again; retellings in the first one's words; later acts."""
AROUND = 330
"""Characters that the opening, the last lines and the paragraph that goes beyond the length add on average."""
SIGNED, QUOTED, TALKED_OF = 0.3, 0.22, 8
"""Share of articles that name the signatories; of quotes in what fills an article; subjects that one article talks of."""
LARGEST = 12
"""Articles about the agreement that is told most often; their number falls with its square."""

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """What one article tells. deals: none, one or two; act: "" or a later act's kind; day: on which it appears."""

    name: str
    deals: tuple[Deal, ...]
    act: str
    day: date
    again: bool = False


def records(count: int, seed: int = 1, world: World | None = None) -> Iterator[Record]:
    """Yield ``count`` records in the form that ingestion documents."""
    world = world or World(seed=seed)
    chunks = (chunk(number, world) for number in range(-(-count // CHUNK)))
    yield from islice((one for each in chunks for one in each), count)


def chunk(number: int, world: World) -> list[Record]:
    """Return the records of one chunk: whole stories, the last one cut where the chunk is full."""
    chance, found = random.Random(f"news {world.seed} {number}"), list[Record]()
    stories = 0
    while len(found) < CHUNK:
        found += _story(f"{number}-{stories}", world, chance)
        stories += 1
    return found[:CHUNK]


def _story(name: str, world: World, chance: random.Random) -> Iterator[Record]:
    """Yield the articles about one event: the first, its retellings, and what became of it."""
    first = Writer(world, chance, chance.choice(WORDS["publishers"]))
    if chance.random() < WITHOUT:
        yield first.record(Story(name, (), "", FIRST_DAY + timedelta(days=chance.randrange(2500))))
        return
    deals = tuple(deal_of(f"{name}-{place}", world, chance) for place in range(2 if chance.random() < TWO else 1))
    day = deals[0].day
    body = first.body(Story(name, deals, "", day), first.length())
    yield first.record(Story(f"{name}-0", deals, "", day), body)
    for number in range(1, _size(chance)):
        agency = Writer(world, chance, chance.choice(WORDS["publishers"]))
        told = Story(f"{name}-{number}", deals, "", day + timedelta(days=min(int(chance.expovariate(0.8)), 20)), True)
        yield agency.record(told, body if chance.random() < VERBATIM else None)
    if chance.random() < FOLLOWED:
        act, later = chance.choice(sorted(WORDS["followups"])), day + timedelta(days=chance.randrange(60, 900))
        yield Writer(world, chance, first.publisher).record(Story(f"{name}-{act}", deals, act, later))


def _size(chance: random.Random) -> int:
    if chance.random() >= RETOLD:
        return 1
    return chance.choices(range(2, LARGEST + 1), [1 / size**2 for size in range(2, LARGEST + 1)])[0]


class Writer:
    """One agency at work."""

    def __init__(self, world: World, chance: random.Random, publisher: str) -> None:
        self._world, self._chance, self.publisher = world, chance, publisher
        self._subjects = [subject for subject, _ in chance.sample(world.subjects, TALKED_OF)]
        self._background: list[str] = []

    def record(self, story: Story, body: list[str] | None = None) -> Record:
        """Return the article; body: paragraphs taken over from another agency."""
        body = body or self.body(story, self.length())
        title = self._line("titles", self._words(story.deals[0])) if story.deals else self._line("plain_titles")
        return {
            "id": f"news-{self._world.seed}-{story.name}",
            "url": f"https://news.example/{self._world.seed}/{story.name}",
            "title": title,
            "publisher": self.publisher,
            "published": story.day.isoformat(),
            "language": "fa",
            "text": "\n".join([self._opened(body[0], story), *body[1:], *self._last_lines()]) + "\n",
        }

    def length(self) -> int:
        """Draw how many characters the body of an article has."""
        drawn = self._chance.lognormvariate(math.log(MEDIAN), SKEW)
        return max(SHORTEST, min(int(drawn), LONGEST)) - AROUND

    def body(self, story: Story, length: int) -> list[str]:
        """Return the paragraphs of an article, filled up with quotes and background to about so many characters."""
        words = self._words(story.deals[0]) if story.deals else {}
        told = [paragraph for deal in story.deals for paragraph in self._told(deal, story)]
        body = told or [self._line("plain_leads")]
        size = sum(map(len, body))
        while size < length:
            paragraph = " ".join(self._filling(words) for _ in range(self._chance.choice((1, 1, 2, 3))))
            body.append(paragraph)
            size += len(paragraph)
        return body

    def _filling(self, words: dict[str, str]) -> str:
        """Return a quote or, without repeating any before all are used up, a sentence of background."""
        if words and self._chance.random() < QUOTED:
            return self._line("statements", words)
        self._background = self._background or self._chance.sample(WORDS["background"], len(WORDS["background"]))
        return self._fill(self._background.pop(), words)

    def _told(self, deal: Deal, story: Story) -> Iterator[str]:
        """Yield what an article says about one agreement."""
        chance, words = self._chance, self._words(deal)
        if story.act:
            yield self._fill(chance.choice(WORDS["followups"][story.act]), words)
            return
        yield " ".join(([self._line("again", words)] if story.again and chance.random() < 0.3 else []) + [
            self._line("leads", words)
        ])  # fmt: skip
        more = ["durations"] if deal.years else []
        more += ["values"] if deal.amount else []
        signed = ["signings"] if chance.random() < SIGNED else []
        yield " ".join(self._line(name, words) for name in (*signed, "objectives", *more))

    def _opened(self, paragraph: str, story: Story) -> str:
        words = self._words(story.deals[0]) if story.deals else {"a": self._body().name}
        return self._line("openers", words) + paragraph

    def _last_lines(self) -> list[str]:
        chance = self._chance
        lines = [self._line("boilerplate") for _ in range(chance.choice((0, 1, 1, 2)))]
        if chance.random() < 0.35:
            lines = [self._line("related_heads"), *(self._line("related") for _ in range(3)), *lines]
        return lines

    def _body(self) -> Body:
        return self._world.bodies[self._chance.randrange(len(self._world.bodies))]

    def _line(self, name: str, words: dict[str, str] | None = None) -> str:
        return self._fill(self._chance.choice(WORDS[name]), words or {})

    def _fill(self, sentence: str, words: dict[str, str]) -> str:
        """Fill a sentence; what an agreement does not give is drawn anew for every sentence."""
        chance = self._chance
        subjects = chance.sample(self._subjects, 3)
        drawn = {
            "n1": str(chance.randrange(3, 95)), "n2": str(chance.randrange(2, 30)), "n3": str(chance.randrange(100, 980)),
            "year": str(chance.randrange(1380, 1403)), "month": chance.choice(INVENTED["months"]),
            "city": chance.choice(WORDS["cities"]), "p": person(f"expert {chance.randrange(4000)}"),
            "c": self._body().name, "publisher": self.publisher,
            **{f"k{place}": subject for place, subject in enumerate(subjects, 1)},
        }  # fmt: skip
        return sentence.format_map({**{name: one.translate(DIGITS) for name, one in drawn.items()}, **words})

    def _words(self, deal: Deal) -> dict[str, str]:
        """Return what is fixed about an agreement, whoever tells of it."""
        own, (first, second, *_) = random.Random(deal.number), deal.parties
        words = {
            "a": first.name, "b": second.name, "pa": holder(first, deal.day), "pb": holder(second, deal.day),
            "oa": _office(first), "ob": _office(second), "kind": own.choice(WORDS["kinds"]),
            "city": own.choice(WORDS["cities"]), "date": jalali(deal.day), "articles": str(deal.articles),
            "notes": str(own.randrange(2, 6)), "years": str(deal.years or own.randrange(1, 6)),
            "amount": str(deal.amount or own.randrange(2, 900)),
            **{f"aim{place}": aim for place, (aim, _) in enumerate(deal.aims, 1)},
        }  # fmt: skip
        return {name: word.translate(DIGITS) for name, word in words.items()}


def _office(body: Body) -> str:
    """Return the title of a body's head with the body's name, where the title does not say it."""
    return f"{body.head} {body.name}" if body.head in INVENTED["heads"] else body.head


if __name__ == "__main__":
    write_records(records, __doc__)
