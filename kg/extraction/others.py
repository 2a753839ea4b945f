"""Other agreements in a sentence: nouns that name not the agreement told of but one that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.elements import Element, Sentence
from kg.extraction.patterns import Found, encode, matches

KINDS = ("implements", "amends", "extends", "supersedes")
"""The names of the groups in rules of job «link»."""

_BEFORE = frozenset({"WORD", "NUM", "ADJ", "NATIONAL", "IHEAD", "BARE", "NAME", "COOP"})
"""Kinds that belong to a name before its noun in English ("1995 customs agreement")."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another agreement. at: where its noun stands among the elements; first: where its name begins."""

    kind: str
    first: int
    at: int
    rule: str


def others_in(language: str, sentence: Sentence) -> list[Other]:
    """Return the other agreements that a sentence names, in the order of the rules; «این تفاهم‌نامه» is none."""
    elements = sentence.elements
    if len(sentence.all("NOUN")) < 2 and not sentence.first("SUPERSEDE", "IMPLEMENT"):
        return []
    encoded = encode(sentence)
    found = matches(language, ("link",), encoded)
    return [_other(language, elements, one) for one in found if _holds(elements, one)]


def _holds(elements: list[Element], found: Found) -> bool:
    at = _head(found)[1]
    before = elements[at - 1] if at else None
    this = before is not None and (before.kind == "THIS" or before.value == "this")
    return not this and elements[at].value != "ref" and _only(elements[found.span.start : at], found.rule.only)


def _only(before: list[Element], wanted: str) -> bool:
    """Say whether an element before the other agreement has a note, value or key that the rule asks for."""
    names = wanted.split("|")
    return not wanted or any(name in (e.value, e.key) or name in e.extra for e in before for name in names)


def _head(found: Found) -> tuple[str, int]:
    kind = next(kind for kind in KINDS if kind in found.groups)
    return kind, found.groups[kind].start


def _other(language: str, elements: list[Element], found: Found) -> Other:
    kind, at = _head(found)
    first = at
    lead = found.span.start + 1
    while language == "en" and first > lead and elements[first - 1].kind in _BEFORE:
        first -= 1
    if first < at and first == lead and elements[first].key in found.rule.only.split("|"):
        first += 1
    return Other(kind, first, at, found.rule.id)
