"""Provisions: clauses that say what follows from an agreement («بر اساس این تفاهم‌نامه، …», «مقرر شد …», «۱- …»)."""

from __future__ import annotations

from kg.extraction.elements import Element, Sentence
from kg.extraction.institutions import is_verb
from kg.extraction.items import is_action, split, trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.words import Words
from kg.language import Span

_MARKS = frozenset({"COMMA", "SEMI", "COLON", "DASH", "QUOTE", "STOP", "SIGN"})
_FINITE = frozenset({"DO", "BECOME", "ACT", "IS", "DECIDED"})
CONTINUED = 4
"""At most so many sentences after a provision are read as further ones."""


def obliged(elements: list[Element], words: Words) -> list[Found]:
    """Return the clauses that the sentence says the agreement provides."""
    for at, element in enumerate(elements):
        start = _basis_end(elements, at) if element.kind == "BASIS" else 0
        if start:
            return clause(elements, start, "fa.objective.basis", words)
        led = at > 0 and elements[at - 1].kind in ("IN", "WITH", "AND")
        if at <= 14 and (element.kind == "WITHSIGN" or (element.kind == "SIGNN" and led)):
            found = _by_signing(elements, at, words)
            if found:
                return found
        if element.kind == "DECIDED" and any(e.kind in ("NOUN", "COOP", "BASIS", "PARTIES") for e in elements):
            return clause(elements, at + 1, "fa.objective.decided", words)
        if element.kind == "PROVIDES" and any(e.kind == "NOUN" for e in elements[max(0, at - 5) : at]):
            return clause(elements, at + 1, "fa.objective.provided", words)
    return []


def _basis_end(elements: list[Element], at: int) -> int:
    """Return where the clause begins after «بر اساس این تفاهم‌نامه، …» or «… که بر اساس آن …», 0 if it is neither."""
    comma = next((n for n in range(at, min(at + 14, len(elements))) if elements[n].kind == "COMMA"), len(elements))
    named = elements[at + 1 : min(comma, at + 5)]
    if any(e.kind == "NOUN" and (_agreed(e) or e.value == "ref") for e in named) or (
        named and elements[at].value == "this" and named[0].kind in ("NOUN", "COOP")
    ):
        return comma + 1 if comma < len(elements) else 0
    relative = any(element.kind == "NOUN" for element in elements[:at]) and at > 0 and elements[at - 1].kind == "THAT"
    return at + 2 if relative and named and named[0].kind == "THAT" else 0


def _agreed(noun: Element) -> bool:
    """Say whether a noun names what was agreed; a statement is as often only the source of the news."""
    return noun.extra[:1] == ("strong",) and noun.value != "statement"


def focused(elements: list[Element]) -> list[Found]:
    """«این سند بر X متمرکز است»: what the agreement is said to rest on."""
    for at, element in enumerate(elements):
        if element.kind != "FOCUS":
            continue
        before = range(at - 1, max(-1, at - 26), -1)
        start = next((n for n in before if elements[n].kind == "ON"), None)
        if start is None or not any(e.kind == "NOUN" for e in elements[max(0, start - 4) : start]):
            continue
        span = trimmed(elements[start + 1 : at])
        if span and span.end - span.start > 8:
            return [Found("objective", span, "fa.objective.focus")]
    return []


def told(elements: list[Element], words: Words) -> list[Found]:
    """«… تفاهم‌نامه … و از احداث … خبر داد»; «مهم‌ترین بخش تفاهم‌نامه را X برشمرد»."""
    found = []
    for at, element in enumerate(elements):
        noun = any(e.kind == "NOUN" for e in elements[:at])
        if element.kind == "TELL" and noun:
            start = next((n for n in range(at - 1, max(-1, at - 20), -1) if elements[n].kind == "FROMP"), at)
            if start + 1 < at and is_action(elements[start + 1], words):
                found += _span(elements[start + 1 : at], "fa.objective.told")
        if element.kind == "MAINPART" and any(e.kind == "NOUN" for e in elements[at : at + 5]):
            mark = next((n for n in range(at, min(at + 9, len(elements))) if elements[n].kind == "RA"), None)
            end = next((n for n in range(at, len(elements)) if elements[n].kind in ("STOP", "SAY")), len(elements))
            if mark is not None and mark + 2 < end:
                found += _span(elements[mark + 1 : end - (elements[end - 1].kind == "WORD")], "fa.objective.told")
    return found


