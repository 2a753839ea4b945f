"""Aims in English: "aimed at …", "an agreement on …", "… to + verb", "agreed to …"."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element, Sentence
from kg.extraction.items import trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words
from kg.language import Span

_STOPS = frozenset({"STOP", "SEMI", "COLON", "REPORT", "SAY", "THAT", "BASIS", "DECIDED", "QUOTE", "ACT"})
_SKIP = frozenset(
    {
        "TIME",
        "NUM",
        "ADJ",
        "COOP",
        "WORD",
        "LP",
        "RP",
        "NOUN",
        "NAME",
        "IN",
        "CAPITAL",
        "PLACE",
        "COMMA",
        "WITH",
        "STATE",
        "INST",
        "AND",
        "THE",
    }
)


def english_aims(sentence: Sentence, words: Words) -> list[Found]:
    """Return the aims of an English sentence that tells of an agreement."""
    elements = sentence.elements
    if any(a.kind == "WITHOUT" and b.kind == "NOUN" for a, b in pairwise(elements)):
        return []
    found: list[Found] = []
    done = 0
    for at in range(len(elements)):
        if at < done:
            continue
        what, start = _introducer(elements, at)
        if not what:
            continue
        end = _end(elements, start)
        span = trimmed(elements[start:end])
        if span and 10 <= span.end - span.start <= LONGEST:
            found.append(Found(what, span, f"en.{what}.introduced"))
            done = end
    return found


def _introducer(elements: list[Element], at: int) -> tuple[str, int]:
    """Return what kind of aim opens here and where its words begin; ("", 0) when none does."""
    element = elements[at]
    if element.kind == "AIM" and any(e.kind in ("NOUN", "COOP") for e in elements[:at]):
        return "purpose", at + 1
    if element.kind == "DECIDED":
        return "objective", at + 1
    if element.kind == "TO" and _lowercase(elements, at + 1) and _after_noun(elements, at):
        return "purpose", at + 1
    if element.kind in ("ON", "FOR") and _topic_follows(elements, at) and _noun_close(elements, at):
        return "subject", at + 1
    return "", 0


def _lowercase(elements: list[Element], at: int) -> bool:
    return at < len(elements) and elements[at].kind in ("WORD", "COOP", "OHEAD")


def _after_noun(elements: list[Element], at: int) -> bool:
    """Say whether the noun of the agreement stands before, with nothing but names, times and parties between."""
    nouns = [n for n, e in enumerate(elements[:at]) if e.kind == "NOUN"]
    if not nouns:
        return False
    gap = [e.kind for e in elements[nouns[-1] + 1 : at]]
    return len(gap) <= 22 and not set(gap) & {"STOP", "SAY", "AIM", "TO", "THAT", "SEMI", "IS", "COMMA"}


def _noun_close(elements: list[Element], at: int) -> bool:
    before = elements[max(0, at - 12) : at]
    nouns = [n for n, e in enumerate(before) if e.kind == "NOUN"]
    return bool(nouns) and all(e.kind in _SKIP for e in before[nouns[-1] + 1 :])


def _topic_follows(elements: list[Element], at: int) -> bool:
    following = elements[at + 1].kind if at + 1 < len(elements) else "STOP"
    return following in ("WORD", "THE", "COOP", "ADJ", "ONE", "IHEAD") or (
        elements[at].kind == "ON" and following in ("NAME", "PLACE")
    )


def _end(elements: list[Element], at: int) -> int:
    while at < len(elements):
        kind = elements[at].kind
        ahead = [e.kind for e in elements[at + 1 : at + 4]]
        if kind in _STOPS or kind in ("AIM", "BETWEEN"):
            return at
        if kind == "COMMA" and (
            "REPORT" in ahead or "SAY" in ahead or ahead[:1] in (["THE"], ["THAT"], ["OTHER"], ["AFTER"], ["PERSON"])
        ):
            return at
        if kind in ("ON", "IN") and ahead[:1] == ["TIME"]:
            return at
        if kind == "WITH" and ahead[:1] in (["INST"], ["STATE"]):
            return at
        at += 1
    return at


def split_english(elements: list[Element], words: Words) -> list[Span]:
    """Return the items of an English aim: "to A …, and to B …" parts at an "and to", else the whole."""
    cuts = [0]
    for at in range(2, len(elements) - 2):
        if elements[at].kind == "AND" and elements[at + 1].kind == "TO":
            cuts.append(at + 1)
    spans = [trimmed(elements[start:end]) for start, end in zip(cuts, [*cuts[1:], len(elements)], strict=True)]
    return [span for span in spans if span]
