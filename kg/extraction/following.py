"""Provisions told after the sentence that names the agreement: numbered clauses, bullets, further sentences."""

from __future__ import annotations

from kg.extraction.announced import announcer
from kg.extraction.clauses import clause
from kg.extraction.elements import Element, Sentence
from kg.extraction.items import trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.provisions import basis_end
from kg.extraction.words import Words
from kg.language import Span

CONTINUED = 4
"""At most so many sentences after a provision are read as further ones."""

_ANNOUNCING = frozenset({"AXES", "TERMS", "INCLUDES", "GOALHEAD", "TOPICHEAD", "DECIDED", "PROVIDED", "BASIS"})
_MARKS = frozenset({"SIGN", "DASH", "QUOTE"})


def clauses(introducing: Sentence, following: list[Sentence], words: Words) -> list[Found]:
    """Return the clauses that follow a sentence ending in a colon: «۱- …», «الف) …», «🔹 …» (these of its contents)."""
    kinds = introducing.kinds
    while kinds[-1:] and kinds[-1] in _MARKS:  # «… به شرح زیر:-»
        kinds = kinds[:-1]
    if kinds[-1:] != ("COLON",) or "SAY" in kinds:
        return _counted(introducing, following, words)
    parts = any(words.provision.get(element.key) == "article" for element in introducing.elements)
    bulleted = bool({"NOUN", "COOP"} & set(kinds)) and (
        parts or bool(_ANNOUNCING & set(kinds)) or announcer(introducing.elements, words) is not None
    )
    found: list[Found] = []
    marked = False
    for sentence in following:
        if bulleted and all(kind in _MARKS for kind in sentence.kinds):
            marked = True
            continue
        at = _marker(sentence.elements)
        if at is None and bulleted and (marked or sentence.kinds[0] in ("SIGN", "DASH")):
            at = next(n for n, kind in enumerate(sentence.kinds) if kind not in _MARKS)
        if at is None or "SAY" in sentence.kinds:
            break
        marked = False
        if _residual(sentence.elements[at:]):
            continue
        span = _whole(sentence.elements[at:], words)
        if span and SHORTEST <= span.end - span.start <= LONGEST:
            found.append(Found("axis", span, "objective.clauses"))
    return found


def _counted(introducing: Sentence, following: list[Sentence], words: Words) -> list[Found]:
    """Return the clauses numbered from one on behind the sentence that names the agreement; [] of fewer than three.

    Between them nothing stands but marks («🔴», «🔹»), and nobody speaks in them.
    """
    if _marker(introducing.elements) is not None or not introducing.first("NOUN"):
        return []
    found: list[Found] = []
    for sentence in following:
        if all(kind in _MARKS for kind in sentence.kinds):
            continue
        at = _marker(sentence.elements)
        number = next((int(e.key) for e in sentence.elements[:2] if e.kind == "NUM" and e.key.isdecimal()), 0)
        if at is None or number != len(found) + 1 or "SAY" in sentence.kinds:
            break
        start = _behind_includes(sentence.elements, at)
        span = _whole(sentence.elements[start:], words)
        if span is None or not SHORTEST <= span.end - span.start <= LONGEST:
            break
        found.append(Found("axis", span, "objective.clauses"))
    return found if len(found) >= COUNTED else []


COUNTED = 3
"""Fewest numbered clauses that are a list without a colon before it."""

SHORTEST = 8
"""Fewest characters of a clause."""


def _behind_includes(elements: list[Element], at: int) -> int:
    """Return where a clause begins behind «این پیش‌نویس شامل …»."""
    includes = next((n for n in range(at, min(at + 5, len(elements))) if elements[n].kind == "INCLUDES"), None)
    return at if includes is None or elements[at].kind != "THIS" else includes + 1


def _residual(elements: list[Element]) -> bool:
    """Say whether a clause only leaves the list open ("any other area of mutual interest")."""
    return [e.key for e in elements[:2]] == ["any", "other"]


def _whole(elements: list[Element], words: Words) -> Span | None:
    """Return the span of a clause; one with a verb at its end keeps it."""
    while elements and elements[-1].kind in ("STOP", "SEMI", "COMMA", "AND", "SIGN", "QUOTE"):
        elements = elements[:-1]
    if elements and elements[-1].kind in ("BECOME", "DO"):
        return Span(elements[0].span.start, elements[-1].span.end)
    return trimmed(elements, words)


def _marker(elements: list[Element]) -> int | None:
    """Return how many elements a clause's number or letter takes, None where none opens the sentence."""
    kinds = [element.kind for element in elements[:3]]
    if kinds[:1] == ["LP"]:
        kinds, shift = kinds[1:], 1
    else:
        shift = 0
    numbered = kinds[:1] == ["NUM"] and kinds[1:2] in (["DASH"], ["RP"], ["STOP"], ["SLASH"])
    lettered = kinds[:2] in (["WORD", "RP"], ["ONE", "RP"]) and len(elements[shift].key) <= 3
    return shift + 2 if numbered or lettered else None


def continued(sentence: Sentence, following: list[Sentence], words: Words) -> list[Found]:
    """Return the provisions of the sentences that go on after one («بر این اساس، …»; «X همچنین … خواهد داد»)."""
    basis = next((at for at, element in enumerate(sentence.elements[:6]) if element.kind == "BASIS"), None)
    providing = basis is not None and basis_end(sentence.elements, basis, words) > 0
    if not providing and not sentence.first("ACT", "RASID", "SIGNN", "WITHSIGN"):
        return []
    found: list[Found] = []
    for later in following[:CONTINUED]:
        start = _goes_on(later.elements, providing)
        if start is None or {"NOUN", "SAY", "COLON", "REPORT", "STOP"} & set(later.kinds[:-1]):
            break
        providing = True
        found += clause(later.elements, start, "fa.objective.continued", words)
    return found


def _goes_on(elements: list[Element], providing: bool) -> int | None:
    """Return where the provision begins in a sentence that goes on with one before, None if it does not."""
    for at, element in enumerate(elements[:3]):
        if element.kind == "BASIS" and element.value == "it":
            return at + 1
    adds = any(element.kind == "ALSO" or element.value == "also" for element in elements[:5])
    return 0 if adds and providing else None
