"""Made-up keys of reports, skewed like the world: few bodies sign much, most sign little, some news is told often."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from kg.identity import ReportKey, signature

FIRST_DAY, DAYS = date(2012, 1, 1), 3653
TOPICS = [f"topic-{number}" for number in range(30)]
TYPES = ("memorandum", "memorandum", "memorandum", "agreement", "contract", "cooperation-document")
STATUSES = ("signed",) * 8 + ("planned", "ratified", "extended")


def made_reports(count: int, seed: int = 7) -> list[ReportKey]:
    """Return keys: the largest body in 10 %, one pair of bodies in 2 %, 20 % undated, 15 % told 2 to 50 times."""
    chance = random.Random(seed)
    found: list[ReportKey] = []
    while len(found) < count:
        told = chance.randint(2, 50) if chance.random() < 0.0066 else 1
        found += _agreement(chance, len(found), min(told, count - len(found)), count)
    return found


def _agreement(chance: random.Random, start: int, told: int, count: int) -> Iterator[ReportKey]:
    parties = tuple(sorted(f"institution/{number}" for number in _pair(chance, count)))
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    people = tuple(
        f"نام {chance.choice('بپتجچدرزسشفقکگلمن')}{chance.choice('بپتجچدرزسشفقکگلمن')}{chance.choice('بپتجچدرزسشفقکگلمن')}ی"
        for _ in range(2)
    )
    topics = tuple(sorted(chance.sample(TOPICS, chance.randint(0, 2))))
    words = [f"w{chance.randrange(20000)}" for _ in range(60)]
    kind, status = chance.choice(TYPES), chance.choice(STATUSES)
    for number in range(start, start + told):
        dated = day.isoformat() if chance.random() < 0.8 else None
        text = words[:] if chance.random() < 0.5 else [f"w{chance.randrange(20000)}" for _ in range(60)]
        yield ReportKey(
            f"report/{number}", str(number), (day + timedelta(chance.randrange(4))).isoformat(), parties, dated, dated,
            "quoted" if dated else None, kind, status, people, topics=topics, minhash=signature(" ".join(text)), characters=300,
        )  # fmt: skip


def _pair(chance: random.Random, count: int) -> set[int]:
    """Return two bodies: body 0 in every tenth pair, with body 1 in every fiftieth, the rest by Zipf's law."""
    if chance.random() < 0.02:
        return {0, 1}
    first = 0 if chance.random() < 0.08 else _zipf(chance, count)
    second = _zipf(chance, count)
    return {first, second if second != first else count + first}


def _zipf(chance: random.Random, count: int) -> int:
    """Return 2, 3, … with chances that fall like 1/n over a tenth as many bodies as reports."""
    return int(2 * (count / 20) ** chance.random())
