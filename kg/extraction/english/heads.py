"""English heads that two bodies share: "central banks of Iran and Oman", "Iran and Canada volleyball federations"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element
from kg.extraction.english.nations import of_state
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

LEAD = 3
"""Most words before a plural head that belong to the name."""


def shared_heads(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Restore the head that two bodies share: "central banks of Iran and Oman", "the oil ministries of …"."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 4]]
        shared = _trailing_head(text, elements, at, words)
        if shared:
            made += shared[0]
            at = shared[1]
            continue
        plural = words.plurals.get(made[-1].key) if made and made[-1].kind in ("WORD", "IHEAD") else None
        if plural and kinds == ["OF", "STATE", "AND", "STATE"]:
            start = len(made) - 1
            start = _lead(text, made, start)
            lead = Span(made[start].span.start, made[-2].span.end).of(text) if start < len(made) - 1 else ""
            first, second = elements[at + 1], elements[at + 3]
            whole = Span(made[start].span.start, first.span.end)
            del made[start:]
            for number, (span, state) in enumerate(((whole, first), (second.span, second))):
                made.append(Element("INST", span, "", body=_of(text, f"{lead} {plural}".strip(), state, words)))
                made += [elements[at + 2]] if not number else []
            at += 4
            continue
        made.append(elements[at])
        at += 1
    return made


def _of(text: str, head: str, state: Element, words: Words) -> Body:
    """Return the body of a state that shares its head: the same as "Iran's Ministry of Energy" elsewhere."""
    name = f"{head} of {state.span.of(text)}".title().replace(" Of ", " of ")
    own = named_body(words.lexicon, head.title(), "institution", "other", "en")
    ministry = (
        skeleton_key(head).endswith("ministry") and state.body is not None and words.lexicon.institution(name) is None
    )
    body = of_state(own, state.body, name, words) if ministry and state.body else None
    return replace(body or named_body(words.lexicon, name, "institution", "other", "en"), name=name)


def _lead(text: str, made: list[Element], head: int) -> int:
    """Return where the words before a plural head begin: one ("central banks"), or all capitals ("Red Crescent")."""
    start = head
    while start > 0 and head - start < LEAD and made[start - 1].kind in ("WORD", "NAME", "COOP", "IHEAD"):
        small = not text[made[start - 1].span.start].isupper()
        if made[start - 1].key in ("the", "two") or (small and start < head and not _behind_the(text, made, start)):
            break
        start -= 1
    return start


def _behind_the(text: str, made: list[Element], at: int) -> bool:
    """Say whether the small words before a plural head go back to "the" ("the auto parts associations of …")."""
    for element in reversed(made[max(0, at - 1 - LEAD) : at]):
        if element.kind not in ("WORD", "COOP") or text[element.span.start].isupper():
            return element.kind == "THE"
    return False


def _trailing_head(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int] | None:
    """Restore a head that follows two states: "Iran and Canada volleyball federations"; None where there is none."""
    kinds = [e.kind for e in elements[at : at + 3]]
    if kinds[:1] not in (["STATE"], ["NATIONAL"]) or kinds[1:2] not in (["AND"], ["COMMA"]) or kinds[2:] != kinds[:1]:
        return None
    for end in range(at + 3, min(at + 7, len(elements))):
        singular = words.plurals.get(elements[end].key)
        if singular:
            between = Span(elements[at + 3].span.start, elements[end].span.start).of(text).strip()
            rest = f"{between} {singular}".strip().title()
            first, second = elements[at], elements[at + 2]
            made = []
            for span, state in ((first.span, first), (Span(second.span.start, elements[end].span.end), second)):
                name = _as_printed(text, state, rest, words)
                body = named_body(words.lexicon, name, "institution", "association", "en")
                made.append(Element("INST", span, "", body=replace(body, name=name)))
            return [made[0], elements[at + 1], made[1]], end + 1
        if elements[end].kind not in ("WORD", "COOP"):
            return None
    return None


def _as_printed(text: str, state: Element, rest: str, words: Words) -> str:
    """Return the restored name in the form that the text prints elsewhere ("Canadian Volleyball Federation")."""
    country = state.span.of(text)
    if state.kind == "NATIONAL" and state.body:
        named = f"{rest} of {state.body.name}"
        return named if words.lexicon.institution(named) else f"{country} {rest}"
    entry = words.lexicon.institution(country)
    forms = [country, *(entry.adjectives_en if entry else ())]
    return next((f"{form} {rest}" for form in forms if f"{form} {rest}" in text), f"{country} {rest}")