def _span(elements: list[Element], rule: str) -> list[Found]:
    span = trimmed(elements)
    return [Found("objective", span, rule)] if span and 8 < span.end - span.start <= LONGEST else []


def _by_signing(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«با امضای این تفاهم‌نامه، …»: what the signing brings about, when no act follows."""
    noun = next((n for n in range(at, min(at + 5, len(elements))) if elements[n].kind == "NOUN"), None)
    if noun is None or any(e.kind in ("ACT", "SAY", "RASID", "TELL") for e in elements[noun:]):
        return []
    comma = next((n for n in range(noun, min(noun + 14, len(elements))) if elements[n].kind == "COMMA"), None)
    ends = [n for n in range(noun, min(noun + 24, len(elements))) if elements[n].kind == "COMMA"]
    listed = any(e.kind == "BETWEEN" for e in elements[noun : noun + 14])
    comma = ends[-1] if listed and ends else comma
    return clause(elements, comma + 1, "fa.objective.by-signing", words) if comma is not None else []


def clause(elements: list[Element], start: int, rule: str, words: Words) -> list[Found]:
    """Return the clauses from ``start`` on, each with its verb; a list before «باید» item by item."""
    while start < len(elements) and elements[start].kind in (
        "THAT",
        "COMMA",
        "COLON",
        "OTHER",
        "UNTIL",
        "DECIDED",
        "ALSO",
    ):
        start += 1
    end = _clause_end(elements, start)
    if start >= end:
        return []
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
        if 15 <= span.end - span.start <= LONGEST:
            found.append(Found("objective", span, rule))
    return found


def _clause_end(elements: list[Element], start: int) -> int:
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


def clauses(introducing: Sentence, following: list[Sentence], words: Words) -> list[Found]:
    """Return the numbered or lettered clauses («۱- …», «الف) …») that follow a sentence ending in a colon."""
    kinds = introducing.kinds
    if kinds[-1:] != ("COLON",) or "SAY" in kinds:
        return []
    found = []
    for sentence in following:
        marker = _marker(sentence.elements)
        if marker is None:
            break
        span = trimmed(sentence.elements[marker:])
        if span and 8 <= span.end - span.start <= LONGEST:
            found.append(Found("axis", span, "objective.clauses"))
    return found


def _marker(elements: list[Element]) -> int | None:
    """Return how many elements a clause's number or letter takes, None where none opens the sentence."""
    kinds = [element.kind for element in elements[:3]]
    if kinds[:1] == ["LP"]:
        kinds, shift = kinds[1:], 1
    else:
        shift = 0
    numbered = kinds[:1] == ["NUM"] and kinds[1:2] in (["DASH"], ["RP"], ["STOP"], ["SLASH"])
    lettered = kinds[:2] == ["WORD", "RP"] and len(elements[shift].key) <= 3
    return shift + 2 if numbered or lettered else None


def continued(sentence: Sentence, following: list[Sentence], words: Words) -> list[Found]:
    """Return the provisions of the sentences that go on after one («X همچنین … خواهد داد»)."""
    basis = next((at for at, element in enumerate(sentence.elements[:6]) if element.kind == "BASIS"), None)
    if basis is None or not _basis_end(sentence.elements, basis):
        return []
    found: list[Found] = []
    for later in following[:CONTINUED]:
        adds = any(element.kind == "ALSO" or element.value == "also" for element in later.elements[:5])
        if not adds or {"NOUN", "SAY", "COLON", "REPORT", "STOP"} & set(later.kinds[:-1]):
            break
        found += clause(later.elements, 0, "fa.objective.continued", words)
    return found
