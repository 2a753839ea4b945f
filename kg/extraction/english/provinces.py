"""Provinces that sign: "Iran's Fars province and Pakistan's Sindh province signed", "with the province of Ilam".

A province is a body only as one of a pair that does something to an agreement or between which there is one, or as
the partner of who does; elsewhere it is a place.
"""

from __future__ import annotations

from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_NAMES = frozenset({"NAME", "PLACE", "CAPITAL"})
_VERBS = frozenset({"ACT", "HAVE", "WILL"})
_OPENS = frozenset({"", "COMMA", "THAT", "DASH", "COLON", "QUOTE", "TIME"})
"""What stands before the subject of a clause."""
_ENDS = frozenset({"STOP", "COMMA", "SEMI", "ON", "IN", "TO", "FOR", "AIM", "AND", "TIME"})
"""What may follow a partner."""

Region = tuple[int, int]
"""Where the name of a province begins and where the whole ends, its "province" with it."""


def signing_provinces(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every province joined that is a party."""
    if not any(e.kind == "NOUN" for e in elements):
        return elements
    found: dict[int, int] = {}
    for at in range(len(elements)):
        found.update(_pair(elements, at, words) or _partner(elements, at, words))
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = found.get(at, 0)
        made.append(_body(text, elements[at:end], words) if end else elements[at])
        at = end or at + 1
    return made


def _pair(elements: list[Element], at: int, words: Words) -> dict[int, int]:
    """Return the two provinces of a pair that begins here and does something, or follows "between"."""
    first = _region(elements, at, words)
    joint = first[1] if first else 0
    if not joint or [e.kind for e in elements[joint : joint + 1]] != ["AND"]:
        return {}
    second = _region(elements, joint + 1, words)
    if second is None or second[1] == second[0] + 1:
        return {}
    single = first is not None and first[1] == first[0] + 1
    if single != (elements[second[1] - 1].key in words.sets["regions"]):
        return {}
    before = elements[at - 1].kind if at else ""
    if before != "BETWEEN" and not (before in _OPENS and _acts(elements, second[1])):
        return {}
    return dict([first, (second[0], second[0] + 1) if single else second]) if first else {}


def _partner(elements: list[Element], at: int, words: Words) -> dict[int, int]:
    """Return the province behind "with" that begins here ("signed an MOU with Fars province")."""
    if at == 0 or elements[at - 1].kind not in ("WITH", "THE"):
        return {}
    region = _region(elements, at, words)
    before = [e.kind for e in elements[max(0, at - 6) : at] if e.kind != "THE"]
    if region is None or before[-1:] != ["WITH"] or "NOUN" not in before:
        return {}
    if not {elements[region[0]].key, elements[region[1] - 1].key} & words.sets["region"]:
        return {}
    ended = region[1] == len(elements) or elements[region[1]].kind in _ENDS
    return dict([region]) if ended else {}


def _region(elements: list[Element], at: int, words: Words) -> Region | None:
    """Return the name that may be a province's here, behind its state; with the word for it where it follows."""
    opening = elements[at].kind if at < len(elements) else ""
    owned = opening == "STATE" and [e.kind for e in elements[at + 1 : at + 2]] == ["POSS"]
    at += 2 if owned else opening == "NATIONAL"
    if at >= len(elements) or elements[at].kind not in _NAMES:
        if at >= len(elements) or elements[at].kind != "PROVINCE":
            return None
        named = [e.kind for e in elements[at : at + 3]]
        return (at, at + 3) if named[:2] == ["PROVINCE", "OF"] and named[-1] in _NAMES else None
    told = at + 1 < len(elements) and elements[at + 1].key in words.sets["region"] | words.sets["regions"]
    return at, at + 1 + told


def _acts(elements: list[Element], at: int) -> bool:
    """Say whether a verb follows, maybe behind a day ("… on Saturday signed")."""
    ahead = [e.kind for e in elements[at : at + 3]]
    return ahead[:1] != [] and (ahead[0] in _VERBS or (ahead[:2] == ["ON", "TIME"] and ahead[2:] == ["ACT"]))


def _body(text: str, named: list[Element], words: Words) -> Element:
    """Return a province as the body it acts through, its governor's, by the name that the text gives it."""
    span = Span(named[0].span.start, named[-1].span.end)
    province = named[-1 if named[0].kind == "PROVINCE" else 0].span.of(text)
    name, own = (" ".join(one.split()) for one in (span.of(text), province))
    known = words.lexicon.institution(f"{own} Governorate")
    id_ = known.id if known else words.lexicon.institution_id(own)
    body = Body(name, id_, "institution", "governorate", known=known is not None)
    return Element("INST", span, skeleton_key(name), body=body)
