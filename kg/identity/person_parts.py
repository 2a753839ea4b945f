"""The parts of a person's name: forms of address and descent titles put away, halves of a name joined.

«دکتر سید محمدجواد آذری جهرمی» has the given names محمد and جواد and the surname words آذری and جهرمی.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.identity.name_tables import LATIN, endings_apart, given_names, name_rows, surname_endings, titles, words
from kg.identity.sounds import script, sound_code, sounds
from kg.language import search_text, skeleton_key

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʻʼ"))
_SOFT_BORDER = re.compile("(?<=\\w{4}[یي])\u200c")
"""Between two surnames («باقری‌کنی»), of which the second may be left out; elsewhere ZWNJ stands inside a word."""
_LONGEST_TITLE = 5
_LONGEST_JOIN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name, or several joined; ``word`` makes each once.

    known: the row of the tables of names that it stands in, with its endings.
    """

    text: str
    script: str
    sounds: str
    code: str
    known: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A name taken apart. given: how many of the words are given names; turned: with the surname taken first."""

    key: str
    words: tuple[Word, ...]
    given: int
    codes: frozenset[str]
    turned: Person | None = None


@lru_cache(maxsize=16384)
def word(text: str) -> Word:
    """Return a folded word with its sounds."""
    heard = sounds(text)
    known = _known(text)
    code = sound_code(heard if known is None else sounds(known.replace("+", "")))
    return Word(text, script(text), heard, code, known)


def _known(text: str) -> str | None:
    """Return the row a word stands in; «محمدیان» stands with «محمد» and its ending."""
    row = name_rows().get(text)
    if row is not None:
        return row
    for ending, first in surname_endings():
        stem = text.removesuffix(ending)
        if len(stem) > 1 and stem != text and (known := _known(stem)) is not None:
            return f"{known}+{first}"
    return None


@lru_cache(maxsize=16384)
def person(name: str) -> Person:
    """Take a name apart; a name without letters has no words and is nobody's."""
    key = skeleton_key(name)
    texts = _texts(name)
    plain = _person(key, texts)
    if len(texts) < 2 or texts[0] in given_names() or texts[-1] not in given_names() or script(texts[0]) != LATIN:
        return plain
    turned = _person(key, [texts[-1], *texts[:-1]])
    return Person(key, plain.words, plain.given, plain.codes | turned.codes, turned)


def _person(key: str, texts: list[str]) -> Person:
    made = tuple(map(word, texts))
    given = min(1, len(made) - 1)
    while 0 < given < len(made) - 1 and (len(texts[given]) == 1 or texts[given] in given_names()):
        given += 1
    return Person(key, made, max(given, 0), frozenset(_codes(key, made, max(given, 0))))


def _codes(key: str, made: tuple[Word, ...], given: int) -> list[str]:
    """Return the codes of the whole name, of each word but the first, and of runs that reach into the surname."""
    found = [sound_code(sounds(key)), _code(made), *(one.code for one in made[min(1, given) :])]
    for start in range(min(1, given), len(made)):
        for end in range(max(start, given) + 1, min(len(made), start + _LONGEST_JOIN) + 1):
            found.append(_code(made[start:end]))
    return found


def _code(parts: tuple[Word, ...]) -> str:
    return parts[0].code if len(parts) == 1 else word("".join(part.text for part in parts)).code


def _texts(name: str) -> list[str]:
    plain = _SOFT_BORDER.sub(" ", re.sub(r"\([^)]*\)", " ", name.translate(_APOSTROPHES)))
    texts = search_text(_turned(plain)).split()
    texts = _without_titles(texts)
    texts = _without_descent(texts)
    texts = _joined(texts)
    return _split_leading(texts)


def _turned(name: str) -> str:
    """Put the surname last where a comma says that it stands first: "Rezaei, Ali"."""
    family, comma, given = name.replace("،", ",").partition(",")
    return f"{given} {family}" if comma and given.strip() and family.strip() and "," not in given else name


def _without_titles(texts: list[str]) -> list[str]:
    while len(texts) > 1:
        sizes = range(min(_LONGEST_TITLE, len(texts) - 1), 0, -1)
        size = next((size for size in sizes if _is_title(texts[:size])), 0)
        if not size or (len(texts) - size < 2 and texts[0] in given_names()):
            break
        texts = texts[size:]
    return texts


def _is_title(texts: list[str]) -> bool:
    """Say whether words are a form of address; two initials are none (M. R.)."""
    return "".join(texts) in titles() and not all(len(text) == 1 for text in texts)


def _without_descent(texts: list[str]) -> list[str]:
    descent = words("name-words", "sayyid")
    kept = [text for text in texts[:-1] if text not in descent] + texts[-1:]
    for prefix in _prefixes() if kept else ():
        if kept[0].startswith(prefix) and kept[0][len(prefix) :] in given_names():
            return [kept[0][len(prefix) :], *kept[1:]]
    return kept


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(words("name-words", "sayyid"), key=lambda text: (-len(text), text)))


def _joined(texts: list[str]) -> list[str]:
    """Join the halves of given names and surnames; leave out particles and articles between names."""
    made: list[str] = []
    servant = False
    for at, text in enumerate(texts):
        last = at == len(texts) - 1
        if made and not last and text in words("name-words", "particle") | words("name-words", "article"):
            continue
        if made and (servant or _completes(made, text)):
            made[-1] = ("abdol" if made[-1] == "abd" else made[-1]) + text
            servant = False
            continue
        made.append(_bare(text))
        servant = text in words("name-words", "servant") and not last
    return made


def _completes(made: list[str], text: str) -> bool:
    """Say whether a word is the second half of the one before; «حسن زاده» is a surname alone, "Ali Rad" is not."""
    if text in words("name-words", "tail"):
        return True
    if len(made) > 1 or made[0] not in given_names():
        return text in endings_apart()
    return text in endings_apart("never")


def _bare(text: str) -> str:
    """Return a word without the Arabic article."""
    joined = text.startswith("ال") and len(text) > 4 and text not in words("name-words", "whole")
    return text[2:] if joined and not text.startswith("الله") else text


def _split_leading(texts: list[str]) -> list[str]:
    for lead in sorted(words("name-words", "leading")) if texts else ():
        rest = texts[0].removeprefix(lead)
        if rest != texts[0] and rest in given_names():
            return [lead, rest, *texts[1:]]
    return texts
