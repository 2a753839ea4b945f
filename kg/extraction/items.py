"""Items of a list of aims: where one ends and the next begins.

Items hold their own «،» and «و» («تعریف، راهبری و پیاده‌سازی»): a new item begins only where a verbal noun follows a
complete one, and a purpose inside an item goes on over outcomes («… و افزایش سواد») but not over activities
(«… و نظارت»).
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import Span

_CONNECTORS = frozenset(
    {
        "AND",
        "COMMA",
        "SEMI",
        "COLON",
        "DASH",
        "OTHER",
        "TIME",
        "IS",
        "QUOTE",
        "IN",
        "TO",
        "WITH",
        "STOP",
        "SIGN",
        "FROMP",
        "BECOME",
        "AIM",
        "ON",
    }
)

_NOUNS = frozenset({"WORD", "NOMACT", "NEGOT"})
"""Classes that may hold a verbal noun."""


def trimmed(elements: list[Element], words: Words) -> Span | None:
    """Return the span of the elements without loose ends on either side; None when nothing is left."""
    start, end = 0, len(elements)
    while start < end and elements[start].kind in _CONNECTORS:
        start += 1
    end = _tied(elements, start, end, words)
    end = _tied(elements, start, _undated(elements, start, end), words)
    return Span(elements[start].span.start, elements[end - 1].span.end) if start < end else None


def _tied(elements: list[Element], start: int, end: int, words: Words) -> int:
    """Return where the elements end without what only ties them to what follows."""
    mutual = words.sets["each other"]
    while end > start and (elements[end - 1].kind in _CONNECTORS or elements[end - 1].key in mutual):
        end -= 1
    return end


def _undated(elements: list[Element], start: int, end: int) -> int:
    """Return where the elements end without a day and its bracket («… امروز (دوشنبه)», «… امروز (۱۲ آبان)»)."""
    if elements[end - 1 : end] and elements[end - 1].kind == "RP":
        opened = next((n for n in range(end - 2, max(start, end - 6), -1) if elements[n].kind == "LP"), start)
        kinds = {e.kind for e in elements[opened + 1 : end - 1]}
        if (
            opened > start + 1
            and elements[opened - 1].kind == "TIME"
            and kinds <= {"TIME", "NUM", "WORD", "GIVEN", "SLASH"}
        ):
            return opened - 1
    return end


def split(elements: list[Element], words: Words) -> list[Span]:
    """Return the spans of the items of a list, numbered («۱- … ۲- …») or parted by commas and «و»."""
    numbered = _enumerated(elements)
    if len(numbered) > 1:
        parts = zip(numbered, [*numbered[1:], len(elements)], strict=True)
        return [span for start, end in parts if (span := trimmed(elements[start + 2 : end], words))]
    cuts = [0]
    for at in range(1, len(elements) - 1):
        if elements[at].kind in ("COMMA", "AND", "SEMI") and _opens(elements, cuts[-1], at, words):
            cuts.append(at)
    spans = []
    for start, end in zip(cuts, [*cuts[1:], len(elements)], strict=True):
        span = trimmed(elements[start:end], words)
        if span and not vague(elements[start:end], words):
            spans.append(span)
    return spans


def vague(elements: list[Element], words: Words) -> bool:
    """Say whether an item names nothing («در زمینه‌های مختلف»)."""
    return all(e.key in words.sets["vague"] or e.kind in _CONNECTORS for e in elements)


def _enumerated(elements: list[Element]) -> list[int]:
    """Return where «۱-», «۲)» or «الف)» stand."""
    marks = []
    for at in range(len(elements) - 2):
        lettered = elements[at].kind == "WORD" and len(elements[at].key) <= 3 and elements[at + 1].kind == "RP"
        numbered = elements[at].kind == "NUM" and elements[at + 1].kind in ("DASH", "RP")
        if lettered or (numbered and elements[at + 2].kind != "NUM"):
            marks.append(at)
    return marks


def _opens(elements: list[Element], start: int, at: int, words: Words) -> bool:
    """Say whether a new item opens after the comma or «و» at ``at``."""
    following = elements[at + 1]
    if following.kind == "AND" and at + 2 < len(elements):
        following = elements[at + 2]
    if not is_action(following, words) or _coordinated(elements, at, words) or at - start < 2 + (start > 0):
        return False
    if elements[at].kind != "AND":
        fields = any(e.kind == "AIM" and e.value == "subject" for e in elements[start:at])
        bare = elements[at + 2].kind == "AND" if at + 2 < len(elements) else False
        return _complete(elements, start, at, words) and not (fields and bare)
    if not _complete(elements, start, at, words):
        return False
    inside = any(e.kind == "AIM" and e.value == "purpose" for e in elements[start + 1 : at])
    return not (inside and words.actions.get(following.key) == "outcome")


def _coordinated(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether verbal nouns share their complement («تعریف، راهبری و …», «در طراحی، ساخت و نصب …»)."""
    if not is_action(elements[at - 1], words):
        return False
    bare = at < 2 or elements[at - 2].kind in _CONNECTORS or elements[at - 2].kind == "FOR"
    return bare or (at + 2 < len(elements) and elements[at + 2].kind in ("AND", "COMMA"))


def _complete(elements: list[Element], start: int, at: int, words: Words) -> bool:
    """Say whether the item so far has its complement: words after its last verbal noun or preposition."""
    return elements[at - 1].kind not in ("IN", "TO", "FROMP", "WITH", "FOR", "AIM") and at - start >= 2 + (start > 0)


def is_action(element: Element, words: Words) -> bool:
    """Say whether an element is a verbal noun («همکاری», «ایجاد», «…سازی»)."""
    together = element.kind == "COOP" and element.value != "plural"
    if together or (element.kind in _NOUNS and element.key in words.actions):
        return True
    return element.kind == "WORD" and len(element.key) > 5 and element.key.endswith(words.verbal)


def verbal(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a verbal noun opens at ``at``, also in quotation marks or split («پایان دادن», «به حداقل رساندن»)."""
    at += at < len(elements) and elements[at].kind == "QUOTE"
    return at < len(elements) and (is_action(elements[at], words) or _infinitive(elements[at : at + 4], words))


def _infinitive(elements: list[Element], words: Words) -> bool:
    ahead = [e for e in elements if e.kind in ("WORD", "TO", "FROMP", "ADJ")]
    return any(e.key.endswith(("دن", "تن")) and e.key in words.actions for e in ahead)
