"""Acts that share the verb of the next one: «X و Y تفاهم‌نامه را امضا و بر اجرای آن تأکید کردند»."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.acts import SHARED
from kg.extraction.elements import Element

_SIGNATURE = "امضا"
"""The verbal noun alone; «امضای» has an agreement behind it."""

_VERBS = frozenset({"ACT", "DO", "SAY", "CONFIRM", "BECOME", "IS"})
_DONE = ("کرد", "کردند", "کردهاند", "کردهاست", "کردهبودند", "نمود", "نمودند")
"""How the keys of active past verbs end that «امضا» takes as well."""


def share_verbs(elements: list[Element]) -> None:
    """Turn «را امضا و» into the act that it is with the verb behind, in place."""
    for at in range(1, len(elements) - 2):
        element = elements[at]
        shares = element.kind == "SIGNN" and element.key == _SIGNATURE and elements[at + 1].kind == "AND"
        if not shares or elements[at - 1].kind != "RA":
            continue
        end = next((n for n in range(at + 2, min(at + SHARED, len(elements))) if elements[n].kind in _VERBS), at)
        if end > at and _done(elements[end]) and not any(map(_wanted, elements[: end + 1])):
            elements[at] = replace(element, kind="ACT", value="signing:active:past:+")


def _done(verb: Element) -> bool:
    """Say whether a verb tells of something done («تأکید کردند»), not of something not done or going on."""
    if verb.kind == "ACT":
        return ":active:past:+" in verb.value
    return verb.key.endswith(_DONE) and not verb.key.startswith(("می", "نمی", "ن"))


def _wanted(element: Element) -> bool:
    """Say whether an element makes the act one that is to come or only wanted («خواهند», «باید», «می‌خواهد», «اگر»)."""
    return element.kind in ("WILL", "MUST", "IF", "SOON", "DECIDED") or "خواه" in element.key
