"""Sources of English news: "according to N, the head of X, …", "…, Tasnim reported", "told Reuters".

Who is only quoted takes no part in the agreement: no rule of the parties sees these elements.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.patterns import code
from kg.extraction.sources import is_agency

MOST = 16
"""Most elements of "according to …" before its comma."""

_NAMING = frozenset({"INST", "NAME", "PERSON", "OFFICE", "BARE", "HE", "PLACE"})
_SOURCE = _NAMING | frozenset({"THE", "POSS", "WORD", "STATE", "NATIONAL", "IHEAD", "HERE", "OHEAD", "TIME", "ALSO"})
LONGEST = 9
"""Most elements of a source before its verb ("the Tatarstan government's press office reported")."""

_TELLING = frozenset({"REPORT", "SAY"})
_MARK = "QUOTED"
"""The class that a quoted source has for the rules of the parties."""


def without_sources(elements: list[Element], encoded: str) -> str:
    """Return the classes of the elements with those of sources replaced."""
    quoted: set[int] = set()
    for at, element in enumerate(elements):
        if element.kind == "SOURCE" or _by_office(elements, at):
            quoted.update(range(at, _phrase_end(elements, at)))
        elif element.kind in _TELLING:
            quoted.update(_around(elements, at))
    return "".join([code(_MARK) if at in quoted else char for at, char in enumerate(encoded)]) if quoted else encoded


def without_reporter(elements: list[Element]) -> list[Element]:
    """Return the elements, with the agency that reports on two bodies apart from them: "the two" are not it."""
    told = {n for n, e in enumerate(elements) if is_agency(e) and _only_tells(elements, n)}
    if not told:
        return elements
    named = {e.body.id for e in elements if e.kind in ("INST", "NAME") and e.body and not is_agency(e)}
    if len(named) != PAIR:
        return elements
    return [replace(e, kind=_MARK) if n in told else e for n, e in enumerate(elements)]


def _only_tells(elements: list[Element], at: int) -> bool:
    """Say whether the agency at ``at`` is a source: "according to X" or "X reported"."""
    led = any(e.kind in ("SOURCE", "BASIS") for e in elements[max(0, at - 2) : at])
    return led or [e.kind for e in elements[at + 1 : at + 2]] == ["REPORT"]


PAIR = 2
"""Bodies that "the two" stands for."""


def _by_office(elements: list[Element], at: int) -> bool:
    """Say whether "according to the managing director of X" stands here: a source, and no clause of an agreement."""
    follows = [element.kind for element in elements[at + 1 : at + 2]]
    return elements[at].kind == "BASIS" and elements[at].key.startswith("accordingto") and follows == ["OFFICE"]


def _phrase_end(elements: list[Element], start: int) -> int:
    """Return the index of the comma that closes "according to …": behind the title that may follow a name."""
    ahead = range(start + 1, min(start + MOST, len(elements)))
    commas = [n for n in ahead if elements[n].kind == "COMMA"]
    if any(e.kind in ("NOUN", "ACT") for e in elements[start + 1 : commas[0] if commas else start + 6]):
        return start
    if not commas:
        end = start + 1
        while end < len(elements) and elements[end].kind in _NAMING | {"THE", "WORD"}:
            end += 1
        return end
    between = {e.kind for e in elements[commas[0] : commas[1]]} if len(commas) > 1 else set()
    agency = any(map(is_agency, elements[start + 1 : commas[0]]))
    titled = ("OFFICE" in between or between == {"COMMA", "PERSON"}) and not agency
    return commas[1] if titled else commas[0]


def _around(elements: list[Element], verb: int) -> range:
    """Return where the source stands: before the verb behind a comma ("…, Tasnim reported"), or behind "told"."""
    start = verb
    while start > 0 and verb - start < LONGEST and elements[start - 1].kind in _SOURCE:
        start -= 1
    if start < verb and start > 0 and elements[start - 1].kind in ("COMMA", "QUOTE"):
        return range(start, verb)
    end = verb + 1
    while elements[verb].key == "told" and end < len(elements) and elements[end].kind in _NAMING | {"THE"}:
        end += 1
    return range(verb + 1, end)
