"""Aims: what an agreement is for, found by its introducer; ``items`` splits them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.elements import Element
from kg.extraction.institutions import is_verb
from kg.extraction.items import trimmed, verbal
from kg.extraction.words import Words
from kg.language import Span

#: Most characters of one aim: a longer one is a paragraph, not an aim.
LONGEST = 700

SHORTEST = 7
"""Fewest characters of an aim («خرید نفت» has eight)."""

_UNQUOTES = frozenset("»”")
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


def headed(elements: list[Element], words: Words) -> list[Found]:
    """«موضوع این تفاهم‌نامه، X است»; «هدف این توافق‌نامه X است»; «تفاهم‌نامه‌ای که هدف آن X است»."""
    for at, element in enumerate(elements):
        if element.kind not in ("TOPICHEAD", "GOALHEAD") or (at and _no_head(elements[at - 1])):
            continue
        start = _owner_end(elements, at)
        if not start:
            continue
        marked = start < len(elements) and elements[start].kind == "RA"
        start += marked
        ends = ("SAY", "TELL", "STOP") if marked else ("IS", "STOP")
        end = next((n for n in range(start, len(elements)) if elements[n].kind in ends), len(elements))
        if marked and words.provision.get(elements[end - 1].key) == "close":
            end -= 1
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
        what = "subject" if element.value == "relation" else element.value
        end = clause_end(elements, at + 1, what)
        span = trimmed(elements[at + 1 : end])
        bare = all(e.kind in ("THIS", "NOUN", "THAT", "PARTIES", "NUM") for e in elements[at + 1 : end])
        if span and not bare and SHORTEST <= span.end - span.start <= LONGEST:
            found.append(Found(what, span, f"fa.{what}.introduced"))
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
        return verbal(elements, at + 1, words) and (joined or (_led(elements[at : at + 26]) and "ACT" in after))
    if value in ("subject", "relation"):
        end = clause_end(elements, at + 1, "subject")
        agreed = any(element.kind == "DECIDED" for element in elements[end : end + 6])
        return (close and len(gap) <= 8) or agreed
    if joined:
        return True
    return _led(elements[at:]) and ("ACT" in after or "RASID" in after or "SIGNN" in after)


def _led(after: list[Element]) -> bool:
    """Say whether the agreement's noun follows in the introducer's own clause, before any object or finite verb."""
    kinds = [e.kind for e in after]
    own = next((n for n, kind in enumerate(kinds) if kind in ("RA", "DO", "BECOME", "SAY", "THAT")), len(kinds))
    return "NOUN" in kinds[: own if kinds[own : own + 1] != ["THAT"] else len(kinds)]


def purposed(elements: list[Element], words: Words) -> list[Found]:
    """«… توافق‌نامه‌ای امضا کردند تا X شود»: the clause of purpose behind the act."""
    for at, element in enumerate(elements[:-3]):
        if element.kind not in ("ACT", "RASID") or not any(e.kind == "NOUN" for e in elements[:at]):
            continue
        start = at + 1 + (elements[at + 1].kind == "COMMA")
        timed = elements[start + 1].kind in ("TIME", "NUM", "THAT") if start + 1 < len(elements) else True
        if elements[start].kind != "UNTIL" or timed:
            continue
        end = next(
            (n for n in range(start, len(elements)) if elements[n].kind in ("STOP", "SAY", "SEMI")), len(elements)
        )
        span = trimmed(elements[start + 1 : end])
        if elements[end - 1].kind in ("BECOME", "DO", "WORD") and span and 12 < span.end - span.start <= LONGEST:
            return [Found("objective", Span(span.start, elements[end - 1].span.end), "fa.objective.purposed")]
    return []


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
    """«تفاهم‌نامه ایجاد پارک … بین X و Y»: a verbal noun right after the agreement's noun and its adjectives."""
    for noun, element in enumerate(elements[:-2]):
        at = _after_adjectives(elements, noun + 1, words) if element.kind == "NOUN" else len(elements)
        if not _opens_subject(elements, at, words):
            continue
        end = at
        while end < len(elements) and elements[end].kind not in _SUBJECT_ENDS and elements[end].key not in _UNQUOTES:
            end += 1
        if end < len(elements) and elements[end].kind == "IS":
            end = max((n for n in range(at + 1, end) if elements[n].kind == "IN"), default=end)
        span = trimmed(elements[at:end])
        if span and span.end - span.start >= SHORTEST:
            return [Found("subject", span, "fa.subject.genitive")]
    return []


def _after_adjectives(elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind «جدید», «۵ ساله», «۷ میلیارد دلاری»."""
    start = at
    while at < min(start + 5, len(elements)) and (
        elements[at].kind in ("ADJ", "NUM", "QUOTE") or words.provision.get(elements[at].key) == "modifier"
    ):
        at += 1
    return at


def _opens_subject(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a verbal noun with a complement stands at ``at`` («خرید گاز»; not «ایجاد شده», «همکاری»)."""
    if at + 1 >= len(elements) or elements[at].kind != "WORD" or elements[at].key not in words.actions:
        return False
    return elements[at + 1].kind not in ("PART", "BECOME", "DO", "IS") and not is_verb(elements[at + 1].key)
