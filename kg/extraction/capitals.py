"""Capitals that stand for their states: only beside another state or capital («دمشق و مسکو»); all others are places."""

from __future__ import annotations

from kg.extraction.bodies import non_state_actor
from kg.extraction.elements import Element

_LINKS = frozenset({"AND", "COMMA", "WITH", "DASH", "TO"})
_STATES = frozenset({"STATE", "CAPITAL"})


def settle_capitals(elements: list[Element], *, english: bool = False) -> None:
    """Turn every capital that stands alone into a PLACE, in place."""
    capitals = [at for at, element in enumerate(elements) if element.kind == "CAPITAL"]
    beside = {at for at in capitals if _beside_state(elements, at) or (english and _acting(elements, at))}
    if not english:
        beside |= _partners(elements, capitals) | {at for at in capitals if _beside_actor(elements, at)}
    for at in capitals:
        if at not in beside:
            elements[at].kind = "PLACE"


def _partners(elements: list[Element], capitals: list[int]) -> set[int]:
    """Return the two capitals of «تهران موافقت‌نامه‌ای … با مسقط امضا کرده است»: one opens a clause, «با» the other.

    Or one tells of it: «تهران از امضای موافقت‌نامه‌ای با مسقط خبر داد».
    """
    opening = [at for at in capitals if at == 0 or elements[at - 1].kind in _OPENS]
    other = [at for at in capitals if at and elements[at - 1].kind == "WITH"]
    for second in other:
        first = next((at for at in opening[::-1] if second - CLAUSE < at < second), second)
        between = {e.kind for e in elements[first + 1 : second]}
        after = elements[second + 1 : second + CLAUSE]
        act = next((e for e in after if e.kind == "ACT"), None)
        acts = act is not None and ":active:" in act.value
        tells = {"FROMP", "SIGNN"} <= between and any(e.kind in ("TELL", "SAY") for e in after)
        if "NOUN" in between and not between & {"ACT", "SAY"} and (acts or tells):
            return {first, second}
    return set()


def _beside_actor(elements: list[Element], at: int) -> bool:
    """Say whether a capital closes the subject behind a movement that is no state («جنبش X و واشنگتن توافقی را …»)."""
    pair = elements[max(0, at - 2) : at]
    body = pair[0].body if len(pair) == 2 and pair[1].kind == "AND" else None
    return body is not None and non_state_actor(body) and any(e.kind == "NOUN" for e in elements[at : at + 4])


CLAUSE = 20
"""Most elements from a capital that opens a clause to its partner, and from there to the act."""


_OPENS = frozenset({"COMMA", "COLON", "THAT", "QUOTE", "STOP", "TIME", "NUM"})
"""What stands before the clause that a capital opens."""


def _acting(elements: list[Element], at: int) -> bool:
    """Say whether an English capital acts: "Tehran signed", "Tehran and six world powers", "a deal with Tehran"."""
    before = elements[at - 1].kind if at else ""
    after = [e.kind for e in elements[at + 1 : at + 5]]
    if before in _PLACING or (at == 0 and after[:1] == ["DASH"]):
        return False
    if before == "WITH" and any(e.kind == "NOUN" for e in elements[max(0, at - 5) : at]):
        return after[:1] not in (["INST"], ["NAME"])
    verb = next((kind for kind in after if kind not in ("HAVE", "ALSO", "WILL", "TIME", "ON", "IS", "TO", "AIM")), "")
    if verb in ("ACT", "WITHDRAW"):
        return True
    if after[:1] == ["POSS"]:
        return bool({"NOUN", "WITHDRAW"} & set(after[1:])) and "INST" not in after
    return after[:1] == ["AND"] and "INST" in after[1:3] and any(e.kind == "ACT" for e in elements[at:])


_PLACING = frozenset({"IN", "PROVINCE", "CITY", "FROMP", "OF", "TO", "BASED", "FOR", "ON", "NEAR"})
"""Before an English capital these show that it is a place."""


def _beside_state(elements: list[Element], at: int) -> bool:
    """Say whether a state or capital stands next in a list, or the capital owns an agreement («توافق واشنگتن با X»)."""
    if at > 0 and elements[at - 1].kind in ("IN", "PROVINCE", "CITY", "FROMP"):
        return False
    after = [e.kind for e in elements[at + 1 : at + 3]]
    before = [e.kind for e in elements[max(0, at - 2) : at]][::-1]
    if before[:1] == ["NOUN"] and after in (["WITH", "INST"], ["WITH", "BARE"]):
        return True
    return any(
        len(pair) == 2 and pair[0] in _LINKS and pair[1] in _STATES and not (pair[0] == "DASH" and at == 0)
        for pair in (after, before)
    )
