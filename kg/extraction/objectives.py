"""Aims: what an agreement is for, found by its introducer; ``items`` splits them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.elements import Element, Sentence
from kg.extraction.items import is_action, split, trimmed
from kg.extraction.words import Words
from kg.language import Span

#: Most characters of one aim: a longer one is a paragraph, not an aim.
LONGEST = 700
_ENDS = frozenset(
    {
        "STOP",
        "ACT",
        "SAY",
        "BETWEEN",
        "BYSIGN",
        "RASID",
        "COLON",
        "SEMI",
        "TELL",
        "BASIS",
        "DECIDED",
        "TERMS",
        "THAT",
        "RA",
        "REPORT",
        "WITHSIGN",
        "WORTH",
        "PRESENCE",
        "SIGNN",
    }
)
_AFTER_COMMA = frozenset(
    {
        "NOUN",
        "THIS",
        "INST",
        "OFFICE",
        "PERSON",
        "STATE",
        "BARE",
        "HE",
        "IN",
        "TIME",
        "BASIS",
        "PARTIES",
        "SIGNN",
        "BETWEEN",
        "BUT",
        "OTHER",
        "PLACE",
        "ADJ",
    }
)


_MARKS = frozenset({"COMMA", "SEMI", "COLON", "DASH", "QUOTE", "STOP", "SIGN"})


@dataclass(frozen=True, slots=True)
class Found:
    """One aim: what it is (objective, purpose, subject), its span and the rule that found it."""

    what: str
    span: Span
    rule: str


def aims(sentence: Sentence, words: Words) -> list[Found]:
    """Return the aims of a sentence that tells of an agreement."""
    elements = sentence.elements
    for reader in (_terms, _headed):
        found = reader(elements, words)
        if found:
            return found
    return [*_introduced(elements, words), *_plain_subject(elements, words), *_obliged(elements, words)]


def _terms(elements: list[Element], words: Words) -> list[Found]:
    """Read «A، B و C از محورهای این تفاهم‌نامه است»: everything before the closing words is the list."""
    at = next((n for n, e in enumerate(elements) if e.kind == "TERMS"), 0)
    tail = elements[at : at + 8]
    if at < 3 or not any(e.kind in ("NOUN", "COOP") for e in tail):
        return []
    start = max((n + 1 for n, e in enumerate(elements[:at]) if e.kind in ("SAY", "COLON", "STOP")), default=0)
    return [Found("axis", span, "fa.objective.axes") for span in split(elements[start:at], words)]


def _headed(elements: list[Element], words: Words) -> list[Found]:
    """«موضوع این تفاهم‌نامه، X است»; «هدف این توافق‌نامه X است»."""
    for at, element in enumerate(elements):
        if element.kind in ("TOPICHEAD", "GOALHEAD") and (at == 0 or elements[at - 1].kind not in ("AIM", "FROMP")):
            ahead = elements[at + 1 : at + 6]
            noun = next((n for n, e in enumerate(ahead) if e.kind in ("NOUN", "COOP")), None)
            if noun is None:
                continue
            start = at + noun + 2
            end = next((n for n in range(start, len(elements)) if elements[n].kind in ("IS", "STOP")), len(elements))
            span = trimmed(elements[start:end])
            what = "subject" if element.kind == "TOPICHEAD" else "purpose"
            if span and span.end - span.start > 8:
                return [Found(what, span, f"fa.{what}.headed")]
    return []


def _introduced(elements: list[Element], words: Words) -> list[Found]:
    found: list[Found] = []
    done = 0
    for at, element in enumerate(elements):
        if at < done or element.kind not in ("AIM", "FOR") or not _bound(elements, at, words):
            continue
        end = clause_end(elements, at + 1, element.value)
        span = trimmed(elements[at + 1 : end])
        if span and 8 <= span.end - span.start <= LONGEST:
            found.append(Found(element.value, span, f"fa.{element.value}.introduced"))
            done = end
    return found


def _bound(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether an introducer speaks of the agreement: its noun stands close before, or the clause ends in it."""
    kind, value = elements[at].kind, elements[at].value
    before = elements[max(0, at - 20) : at]
    nouns = [n for n, e in enumerate(before) if e.kind == "NOUN" or (e.kind == "COOP" and kind != "FOR")]
    gap = before[nouns[-1] + 1 :] if nouns else []
    joined = bool(nouns) and not any(e.kind in ("SAY", "STOP", "ACT", "BECOME", "DO") for e in gap)
    close = joined and not any(e.kind == "COMMA" for e in gap)
    after = [e.kind for e in elements[at:]]
    if kind == "FOR":
        verbal = at + 1 < len(elements) and is_action(elements[at + 1], words)
        return verbal and (joined or ("NOUN" in after[:25] and "ACT" in after))
    if value == "subject":
        return close and len(gap) <= 8
    if joined:
        return True
    return "NOUN" in after and ("ACT" in after or "RASID" in after or "SIGNN" in after)


