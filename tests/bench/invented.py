"""The invented world that synthetic reports tell of: its bodies, their office-holders, its agreements, by seed alone.

Parties are drawn by Zipf's law. All persons and events are invented.
"""

from __future__ import annotations

import json
import random
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from kg.language import to_jalali
from kg.lexicon import Lexicon, load_lexicon

WORDS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "reports.json").read_text("utf-8"))
FIRST_DAY, DAYS = date(2018, 3, 21), 2500
TERM = 900
"""Days that an invented official stays in office."""
OUTSIDE = 0.1
"""Share of parties that the lexicon does not have."""

ZIPF = 0.95
KINDS = ("ministry", "governorate", "organisation", "university", "municipality")
"""Kinds of institutions that agree most often, in this order; within a kind the order is drawn."""

DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Body:
    """A party: local id, name, kind as a reading has it, the title of its head."""

    id: str
    name: str
    kind: str
    head: str


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement of the invented world, as it truly was. number: unique; day: of its signing."""

    number: str
    parties: tuple[Body, ...]
    day: date
    kind: str
    aims: tuple[tuple[str, str], ...]
    articles: int
    years: int | None
    amount: int | None


class World:
    """The parties with their weights, and the words for aims; the same for the same lexicon."""

    def __init__(self, lexicon: Lexicon | None = None, seed: int = 1) -> None:
        lexicon, self.seed = lexicon or load_lexicon(), seed
        chance = random.Random(f"world {seed}")
        bodies = sorted((one for one in lexicon.institutions if one.name_fa), key=lambda one: one.slug)
        chance.shuffle(bodies)
        bodies.sort(key=lambda one: KINDS.index(one.kind) if one.kind in KINDS else len(KINDS))
        kinds = {"state": "state", "company": "company"}
        self.bodies = [
            Body(one.id, one.name_fa, kinds.get(one.kind, "institution"), _head(one.heads_fa, one.slug))
            for one in bodies
        ]
        self.totals = list(accumulate(1 / rank**ZIPF for rank in range(1, len(self.bodies) + 1)))
        self.subjects = [(word, topic.slug) for topic in lexicon.topics for word in topic.keywords_fa]
        self.outside = lexicon.institution_id

    def bodies_of(self, chance: random.Random) -> tuple[Body, ...]:
        """Draw the parties of one agreement: two, sometimes three, some of them outside the lexicon."""
        count, found = 3 if chance.random() < 0.12 else 2, dict[str, Body]()
        while len(found) < count:
            body = self._unknown(chance) if chance.random() < OUTSIDE else self._known(chance)
            found[body.id] = body
        return tuple(found.values())

    def _known(self, chance: random.Random) -> Body:
        return self.bodies[bisect(self.totals, chance.random() * self.totals[-1])]

    def _unknown(self, chance: random.Random) -> Body:
        name = f"{chance.choice(WORDS['outside'])} {surname(chance)} {chance.choice(self.subjects)[0]}"
        return Body(self.outside(name), name, "institution", _head((), name))


def deal_of(number: str, world: World, chance: random.Random) -> Deal:
    return Deal(
        number=number,
        parties=world.bodies_of(chance),
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        kind=chance.choice(WORDS["kinds"]),
        aims=aims_of(world, chance),
        articles=chance.randrange(3, 15),
        years=chance.randrange(1, 10) if chance.random() < 0.3 else None,
        amount=chance.randrange(2, 900) if chance.random() < 0.15 else None,
    )


def aims_of(world: World, chance: random.Random) -> tuple[tuple[str, str], ...]:
    drawn = [(chance.choice(WORDS["acts"]), *chance.choice(world.subjects)) for _ in range(3)]
    return tuple((f"{act} {word}", topic) for act, word, topic in drawn)


def holder(body: Body, day: date) -> str:
    """Return who held the body's chief office on that day."""
    shift = random.Random(body.id).randrange(TERM)
    return person(f"{body.id} {((day - FIRST_DAY).days + shift) // TERM}")


@lru_cache(maxsize=100_000)
def person(key: str) -> str:
    chance = random.Random(key)
    given = ("سید " if chance.random() < 0.15 else "") + chance.choice(WORDS["given_names"])
    return f"{given} {surname(chance)}"


def surname(chance: random.Random) -> str:
    return f"{chance.choice(WORDS['surname_stems'])}‌{chance.choice(WORDS['surname_endings'])}"


def _head(titles: tuple[str, ...], name: str) -> str:
    """Return the title of a body's head: as the lexicon has it without the body's own name, else any."""
    drawn: str = random.Random(name).choice(WORDS["heads"])
    return titles[0] if titles else drawn


def jalali(day: date) -> str:
    """Return a day as Persian news writes it.

    >>> jalali(date(2021, 10, 4))
    '۱۲ مهر ۱۴۰۰'
    """
    year, month, number = to_jalali(day.isoformat()).split("-")
    return f"{int(number)} {WORDS['months'][int(month) - 1]} {year}".translate(DIGITS)
