"""To whom a body belongs that the lexicon knows: its own state, another one, an office of it, a minister's field."""

from __future__ import annotations

from kg.extraction.bodies import HOME
from kg.extraction.elements import Element
from kg.extraction.words import Words

OWN_NAMED = frozenset({"state", "company", "international-organisation", "university", "news-agency", "association"})
"""Kinds of bodies that a state's name behind them does not make another state's."""

_MINISTER = "وزارت"
"""Target of the office heads behind which the head of another body is a ministry's field («وزیر نیروی X»)."""


def own_state(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a body of the lexicon is named with the state to which it belongs anyway («وزارت نیروی ایران»)."""
    after = elements[at + 1] if elements[at].kind == "INST" and at + 1 < len(elements) else None
    body = elements[at].body
    own = after is not None and after.kind == "STATE" and after.body is not None and after.body.id == words.home
    return bool(body and own)


def of_state(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a foreign company is named with its state («زیمنس آلمان»), which is no party of its own then."""
    body = elements[at].body
    if [e.kind for e in elements[at : at + 2]] != ["INST", "STATE"] or body is None or body.kind != "company":
        return False
    state = elements[at + 1].body
    listed = [e.kind for e in elements[at + 2 : at + 4]] == ["AND", "STATE"]
    return state is not None and state.id != words.home and not listed


def foreign(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether another state stands behind a ministry or national society («وزارت دفاع آمریکا»)."""
    body = elements[at].body
    after = elements[at + 1] if elements[at].kind == "INST" and at + 1 < len(elements) else None
    return bool(
        body
        and (body.ikind not in OWN_NAMED or (body.ikind == "association" and HOME in body.name))
        and after
        and after.kind == "STATE"
        and after.body
        and after.body.id != words.home
    )


def local_office(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a word stands here for the office of the international body behind it («دفتر X در ایران»)."""
    after = elements[at + 1] if at + 1 < len(elements) else None
    body = after.body if after is not None and after.kind == "INST" else None
    named = body is not None and body.ikind == "international-organisation"
    return named and elements[at].key in words.sets["office at a place"]


def field_of_minister(elements: list[Element], at: int) -> bool:
    """Say whether a head noun is only what a minister is for («وزیران نیروی X»); a minister of state is none's."""
    element = elements[at]
    return element.kind == "IHEAD" and element.value != "state" and at > 0 and elements[at - 1].value == _MINISTER
