"""What an agreement is said to help with: «این تفاهم‌نامه به تسهیل ترانزیت کمک خواهد کرد», «… زمینه‌ساز اشتغال است»."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.items import is_action, split
from kg.extraction.objectives import Found
from kg.extraction.words import Words

REACH = 40
"""Most elements from «به» to «کمک»."""

MEANS = 14
"""Most elements from the agreement to «به», its means between them."""

_FINITE = frozenset({"DO", "BECOME", "ACT", "IS", "DECIDED", "SAY", "STOP", "SEMI", "NO"})


def helped(elements: list[Element], words: Words) -> list[Found]:
    """Return the aims between «این تفاهم‌نامه به» and «کمک می‌کند», «این تفاهم‌نامه موجب» and «می‌شود»."""
    for at in range(1, len(elements) - 2):
        led = elements[at].kind == "TO" or elements[at].key in words.sets["causes"]
        if led and _pointed(elements, at) and is_action(elements[at + 1], words):
            end = _help(elements, at, words) if elements[at].kind == "TO" else _verb(elements, at)
            return [Found("objective", span, "fa.objective.helped") for span in split(elements[at + 1 : end], words)]
    return []


def _pointed(elements: list[Element], at: int) -> bool:
    """Say whether the agreement told of stands before «به», with nothing but its means between («با کمک X»)."""
    noun = next((n for n in range(at - 1, max(-1, at - MEANS), -1) if elements[n].kind == "NOUN"), 0)
    gap = {element.kind for element in elements[noun + 1 : at]}
    means = not gap or (elements[noun + 1].kind == "WITH" and not gap & (_FINITE | {"COMMA", "THAT"}))
    return means and any(e.kind == "THIS" for e in elements[max(0, noun - 2) : noun])


def _helps(ahead: list[Element]) -> bool:
    """Say whether a verb follows, right there or behind how much («کمک می‌کند», «کمک قابل توجهی می‌کند»)."""
    return next((e.kind for e in ahead if e.kind != "WORD"), "") in ("DO", "BECOME")


def _verb(elements: list[Element], at: int) -> int:
    """Return the index of the first verb behind «موجب», ``at`` where it is none of being or becoming."""
    end = next((n for n in range(at + 1, min(at + REACH, len(elements))) if elements[n].kind in _FINITE | {"WILL"}), at)
    return end if elements[end].kind in ("IS", "WILL", "BECOME") else at


def _help(elements: list[Element], at: int, words: Words) -> int:
    """Return the index of «کمک» with its verb behind it, ``at`` where another verb comes first."""
    for n in range(at + 1, min(at + REACH, len(elements) - 1)):
        if elements[n].key in words.sets["helps"] and _helps(elements[n + 1 : n + 4]):
            return n
        if elements[n].kind in _FINITE:
            return at
    return at
