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
        verb = next((e for e in elements[at + 2 : at + SHARED] if e.kind in _VERBS), None)
        if verb is not None and verb.key.endswith(_DONE):
            elements[at] = replace(element, kind="ACT", value="signing:active:past:+")
