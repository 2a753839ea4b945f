"""English months that are other words as well: "in May", "Sept 12", "14 Jan."; elsewhere May is a name or a verb."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element

_SHORT = frozenset("jan feb mar apr may jun jul aug sep sept oct nov dec".split())
_BEFORE = frozenset({"IN", "OF", "BY"})
_WORDS = frozenset("since until till last next this late early mid before after from".split())


def named_months(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements, every month beside a number as a time, and May behind a preposition of time too."""
    return [
        replace(element, kind="TIME", value="", body=None) if _month(text, elements, at) else element
        for at, element in enumerate(elements)
    ]


def _month(text: str, elements: list[Element], at: int) -> bool:
    element = elements[at]
    if element.key not in _SHORT or not text[element.span.start].isupper() or element.kind == "TIME":
        return False
    behind = next((one for one in elements[at + 1 : at + 3] if one.kind != "STOP"), None)
    before = elements[at - 1] if at else None
    if (behind and behind.key.isdigit()) or (before and before.key.isdigit()):
        return True
    return element.key == "may" and before is not None and (before.kind in _BEFORE or before.key in _WORDS)
