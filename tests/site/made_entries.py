"""Entries of made-up pages for tests and benches of search: many, alike, with names in both languages and long texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.language import search_text
from kg.pages import Label, Link, SearchEntry, search_entry

KINDS = ("article", "agreement", "institution", "official", "topic", "province")
SHARES = (138, 100, 50, 58, 3, 1)
"""How many pages of each kind, of 350."""
_BODIES = ("وزارت", "سازمان", "شرکت", "دانشگاه", "استانداری", "شهرداری", "پژوهشگاه", "بنیاد", "مرکز", "اتاق بازرگانی")
_ENGLISH = (
    "Ministry",
    "Organization",
    "Company",
    "University",
    "Governorate",
    "Municipality",
    "Institute",
    "Foundation",
)
_TITLES = ("تفاهم‌نامه همکاری", "قرارداد", "موافقت‌نامه", "تفاهم‌نامه پژوهشی", "توافق‌نامه سه‌جانبه")
_COMMON = (
    "در",
    "و",
    "از",
    "به",
    "که",
    "با",
    "این",
    "برای",
    "تفاهم‌نامه",
    "همکاری",
    "امضا",
    "کرد",
    "شد",
    "ایران",
    "توسعه",
)
_LETTERS = "ابپتجچخدرزسشصطعفقکگلمنوهی"


def made_words(count: int, seed: int) -> list[str]:
    """Return made-up words, those that come first meant to be used most."""
    chance = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choice(_LETTERS) for _ in range(chance.choice((3, 4, 4, 5, 5, 6, 7))))] = None
    return list(words)


def made_entries(count: int, *, seed: int = 1, words: int = 30_000, text: int = 150) -> Iterator[SearchEntry]:
    """Yield entries; text: words of the text of an article. The use of words falls as in languages: few, very often."""
    chance = random.Random(seed)
    known = made_words(words, seed)

    def word() -> str:
        return known[int(words ** chance.random()) - 1]

    for number in range(count):
        kind = chance.choices(KINDS, SHARES)[0]
        fa, en, order, texts = "", "", f"{chance.randrange(10**6):06}", list[str]()
        if kind == "article":
            fa = " ".join([chance.choice(_TITLES), *(word() for _ in range(6))])
            texts = [" ".join(chance.choice(_COMMON) if chance.random() < 0.4 else word() for _ in range(text))]
        elif kind == "agreement":
            fa = f"{chance.choice(_TITLES)} {chance.choice(_BODIES)} {word()} و {chance.choice(_BODIES)} {word()}"
            texts = [" ".join(chance.choice(_COMMON) if chance.random() < 0.3 else word() for _ in range(20))]
        elif kind == "official":
            fa, texts = f"{word()} {word()}‌{word()}", [f"رئیس {chance.choice(_BODIES)} {word()}"]
        else:
            fa = f"{chance.choice(_BODIES)} {word()} {word()}"
            en = f"{chance.choice(_ENGLISH)} of {number} {chance.randrange(999)}"
        link = Link(f"{kind}/{seed:02x}{number:014x}.html", Label(fa, en), kind)
        yield search_entry(link, (), texts, order=order)


def found_by(entry: SearchEntry, query: str) -> bool:
    """Say by looking at all of an entry whether a search must find it: what the index is compared with.

    Every word begins a word of its names, or two of them grown together, or is a word of its text; neighbours in the
    search may also stand as one word.
    """
    names, texts, words = _of_names(tuple(entry.names)), _of_text(entry.text), _of_query(query)

    def has(word: str) -> bool:
        return word in texts or any(name.startswith(word) for name in names)

    def pair(at: int) -> bool:
        return 0 <= at < len(words) - 1 and has(words[at] + words[at + 1])

    return bool(words) and all(has(word) or pair(at) or pair(at - 1) for at, word in enumerate(words))


@cache
def _of_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of names, and neighbours grown together."""
    parts = [name.split() for name in names]
    return frozenset(word for words in parts for word in (*words, *(one + other for one, other in pairwise(words))))


@cache
def _of_text(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _of_query(query: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(search_text(query).split()))
