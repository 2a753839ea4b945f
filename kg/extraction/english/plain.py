"""Elements without what says nothing of its own: "the" before a state's name, the short form behind an agreement."""

from __future__ import annotations

from kg.extraction.elements import Element


def plain(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements without "the" of "the Republic of X" and "(MOU)" of "memorandum of understanding (MOU)"."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        if _short_form(text, elements, at):
            at += 3
            continue
        following = elements[at + 1].kind if at + 1 < len(elements) else ""
        if elements[at].kind != "THE" or following != "STATE":
            made.append(elements[at])
        at += 1
    return made


def _short_form(text: str, elements: list[Element], at: int) -> bool:
    """Say whether an abbreviation in brackets stands at ``at``, right behind the agreement that it abbreviates."""
    kinds = [element.kind for element in elements[max(0, at - 1) : at + 3]]
    return at > 0 and kinds == ["NOUN", "LP", "NOUN", "RP"] and elements[at + 1].span.of(text)[:2].isupper()
