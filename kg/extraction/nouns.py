"""The noun of an agreement in its sentence: whether it is one told of before, another one, or many at once."""

from __future__ import annotations

import re

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.words import Words
from kg.language import skeleton_key


def count_word(words: Words, sentence: Sentence, noun: Element) -> Element | None:
    """Return the word that counts the noun as one more ("the other MOU", «تفاهم‌نامه دوم», «سومین قرارداد»), or None."""
    at = sentence.elements.index(noun)
    before = [e for e in sentence.elements[max(0, at - 3) : at] if e.kind not in ("COOP", "ADJ")][-1:]
    after = [e for e in sentence.elements[at + 1 : at + 3] if e.kind not in ("COOP", "ADJ")][:1]
    counted = [e for e in before if e.value == "other" or e.key in words.sets["one more"]]
    return next(iter(counted + [e for e in after if e.key in words.sets["one more behind"]]), None)


def fresh(words: Words, sentence: Sentence, noun: Element) -> bool:
    """Say whether the sentence adds an agreement to those before: "also signed a …", "another agreement"."""
    if count_word(words, sentence, noun):
        return True
    elements = sentence.elements
    at = elements.index(noun)
    near = [n for n in range(max(0, at - 12), at) if elements[n].kind == "ALSO"]
    acted = any(elements[n].value == "other" or elements[n + 1].kind == "ACT" for n in near)
    return acted and not any(e.kind in ("THE", "THIS") for e in elements[max(0, at - 2) : at])


def told_apart(sentence: Sentence, noun: int) -> bool:
    """Say whether "the" right before a noun and a verb behind it show that what is denied is not the agreement."""
    the = noun > 0 and sentence.elements[noun - 1].kind == "THE"
    return the and any(e.kind == "ACT" and e.value.endswith("+") for e in sentence.elements[noun : noun + 5])


def known(sentence: Sentence, noun: Element) -> bool:
    """Say whether "the" stands before the noun, at most two words apart ("the cooperation agreement")."""
    at = sentence.elements.index(noun)
    before = [e.kind for e in sentence.elements[max(0, at - 3) : at]][::-1]
    return "THE" in before and set(before[: before.index("THE")]) <= {"WORD", "ADJ", "COOP", "ACT"}


def indefinite(sentence: Sentence, noun: Element) -> bool:
    """Say whether "a", "another" or a number stands before the noun, at most five words apart, or nothing definite."""
    at = sentence.elements.index(noun)
    before = [e.kind for e in sentence.elements[max(0, at - 5) : at]][::-1]
    return next(
        (kind in ("ONE", "NUM") for kind in before if kind in ("ONE", "NUM", "THE", "THIS", "ITS", "BASIS")), False
    )


_PLURAL = re.compile(r"(?<!نام)(?<!معاهد)ها(ی|یی)?$")
"""A plural ending; «نامه‌ای» and «معاهده‌ای» are singulars whose own ه stands before an «ای»."""


def plural(document: Document, noun: Element) -> bool:
    """Say whether a noun is written as many («قراردادها», "contracts")."""
    surface = noun.span.of(document.text)
    if document.words.language == "fa":
        return bool(_PLURAL.search(skeleton_key(surface)))
    return skeleton_key(surface.partition(" of ")[0]).endswith(("s", "memoranda"))  # "memorandums of understanding"


def this(sentence: Sentence, noun: Element) -> bool:
    """Say whether «این» or the like points back from the noun, or it only refers to an agreement."""
    at = sentence.elements.index(noun)
    return noun.value == "ref" or (at > 0 and sentence.elements[at - 1].kind in ("THIS", "TOPICHEAD", "BASIS"))


def _one_of_many(sentence: Sentence, at: int) -> bool:
    """Say whether a Persian noun has the ending of one not told of before («بر اساس قراردادی که …»)."""
    noun, after = sentence.elements[at], sentence.elements[at + 1 : at + 2]
    return noun.key.endswith(_ONE) and [e.kind for e in after] == ["THAT"]


_ONE = ("دادی", "فقی", "مهای", "هدهای", "مانی")
"""Endings of «قراردادی», «توافقی», «تفاهم‌نامه‌ای», «معاهده‌ای», «پیمانی», without signs that the fold drops."""


def definite(sentence: Sentence, noun: Element) -> bool:
    """Say whether the noun is one told of: by «این», «را» or what it is."""
    at = sentence.elements.index(noun)
    if noun.value == "ref" or (at + 1 < len(sentence.elements) and sentence.elements[at + 1].kind == "RA"):
        return True
    before = sentence.elements[at - 1] if at else None
    if _one_of_many(sentence, at):
        return False
    return before is not None and before.kind in ("THIS", "TOPICHEAD", "BASIS") and before.value != "indefinite"
