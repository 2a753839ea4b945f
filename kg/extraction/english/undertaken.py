"""What the parties will do together, told before their agreement is named.

"X and Y will train midwives under a five-year accord", "X and Y will map the coast. A memorandum was signed on Sunday".
"""

from __future__ import annotations

from kg.extraction.elements import Element, Sentence
from kg.extraction.english.ends import clause_end
from kg.extraction.items import trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words

SHORTEST = 7
"""Fewest characters of what is undertaken ("dig wells")."""

LEAD = 24
"""Within so many elements of a sentence its "will" stands."""

_UNDER = ("undera", "underan")
_RULE = "en.objective.undertaken"
_TEAM = ("TEAM", "TEAMED")


def under_agreement(sentence: Sentence, words: Words) -> list[Found]:
    """Return what is to be done under an agreement that the sentence names behind it, [] where nothing is."""
    elements = sentence.elements
    led = next((n for n, e in enumerate(elements) if e.kind == "BASIS" and e.key in _UNDER), 0)
    if not led or not any(e.kind == "NOUN" for e in elements[led:]) or any(e.kind == "NOUN" for e in elements[:led]):
        return []
    return _undertaking(elements, _begin(elements[:led]), led, words)


def undertaking(sentence: Sentence, words: Words) -> list[Found]:
    """Return what a sentence says that its bodies will do, [] where it says nothing of the kind."""
    begin = _begin(sentence.elements)
    return _undertaking(sentence.elements, begin, clause_end(sentence.elements, begin, words) if begin else 0, words)


def also_will(sentence: Sentence) -> bool:
    """Say whether a party will do one thing more ("SKULD will also train …"): told of right before."""
    kinds = sentence.kinds[1:] if sentence.kinds[:1] == ("THE",) else sentence.kinds
    will = sentence.elements[len(sentence.kinds) - len(kinds) :][1:3]
    adds = any(e.kind == "ALSO" or e.key.endswith("also") for e in will)
    return kinds[:1] in _SIDES and kinds[1:2] == ("WILL",) and adds and not sentence.first("SAY")


_SIDES = (("INST",), ("NAME",), ("STATE",), ("BARE",), ("IT",))


def _begin(elements: list[Element]) -> int:
    """Return where the verb of what will be done begins: behind "will", or behind "have teamed up … to"."""
    team = next((n for n, e in enumerate(elements) if e.kind in _TEAM), None)
    wanted = ("WILL",) if team is None else ("TO",)
    ahead = range(team or 0, min(LEAD, len(elements)))
    at = next((n for n in ahead if elements[n].kind in wanted), None)
    is_to = next((n + 1 for n in ahead if [e.kind for e in elements[n : n + 2]] == ["IS", "TO"]), None)
    found = at if at is not None else is_to
    return found + 1 if found is not None else 0


def _undertaking(elements: list[Element], begin: int, end: int, words: Words) -> list[Found]:
    told = elements[begin:end]
    kinds = [element.kind for element in told]
    if not begin or not told or kinds[0] in ("NO", "IS", "HAVE") or {"ACT", "SAY", "THAT"} & set(kinds):
        return []
    if kinds[1:2] == ["WITH"] and not {"ON", "AIM", "IN"} & set(kinds):  # "will work with Y"
        return []
    span = trimmed(told, words)
    return [Found("objective", span, _RULE)] if span and SHORTEST <= span.end - span.start <= LONGEST else []
