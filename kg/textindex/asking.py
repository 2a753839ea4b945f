"""What a user types, read as words to be found; nothing in it is an operator of the index.

All words must be there, in any order. Words in quotation marks ("…", «…», “…”) are a phrase: one after another. A word
with ``*`` behind it stands for all words that begin so, and so does every word while somebody is still typing a name.
Spelling does not count, nor whether a compound is written as one word, with a zero-width joiner, or as two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.language import search_text

MOST_WORDS = 64
"""Most words of one search: a longer text is no search, and each word costs a look-up for every way to divide it."""
SHORTEST_PART = 2
"""Letters that each part of a word written as two must have: one letter is no word."""
LONGEST_DIVIDED = 24
"""Letters of the longest word that is also looked for as two: longer ones are no words of a dictionary."""

_PARTS = re.compile(r'"([^"]*)"(\*?)|«([^»]*)»(\*?)|“([^”]*)”(\*?)|([^\s"«“]+)|["«“]')
_BROKEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after another; ``open``: the last of them may be the beginning of a longer word."""

    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: each group must be found by one of its phrases. ``exact``: as typed; ``loose``: however it is written.

    ``groups`` of ``loose`` hold the phrases of ``exact`` too. Without groups nothing is asked, and nothing found.
    names: only names are looked for, not texts.
    """

    exact: tuple[tuple[Phrase, ...], ...]
    loose: tuple[tuple[Phrase, ...], ...]
    words: tuple[str, ...]
    names: bool = False

    @property
    def variants(self) -> bool:
        """Say whether other ways of writing, or longer words, are to be looked for."""
        return self.exact != self.loose

    @property
    def key(self) -> str:
        """The skeleton of all that was asked: what a name has that is asked for by its whole."""
        return "".join(self.words)


def read_search(text: str, *, typing: bool = False) -> Asked:
    """Return what a text asks for; ``typing``: it is a name, each word of it may be unfinished. Any text will do.

    Raises QueryError when it has more than MOST_WORDS words.
    """
    asked = list(_phrases(_BROKEN.sub(" ", text)))
    words = tuple(word for phrase in asked for word in phrase.words)
    if len(words) > MOST_WORDS:
        raise QueryError(f"the search has {len(words)} words", expected=f"at most {MOST_WORDS}")
    if typing:
        asked = [Phrase(phrase.words, open=True) for phrase in asked]
    exact = tuple((Phrase(phrase.words),) for phrase in asked)
    loose = tuple(_ways(asked, at) for at in range(len(asked)))
    return Asked(exact, loose, words, typing)


def _phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases and single words of a text; a quotation mark that is never closed counts for nothing."""
    for part in _PARTS.finditer(text):
        quoted = next((at for at in (1, 3, 5) if part[at] is not None), None)
        if quoted is not None:
            if words := tuple(search_text(part[quoted]).split()):
                yield Phrase(words, open=bool(part[quoted + 1]))
        elif part[7]:
            words = tuple(search_text(part[7]).split())
            for word in words[:-1]:
                yield Phrase((word,))
            if words:
                yield Phrase(words[-1:], open=part[7].endswith("*"))


def _ways(asked: list[Phrase], at: int) -> tuple[Phrase, ...]:
    """Return all ways in which one phrase of a search may be written, its own first.

    A single word may also have grown together with the one before or behind it.
    """
    phrase = asked[at]
    ways = [Phrase(phrase.words), phrase, *_written(phrase)]
    if len(phrase.words) == 1:
        for first in (at - 1, at):
            pair = asked[max(first, 0) : first + 2]
            if len(pair) == 2 and all(len(one.words) == 1 for one in pair):
                ways += _joined(Phrase((pair[0].words[0], pair[1].words[0]), open=pair[1].open))
    return tuple(dict.fromkeys(ways))


def _written(phrase: Phrase) -> Iterator[Phrase]:
    """Yield a phrase with one of its words divided, or two of them grown together."""
    words = phrase.words
    for at, word in enumerate(words):
        for first, second in _divided(word):
            yield Phrase((*words[:at], first, second, *words[at + 1 :]), phrase.open)
    yield from _joined(phrase)


def _joined(phrase: Phrase) -> Iterator[Phrase]:
    words = phrase.words
    for at in range(len(words) - 1):
        if words[at] not in _alone() and words[at + 1] not in _alone():
            yield Phrase((*words[:at], words[at] + words[at + 1], *words[at + 2 :]), phrase.open)


def _divided(word: str) -> Iterator[tuple[str, str]]:
    if len(word) <= LONGEST_DIVIDED and word.isalpha():
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, second = word[:at], word[at:]
            if first not in _alone() and second not in _alone():
                yield first, second


@cache
def _alone() -> frozenset[str]:
    """Return the words that are never part of a compound."""
    lines = (Path(__file__).parent / "data" / "alone.tsv").read_text("utf-8").splitlines()
    return frozenset(search_text(line) for line in lines if line.strip() and not line.startswith("#"))
