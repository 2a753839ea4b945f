"""Synthetic Persian articles about agreements, any number of them, the same for the same seed.

They share the lexicon's institutions, so that queries and networks have something to join. All persons and events
are invented. ``python tests/bench/corpus.py 1000 > corpus.jsonl`` writes records that ``kg ingest`` reads.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.lexicon import Institution, Lexicon, load_lexicon

TEMPLATES: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "templates.json").read_text("utf-8"))
KINDS = ("ministry", "governorate", "organisation", "university", "municipality", "centre")
FIRST_DAY = date(2018, 3, 21)
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def records(count: int, seed: int = 1, lexicon: Lexicon | None = None) -> Iterator[dict[str, str]]:
    """Yield ``count`` records in the form that ingestion documents."""
    bodies = _bodies(lexicon or load_lexicon())
    chance = random.Random(seed)
    for number in range(count):
        yield _record(number, seed, bodies, chance)


def _bodies(lexicon: Lexicon) -> list[Institution]:
    """Return the institutions that articles may name: those with an office-holder, so that somebody can sign."""
    found = [one for one in lexicon.institutions if one.kind in KINDS and one.name_fa and one.heads_fa]
    return sorted(found, key=lambda one: one.slug)


def _record(number: int, seed: int, bodies: list[Institution], chance: random.Random) -> dict[str, str]:
    words = _words(bodies, chance)
    day = FIRST_DAY + timedelta(days=chance.randrange(2500))
    parts = [_fill(name, words, chance) for name in _plan(chance)]
    return {
        "id": f"synthetic-{seed}-{number}",
        "url": f"https://news.example/{seed}/{number}",
        "title": _fill("titles", words, chance),
        "publisher": f"خبرگزاری آزمون {number % 7 + 1}".translate(_DIGITS),
        "published": day.isoformat(),
        "language": "fa",
        "text": "\n".join(parts) + "\n",
    }


def _plan(chance: random.Random) -> list[str]:
    """Return which kinds of sentence an article has, in order."""
    more = [name for name in ("durations", "values") if chance.random() < 0.4]
    return ["leads", "signings", "objectives", *more, "fillers", "statements", "fillers", "statements"]


def _words(bodies: list[Institution], chance: random.Random) -> dict[str, str]:
    first, second = chance.sample(bodies, 2)
    aims = chance.sample(TEMPLATES["aims"], 3)
    month, year = chance.choice(TEMPLATES["months"]), chance.randrange(1397, 1404)
    numbers = {name: str(chance.randrange(2, top)) for name, top in (("articles", 12), ("notes", 5), ("years", 6))}
    words = {
        "a": first.name_fa, "b": second.name_fa, "oa": first.heads_fa[0], "ob": second.heads_fa[0],
        "pa": _person(chance), "pb": _person(chance), "kind": chance.choice(TEMPLATES["kinds"]),
        "city": chance.choice(TEMPLATES["cities"]), "date": f"{chance.randrange(1, 30)} {month} {year}",
        "amount": str(chance.randrange(2, 900)), **numbers,
        **{f"aim{place}": aim for place, aim in enumerate(aims, 1)},
    }  # fmt: skip
    return {name: word.translate(_DIGITS) for name, word in words.items()}


def _person(chance: random.Random) -> str:
    return f"{chance.choice(TEMPLATES['given_names'])} {chance.choice(TEMPLATES['surnames'])}"


def _fill(name: str, words: dict[str, str], chance: random.Random) -> str:
    sentence: str = chance.choice(TEMPLATES[name])
    return sentence.format_map(words)


def write_records(made: Callable[[int, int], Iterator[dict[str, str]]], about: str | None) -> None:
    """Write as many records as the command line asks for to standard output, one JSON object a line."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for record in made(given.count, given.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    write_records(records, __doc__)
