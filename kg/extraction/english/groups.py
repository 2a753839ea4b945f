"""Groups of states that a text spells out: "the 5+1 group – the United States, Britain … and Russia plus Germany"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.words import Words

FEWEST = 2
"""Fewest states that spell a group out."""

MOST = 24
"""Most elements of the list of members."""

LEAD = 9
"""Most elements before the dash that name the group."""

_OPENING = frozenset({"DASH", "LP", "COLON", "COMMA"})
_LISTED = frozenset({"STATE", "AND", "COMMA", "THE"})
_HEADS = frozenset({"INST", "IHEAD", "NAME"})


def spelled_out(elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every group replaced by the states that stand behind it."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = _members_end(elements, at + 1) if elements[at].kind in _OPENING else 0
        start = _group_start(made, words.sets["members"]) if end else None
        if start is None:
            made.append(elements[at])
            at += 1
            continue
        del made[start:]
        made += elements[at + 1 : end]
        closing = elements[end].kind if end < len(elements) else ""
        if closing == "DASH" and [e.kind for e in elements[end + 1 : end + 2]] == ["STATE"]:
            made.append(replace(elements[end], kind="COMMA"))
        at = end + (closing in ("RP", "DASH"))
    return made


def _members_end(elements: list[Element], start: int) -> int:
    """Return the index after a list of states from ``start`` on, 0 where none stands there."""
    end = start
    while end < len(elements) and end - start < MOST and elements[end].kind in _LISTED:
        end += 1
    while end > start and elements[end - 1].kind != "STATE":
        end -= 1
    return end if sum(e.kind == "STATE" for e in elements[start:end]) > FEWEST else 0


def _counts(named: list[Element], members: frozenset[str]) -> bool:
    """Say whether words count the members of a group ("the five permanent members of …")."""
    return named[0].kind == "THE" and any(element.key in members for element in named[1:])


def _group_start(made: list[Element], members: frozenset[str]) -> int | None:
    """Return where the words for the group begin that end the elements; None where they name no group."""
    if not made or not (made[-1].kind in _HEADS or made[-1].key in members):
        return None
    for start in range(len(made) - 1, max(-1, len(made) - LEAD), -1):
        before = made[start - 1].kind if start else ""
        if before in ("AND", "WITH", "BETWEEN") or (before == "COMMA" and _counts(made[start:], members)):
            return start
        if before in ("STATE", "COMMA", "STOP", "ACT"):
            return None
    return None
