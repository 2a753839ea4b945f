"""Offices given in turn: «A و B، به‌ترتیب [سمت] و [سمت]», «استانداران X و Y، A و B»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kg.extraction.elements import Element, Sentence
from kg.extraction.spreading import SPREAD

_JOINTS = ("COMMA", "AND", "LP", "RP")


def in_turn(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield (person, office) indexes where a list of persons and one of offices of the same length belong together."""
    elements = sentence.elements
    for at, element in enumerate(elements):
        if element.kind == "INTURN":
            before, after = _row(elements[:at][::-1]), _row(elements[at + 1 :])
            people, offices = [at - 1 - n for n in before[::-1]], [at + 1 + n for n in after]
            if elements[at + 1 : at + 2] and elements[at + 1].kind == "PERSON":
                people, offices = offices, people
            yield from _paired(elements, people, offices)
        elif element.value == SPREAD and (at < 2 or elements[at - 2].value != SPREAD):
            offices = _spread(elements, at)
            people = [offices[-1] + 1 + n for n in _row(elements[offices[-1] + 1 :])]
            yield from _paired(elements, people, offices)


def _paired(elements: list[Element], people: list[int], offices: list[int]) -> Iterator[tuple[int, int]]:
    same = len(people) == len(offices) > 1
    named = all(elements[n].kind == "PERSON" for n in people) and all(elements[n].kind == "OFFICE" for n in offices)
    return zip(people, offices, strict=True) if same and named else iter(())


def _row(elements: list[Element]) -> list[int]:
    """Return where the persons or the offices of a list stand that opens the elements, of the one kind."""
    first = next((e.kind for e in elements[:2] if e.kind not in _JOINTS), "")
    row = takewhile(lambda one: one[1].kind in (*_JOINTS, first), enumerate(elements))
    return [n for n, element in row if element.kind == first] if first in ("PERSON", "OFFICE") else []


def _spread(elements: list[Element], at: int) -> list[int]:
    row = [at]
    while row[-1] + 2 < len(elements) and elements[row[-1] + 2].value == SPREAD:
        row.append(row[-1] + 2)
    return row
