"""Aims: what an agreement is for, found by its introducer; ``items`` splits them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.elements import Element
from kg.extraction.institutions import is_verb
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


_SUBJECT_ENDS = _ENDS | {"AIM", "WITH", "COMMA", "IS", "DO", "BECOME", "RA", "FOR", "TIME"}
"""What ends a subject that stands right after its noun."""

_BEFORE_NO_HEAD = frozenset({"AIM", "FROMP", "WORD", "NOUN", "THIS"})
"""Before «هدف» and «موضوع» these show that it heads no aim («جامعه هدف», «این موضوع»)."""

_PARTNERS = frozenset({"INST", "STATE", "ONE", "OFFICE", "PLURAL", "PARTIES", "BARE"})


@dataclass(frozen=True, slots=True)
class Found:
    """One aim: what it is (objective, purpose, subject), its span and the rule that found it."""

    what: str
    span: Span
    rule: str


def terms(elements: list[Element], words: Words) -> list[Found]:
    """Read «A، B و C از محورهای این تفاهم‌نامه است»: everything before the closing words is the list."""
    at = next((n for n, e in enumerate(elements) if e.kind == "TERMS"), 0)
    tail = elements[at : at + 8]
    if at < 3 or not any(e.kind in ("NOUN", "COOP") for e in tail):
        return []
    start = max((n + 1 for n, e in enumerate(elements[:at]) if e.kind in ("SAY", "COLON", "STOP")), default=0)
    start += elements[start].kind == "HE"
    at -= elements[at - 1].kind == "RA"
    return [Found("axis", span, "fa.objective.axes") for span in split(elements[start:at], words)]


def headed(elements: list[Element], words: Words) -> list[Found]:
    """«موضوع این تفاهم‌نامه، X است»; «هدف این توافق‌نامه X است»; «تفاهم‌نامه‌ای که هدف آن X است»."""
    for at, element in enumerate(elements):
        if element.kind not in ("TOPICHEAD", "GOALHEAD") or (at and _no_head(elements[at - 1])):
            continue
        start = _owner_end(elements, at)
        if not start:
            continue
        end = next((n for n in range(start, len(elements)) if elements[n].kind in ("IS", "STOP")), len(elements))
        span = trimmed(elements[start:end])
        what = "subject" if element.kind == "TOPICHEAD" else "purpose"
        if span and span.end - span.start > 8:
            return [Found(what, span, f"fa.{what}.headed")]
    return []


def _no_head(before: Element) -> bool:
    return before.kind in _BEFORE_NO_HEAD and not is_verb(before.key)


def _owner_end(elements: list[Element], at: int) -> int:
    """Return the index after the agreement that owns the goal at ``at`` («هدف این تفاهم‌نامه», «هدف آن»), 0 if none."""
    ahead = [element.kind for element in elements[at + 1 : at + 6]]
    noun = next((n for n, kind in enumerate(ahead) if kind in ("NOUN", "COOP")), None)
    if noun is not None:
        return at + noun + 2
    told = any(element.kind == "NOUN" for element in elements[:at])
    if ahead[:1] == ["THAT"] and told:
        return at + 2
    return at + 3 if ahead[:2] == ["THIS", "WORD"] and elements[at].kind == "GOALHEAD" else 0


def introduced(elements: list[Element], words: Words) -> list[Found]:
    """«با هدف X», «در زمینه X», «برای X»: up to the end of the clause."""
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
    if any(element.kind == "STEP" for element in elements[max(0, at - 2) : at]):
        return False
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
        end = clause_end(elements, at + 1, value)
        agreed = any(element.kind == "DECIDED" for element in elements[end : end + 6])
        return (close and len(gap) <= 8) or agreed
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
        if kind == "WITH" and at + 1 < len(elements) and elements[at + 1].kind in _PARTNERS:
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


def plain_subject(elements: list[Element], words: Words) -> list[Found]:
    """«تفاهم‌نامه ایجاد پارک … بین X و Y»: a verbal noun right after the agreement's noun."""
    for at, element in enumerate(elements[:-2]):
        opens = element.kind == "NOUN" and elements[at + 1].kind == "WORD" and not is_verb(elements[at + 2].key)
        if opens and elements[at + 1].key in words.actions:
            end = at + 1
            while end < len(elements) and elements[end].kind not in _SUBJECT_ENDS:
                end += 1
            if end < len(elements) and elements[end].kind == "IS":
                end = max((n for n in range(at + 2, end) if elements[n].kind == "IN"), default=end)
            span = trimmed(elements[at + 1 : end])
            if span and span.end - span.start > 8:
                return [Found("subject", span, "fa.subject.genitive")]
    return []
