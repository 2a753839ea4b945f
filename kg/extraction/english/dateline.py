"""The dateline of English news: "TEHRAN –", "ANKARA (Reuters) -", "Baku, Aug 6 (IRNA) –"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element

MOST = 9
"""Most elements of a dateline with its dash."""

SHORT_NAME = 3
"""Letters of an abbreviation, which is no town."""

_BEFORE = frozenset({"PLACE", "CAPITAL", "STATE", "COMMA", "WORD", "GIVEN", "NUM", "TIME", "STOP", "SIGN", "MAY"})


def without_agency(text: str, elements: list[Element]) -> list[Element]:
    """Return the elements with the town of a dateline as a place, however it is spelt, and without its agency."""
    if not elements or text[: elements[0].span.start].rpartition("\n")[2].strip():
        return elements
    kinds = [element.kind for element in elements[:MOST]]
    dash = kinds.index("DASH") if "DASH" in kinds else 0
    if dash == 1 and _town(text, elements[0]):
        return [replace(elements[0], kind="PLACE", value=""), *elements[1:]]
    opened = kinds.index("LP") if "LP" in kinds[:dash] else 0
    if opened and kinds[dash - 1] == "RP" and set(kinds[:opened]) <= _BEFORE:
        return [*elements[:opened], *elements[dash:]]
    return elements


def _town(text: str, element: Element) -> bool:
    """Say whether a word in capitals is a town, also where its name is misspelt."""
    written = element.span.of(text)
    return element.kind == "WORD" and written.isupper() and len(written) > SHORT_NAME
