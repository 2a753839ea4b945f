"""The clause of an agreement's provision: where it begins and ends, and the items that it holds."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.framing import name_end
from kg.extraction.items import is_action, split, trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.wording import is_verb
from kg.extraction.words import Words
from kg.language import Span

_MARKS = frozenset({"COMMA", "SEMI", "COLON", "DASH", "QUOTE", "STOP", "SIGN"})
_LEADING = frozenset({"THAT", "COMMA", "COLON", "OTHER", "UNTIL", "DECIDED", "ALSO", "QUOTE", "MUST"})
_FINITE = frozenset({"DO", "BECOME", "ACT", "IS", "DECIDED"})

FAR = 60
"""Within so many elements of its clause the fields of a cooperation are named, behind the list of partners."""


def as_whole(elements: list[Element], rule: str, words: Words) -> list[Found]:
    """Return what the elements say as one objective, [] where it is too short or too long for one."""
    span = trimmed(elements, words)
    return [Found("objective", span, rule)] if span and 8 < span.end - span.start <= LONGEST else []


def clause(elements: list[Element], start: int, rule: str, words: Words) -> list[Found]:
    """Return the clauses from ``start`` on, each with its verb; a list before «باید» item by item."""
    start = _begun(elements, _behind_term(elements, start, words), words)
    end = clause_end(elements, start)
    if start >= end:
        return []
    fields = fields_of(elements, start, end)
    if fields:
        return [Found("objective", span, rule) for span in split(elements[fields.start : fields.end], words)]
    promised = _promised(elements, start, end, words)
    if promised:
        return [Found("objective", span, rule) for span in split(promised, words)]
    decided = next((n for n in range(start, min(start + 14, end)) if elements[n].kind == "DECIDED"), None)
    if decided is not None and decided + 2 < end:
        return clause(elements, decided + 1, rule, words)
    must = next((n for n in range(start, end) if elements[n].kind == "MUST"), None)
    if must is not None and is_action(elements[start], words):
        items = split(elements[start:must], words)
        if len(items) > 1:
            return [Found("objective", span, rule) for span in items]
    found = []
    for piece in _parted(elements[start:end]):
        while piece and piece[-1].kind in _MARKS:
            piece.pop()
        span = Span(piece[0].span.start, piece[-1].span.end) if piece else Span(0, 0)
        if 12 <= span.end - span.start <= LONGEST and len(piece) > 2:
            found.append(Found("objective", span, rule))
    return found


def _behind_term(elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind a term and its comma («… متعهد شدند تا پایان سال ۱۴۰۳، …»), ``at`` where none stands."""
    if at >= len(elements):
        return at
    terms = elements[at + 1 : at + 2]
    timed = bool(terms) and (terms[0].kind == "TIME" or terms[0].key in words.sets["end of a term"])
    near = range(at + 2, min(at + TERM, len(elements) - 1))
    end = next((n for n in near if elements[n].kind in _TERM_ENDS), at)
    comma = elements[at].kind == "UNTIL" and timed and elements[end].kind == "COMMA"
    return end + 1 if comma else at


_TERM_ENDS = frozenset({"COMMA", "RA", "AND", "BUT", "DO", "BECOME", "ACT", "IS", "FOR", "AIM"})
"""What ends a term; only a comma parts it from what is to be done."""


TERM = 8
"""Most elements from «تا» to the comma behind a term."""


def _begun(elements: list[Element], start: int, words: Words) -> int:
    """Return where the clause itself begins, behind connectives and «بر اساس این تفاهم‌نامه»."""
    while start < len(elements) and elements[start].kind in _LEADING:
        start += 1
    if start < len(elements) and elements[start].kind in ("BASIS", "IN"):
        return name_end(elements, start + 1, words) or start
    return start


def fields_of(elements: list[Element], start: int, end: int) -> Span | None:
    """Return the elements of the fields in «دو طرف در زمینه‌های A و B [با یکدیگر] همکاری خواهند کرد»."""
    opens = (
        n for n in range(start, min(start + FAR, end)) if elements[n].kind == "AIM" and elements[n].value == "subject"
    )
    led = next(opens, end)
    works = next((n for n in range(led, end) if elements[n].kind == "COOP" and elements[n - 1].kind != "AIM"), end)
    if works + 3 < end or works + 1 >= end or elements[works + 1].kind not in ("DO", "WILL", "WORD"):
        return None
    other = next((n for n in range(led, works) if elements[n].kind == "WITH"), works)
    return Span(led + 1, other) if other > led + 1 else None


def _promised(elements: list[Element], start: int, end: int, words: Words) -> list[Element]:
    """Return what is promised in «طرفین متعهد به X و Y شدند», [] elsewhere."""
    near = range(start, min(start + PROMISE, end - 2))
    at = next((n for n in near if elements[n].key in words.sets["obliged"] and elements[n + 1].kind == "TO"), None)
    if at is None or not is_action(elements[at + 2], words):
        return []
    last = next((n for n in range(end - 1, at, -1) if elements[n].kind in ("BECOME", "IS")), end)
    return elements[at + 2 : last]


PROMISE = 14
"""Within so many elements of its clause stands «متعهد»."""


def clause_end(elements: list[Element], start: int) -> int:
    """Return where the clause ends: at a mark, a verb of speech, «اما», or a «که» after its verb."""
    for at in range(start, len(elements)):
        kind = elements[at].kind
        if kind in ("STOP", "SAY") or (kind == "BUT" and at > start):
            return at
        if kind == "THAT" and elements[at - 1].kind in ("BECOME", "DO") and at > start:
            return at
    return len(elements)


def _parted(elements: list[Element]) -> list[list[Element]]:
    """Return the clauses that «و» or «؛» joins: each has its own verb («… تحویل می‌دهد و … دریافت می‌کند»)."""
    verbs = [n for n in range(len(elements)) if _finite(elements, n)]
    parts, begun = [], 0
    for at in verbs[:-1]:
        if at + 1 < len(elements) and elements[at + 1].kind in ("AND", "SEMI", "COMMA") and at > begun:
            parts.append(elements[begun : at + 1])
            begun = at + 2
    return [*parts, elements[begun:]]


def _finite(elements: list[Element], at: int) -> bool:
    element = elements[at]
    future = at > 0 and elements[at - 1].kind == "WILL"
    return future or element.kind in _FINITE or (element.kind == "WORD" and is_verb(element.key))