def clause_end(elements: list[Element], at: int, value: str) -> int:
    """Return the index where the clause that begins at ``at`` ends."""
    while at < len(elements):
        kind = elements[at].kind
        if kind in ("BECOME", "DO"):
            return at - 1
        if kind in _ENDS or (kind == "NOUN" and elements[at - 1].kind == "COMMA"):
            return at
        if kind == "AIM" and value == "subject" and elements[at].value == "purpose":
            return at
        if kind == "COMMA" and _closes(elements, at):
            return at
        if kind == "WITH" and at + 1 < len(elements) and elements[at + 1].kind in ("INST", "STATE", "ONE", "OFFICE"):
            return at
        at += 1
    return at


def _closes(elements: list[Element], comma: int) -> bool:
    """Say whether a comma ends the clause: a subject or a frame follows it, and no list goes on to an «و»."""
    ahead = [element.kind for element in elements[comma + 1 : comma + 10]]
    if not ahead or ahead[0] in _AFTER_COMMA:
        return True
    until = next((n for n, kind in enumerate(ahead) if kind in ("ACT", "NOUN", "STOP", "DO", "BECOME")), len(ahead))
    return "AND" not in ahead[:until] and "COMMA" not in ahead[:until]


def _plain_subject(elements: list[Element], words: Words) -> list[Found]:
    """«تفاهم‌نامه ایجاد پارک … بین X و Y»: a verbal noun right after the agreement's noun."""
    for at, element in enumerate(elements[:-2]):
        if element.kind == "NOUN" and elements[at + 1].key in words.actions and elements[at + 1].kind == "WORD":
            end = at + 1
            while end < len(elements) and elements[end].kind not in _ENDS | {
                "AIM",
                "WITH",
                "COMMA",
                "IS",
                "DO",
                "BECOME",
                "RA",
                "FOR",
            }:
                end += 1
            span = trimmed(elements[at + 1 : end])
            if span and span.end - span.start > 8:
                return [Found("subject", span, "fa.subject.genitive")]
    return []


def _obliged(elements: list[Element], words: Words) -> list[Found]:
    """«بر اساس این تفاهم‌نامه، …» and «مقرر شد …»: the clause is an aim as it stands."""
    for at, element in enumerate(elements):
        named = (e for e in elements[at : at + 4] if e.kind == "NOUN")
        if element.kind == "BASIS" and any(e.extra[:1] == ("strong",) or e.value == "ref" for e in named):
            comma = next((n for n in range(at, min(at + 14, len(elements))) if elements[n].kind == "COMMA"), None)
            if comma is not None:
                return _clause(elements, comma + 1, "fa.objective.basis")
        led = at > 0 and elements[at - 1].kind in ("IN", "WITH", "AND")
        if at <= 14 and (element.kind == "WITHSIGN" or (element.kind == "SIGNN" and led)):
            clause = _by_signing(elements, at)
            if clause:
                return clause
        if element.kind == "DECIDED" and any(e.kind in ("NOUN", "COOP") for e in elements):
            return _clause(elements, at + 1, "fa.objective.decided")
    return []


def _by_signing(elements: list[Element], at: int) -> list[Found]:
    """«با امضای این تفاهم‌نامه، …»: what the signing brings about, when no act follows."""
    noun = next((n for n in range(at, min(at + 5, len(elements))) if elements[n].kind == "NOUN"), None)
    if noun is None or any(e.kind in ("ACT", "SAY", "RASID", "TELL") for e in elements[noun:]):
        return []
    comma = next((n for n in range(noun, min(noun + 14, len(elements))) if elements[n].kind == "COMMA"), None)
    ends = [n for n in range(noun, min(noun + 24, len(elements))) if elements[n].kind == "COMMA"]
    listed = any(e.kind == "BETWEEN" for e in elements[noun : noun + 14])
    comma = ends[-1] if listed and ends else comma
    return _clause(elements, comma + 1, "fa.objective.by-signing") if comma is not None else []


def _clause(elements: list[Element], start: int, rule: str) -> list[Found]:
    """Return the clause from ``start`` to the end of the sentence, with its verb."""
    while start < len(elements) and elements[start].kind in ("THAT", "COMMA", "COLON", "OTHER", "UNTIL"):
        start += 1
    end = next((n for n in range(start, len(elements)) if elements[n].kind in ("STOP", "SAY")), len(elements))
    while end > start and elements[end - 1].kind in _MARKS:
        end -= 1
    if start >= end:
        return []
    span = Span(elements[start].span.start, elements[end - 1].span.end)
    return [Found("objective", span, rule)] if 15 <= span.end - span.start <= LONGEST else []


def clauses(introducing: Sentence, following: list[Sentence]) -> list[Found]:
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
