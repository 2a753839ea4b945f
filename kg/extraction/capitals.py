"""Capitals that stand for their states: only beside another state or capital («دمشق و مسکو»); all others are places."""

from __future__ import annotations

from kg.extraction.elements import Element

_LINKS = frozenset({"AND", "COMMA", "WITH", "DASH", "TO"})
_STATES = frozenset({"STATE", "CAPITAL"})


def settle_capitals(elements: list[Element]) -> None:
    """Turn every capital that stands alone into a PLACE, in place."""
    beside = {at for at in range(len(elements)) if elements[at].kind == "CAPITAL" and _beside_state(elements, at)}
    for at, element in enumerate(elements):
        if element.kind == "CAPITAL" and at not in beside:
            element.kind = "PLACE"


def _beside_state(elements: list[Element], at: int) -> bool:
    """Say whether a state or capital stands next in a list, and no «در» stands before this one."""
    if at > 0 and elements[at - 1].kind in ("IN", "PROVINCE", "CITY", "FROMP"):
        return False
    after = [e.kind for e in elements[at + 1 : at + 3]]
    before = [e.kind for e in elements[max(0, at - 2) : at]][::-1]
    return any(
        len(pair) == 2 and pair[0] in _LINKS and pair[1] in _STATES and not (pair[0] == "DASH" and at == 0)
        for pair in (after, before)
    )
