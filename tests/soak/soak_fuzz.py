"""A hundred thousand mutated news texts: each gives a reading whose quotes stand at their offsets, and none an error.

The texts are those of ``data/articles`` and ``data/gold``, cut, joined, doubled, stripped of spaces and strewn with odd
characters by a seeded generator. ``KG_FUZZ_TEXTS`` sets how many (100,000 if not set).
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.extraction.reading import Evidence, Reading
from kg.lexicon import load_lexicon

DATA = Path(__file__).parents[2] / "data"
TEXTS = int(os.environ.get("KG_FUZZ_TEXTS", "100000"))
PARTS = 20
ODD = [
    "\u200c", "\u200b", "\u200f", "\u202e", "\u2069", "\ufeff", "\u0640", "\u064e", "\u0670", "\x00", "\x1b", "\ud800", "\udfff",
    "\u2028", "\u2029", "\r\n", "\n\n", "\t", "\u00a0", "😀", "🔹", "½", "⑫", "ﷲ", "ﻻ", "İ", "ß", "ǅ", "A\u0301", "«", "»", "(", "）",
    "...", "!!!", "؟", "؛", "،،", "—", "۰", "٠", "١٤٠٠/١٣/٤٠", "9" * 40, "و" * 30, "رئیس " * 8, "of " * 9, "the the", "'s",
]  # fmt: skip
LONGEST = 4000


def originals() -> list[str]:
    """Return the shipped texts, in a fixed order."""
    files = [*sorted(DATA.glob("articles/*.jsonl")), *sorted(DATA.glob("gold/*/articles-*.jsonl"))]
    return [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").splitlines()]


def _cut(text: str, chance: random.Random, _: list[str]) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 80) :]


def _twice(text: str, chance: random.Random, _: list[str]) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.randrange(1, 120)
    return text[:end] + text[start:end] + text[end:]


def _joined(text: str, chance: random.Random, texts: list[str]) -> str:
    other = chance.choice(texts)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other)) :]


def _odd(text: str, chance: random.Random, _: list[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ODD) + text[at:]


def _dropped(text: str, chance: random.Random, _: list[str]) -> str:
    return text.replace(chance.choice([" ", "\u200c", ".", "\n", "و", "ا", "e"]), "")


def _shuffled(text: str, chance: random.Random, _: list[str]) -> str:
    words = text.split(" ")
    low = chance.randrange(len(words))
    part = words[low : low + 12]
    chance.shuffle(part)
    return " ".join([*words[:low], *part, *words[low + 12 :]])


def _any(text: str, chance: random.Random, _: list[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 9))) + text[at:]


MUTATIONS: list[Callable[[str, random.Random, list[str]], str]] = [
    _cut, _twice, _joined, _odd, _odd, _dropped, _shuffled, _any,
]  # fmt: skip


def mutated(texts: list[str], chance: random.Random) -> str:
    """Return one text after one to eight mutations."""
    text = chance.choice(texts)
    for _ in range(chance.randrange(1, 9)):
        text = chance.choice(MUTATIONS)(text, chance, texts) or "آ"
    return text[:LONGEST]


def quotes(value: object) -> list[Evidence]:
    """Return every quote anywhere in a reading."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple):
        return [quote for part in value for quote in quotes(part)]
    names = getattr(value, "__dataclass_fields__", ())
    return [quote for name in names for quote in quotes(getattr(value, name))]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_mutated_text_gives_a_grounded_reading(part: int) -> None:
    texts, chance = originals(), random.Random(part)
    extractor = GrammarExtractor(load_lexicon())
    extractor.extract(Article(texts[0]))
    slowest, count = (0.0, ""), 0
    for _ in range(TEXTS // PARTS):
        text = mutated(texts, chance)
        start = time.process_time()
        reading: Reading = extractor.extract(Article(text, published="2022-05-01"))
        slowest = max(slowest, (1e6 * (time.process_time() - start) / max(len(text), 500), text))
        assert [quote for quote in quotes(reading) if text[quote.start : quote.end] != quote.text] == []
        count += bool(reading.reports)
    assert count > TEXTS // PARTS // 4, "mutated texts should still tell of agreements, or nothing was tried"
    print(f"slowest: {slowest[0]:.0f} s a million characters, in a text of {len(slowest[1])} characters")
