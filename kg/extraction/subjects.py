"""Subjects and goals that a Persian sentence names by their own nouns: «هدف این …، X است», «قرارداد خرید X»."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.framing import closes, opening, points
from kg.extraction.items import is_action, trimmed, verbal
from kg.extraction.objectives import ENDS, SHORTEST, Found
from kg.extraction.wording import is_verb
from kg.extraction.words import Words

_UNQUOTES = frozenset("»”")

_SUBJECT_ENDS = ENDS | {"AIM", "WITH", "COMMA", "IS", "DO", "BECOME", "RA", "FOR", "TIME", "FROM", "BY", "WITHCOOP"}
"""What ends a subject that stands right after its noun."""

_BEFORE_NO_HEAD = frozenset({"AIM", "FROMP", "WORD", "NOUN", "THIS"})
"""Before «هدف» and «موضوع» these show that it heads no aim («جامعه هدف», «این موضوع»)."""


def headed(elements: list[Element], words: Words) -> list[Found]:
    """«موضوع این تفاهم‌نامه، X است»; «هدف این توافق‌نامه X است»; «تفاهم‌نامه‌ای که هدف آن X است»."""
    for at, element in enumerate(elements):
        if element.kind not in ("TOPICHEAD", "GOALHEAD") or (at and _no_head(elements[at - 1], element)):
            continue
        start = _owner_end(elements, at)
        if not start:
            continue
        start += start < len(elements) and elements[start].kind == "RA"
        end = _goal_end(elements, start, words)
        span = trimmed(elements[start:end], words)
        what = "subject" if element.kind == "TOPICHEAD" else "purpose"
        if not span and verbal(elements, opening(elements[:at]), words):
            span = trimmed(elements[opening(elements[:at]) : at], words)
        if span and span.end - span.start > 8:
            return [Found(what, span, f"fa.{what}.headed")]
    return []


def _goal_end(elements: list[Element], start: int, words: Words) -> int:
    """Return where a goal ends: at «است», or behind «را» at the verb that names it («… عنوان کرد»)."""
    ends = ("SAY", "TELL", "STOP") if elements[start - 1].kind == "RA" else ("IS", "STOP")
    found = (
        n
        for n in range(start, len(elements))
        if elements[n].kind in ends
        or closes(elements, n, words)
        or (elements[n].kind == "PROVIDED" and n + 2 >= len(elements))
    )
    return next(found, len(elements))


def _no_head(before: Element, head: Element) -> bool:
    alone = before.kind == "WORD" and head.value == "main"
    return before.kind in _BEFORE_NO_HEAD and not is_verb(before.key) and not alone


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


def plain_subject(elements: list[Element], words: Words) -> list[Found]:
    """«تفاهم‌نامه ایجاد پارک … بین X و Y»: a verbal noun right after the agreement's noun and its adjectives."""
    found: list[Found] = []
    for noun, element in enumerate(elements[:-2]):
        if element.kind != "NOUN" or (noun > 0 and points(elements[noun - 1])):
            continue
        at = _after_adjectives(elements, noun + 1, words)
        if not _opens_subject(elements, at, words):
            continue
        led = elements[at].key in words.sets["takes with"] and elements[at + 1].kind == "WITH"
        end = at + 2 if led else at
        while end < len(elements) and not _behind_subject(elements, end):
            end += 1
        if end < len(elements) and elements[end].kind == "IS":
            end = max((n for n in range(at + 1, end) if elements[n].kind == "IN"), default=end)
        span = trimmed(elements[at:end], words)
        if span and span.end - span.start >= SHORTEST:
            found.append(Found("subject", span, "fa.subject.genitive"))
    return found


def _behind_subject(elements: list[Element], at: int) -> bool:
    """Say whether a subject has ended at ``at``: at a mark, a preposition, or the two bodies whose agreement it is."""
    kinds = [e.kind for e in elements[at : at + 3]]
    parties = kinds[1:2] == ["AND"] and {*kinds[:1], *kinds[2:]} <= {"INST", "STATE"}
    return parties or elements[at].kind in _SUBJECT_ENDS or elements[at].key in _UNQUOTES


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
    if at + 1 >= len(elements) or not is_action(elements[at], words):
        return False
    if elements[at].kind == "COOP":
        kind = words.provision.get(elements[at + 1].key)
        fields = elements[at].value == "fields" and elements[at + 1].kind == "WORD" and kind is None
        return fields and not is_verb(elements[at + 1].key)
    return elements[at + 1].kind not in ("PART", "BECOME", "DO", "IS") and not is_verb(elements[at + 1].key)
