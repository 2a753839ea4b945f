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
        shared = _trailing_head(text, elements, at, words)
        if shared:
            made += shared[0]
            at = shared[1]
            continue
        plural = words.plurals.get(made[-1].key) if made and made[-1].kind in ("WORD", "IHEAD") else None
        field = _field(elements, at) if plural else 0
        if plural and [e.kind for e in elements[at + field : at + field + 4]] == ["OF", "STATE", "AND", "STATE"]:
            start = len(made) - 1
            start = _lead(text, made, start)
            lead = Span(made[start].span.start, made[-2].span.end).of(text) if start < len(made) - 1 else ""
            about = Span(elements[at].span.start, elements[at + field - 1].span.end).of(text) if field else ""
            first, link, second = elements[at + field + 1 : at + field + 4]
            whole = Span(made[start].span.start, first.span.end)
            del made[start:]
            for number, (span, state) in enumerate(((whole, first), (second.span, second))):
                head = " ".join(f"{lead} {plural} {about}".split())
                made.append(Element("INST", span, "", body=_of(text, head, state, words)))
                made += [link] if not number else []
            at += field + 4
            continue
        made.append(elements[at])
        at += 1
    return made


def _field(elements: list[Element], at: int) -> int:
    """Return how many elements tell what the bodies are for ("chambers *of commerce* of Iran and Oman"), 0 for none."""
    end = at + 1
    while end < len(elements) and end - at <= LEAD and elements[end].kind in ("WORD", "COOP", "AND"):
        end += 1
    return end - at if elements[at].kind == "OF" and end > at + 1 else 0


def _of(text: str, head: str, state: Element, words: Words) -> Body:
    """Return the body of a state that shares its head: the same as "Iran's Ministry of Energy" elsewhere."""
    name = _titled(f"{head} of {state.span.of(text)}")
    own = named_body(words.lexicon, _titled(head), "institution", "other", "en")
    ministry = (
        skeleton_key(head).endswith("ministry") and state.body is not None and words.lexicon.institution(name) is None
    )
    body = of_state(own, state.body, name, words) if ministry and state.body else None
    return replace(body or named_body(words.lexicon, name, "institution", "other", "en"), name=name)


def _titled(name: str) -> str:
    return name.title().replace(" Of ", " of ").replace(" And ", " and ")


def _lead(text: str, made: list[Element], head: int) -> int:
    """Return where the words before a plural head begin: one ("central banks"), or all capitals ("Red Crescent")."""
    start = head
    while start > 0 and head - start < LEAD and made[start - 1].kind in ("WORD", "NAME", "COOP", "IHEAD", "SPORT"):
        small = not text[made[start - 1].span.start].isupper()
        if made[start - 1].key in ("the", "two") or (small and start < head and not _behind_the(text, made, start)):
            break
        start -= 1
    return start


def _behind_the(text: str, made: list[Element], at: int) -> bool:
    """Say whether the small words before a plural head go back to "the" ("the auto parts associations of …")."""
    for element in reversed(made[max(0, at - 1 - LEAD) : at]):
        if element.kind not in ("WORD", "COOP", "SPORT") or text[element.span.start].isupper():
            return element.kind == "THE"
    return False


def _trailing_head(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int] | None:
    """Restore a head behind two states: "Iran and Canada('s) volleyball federations"; None where there is none."""
    kinds = [e.kind for e in elements[at : at + 3]]
    if kinds[:1] not in (["STATE"], ["NATIONAL"]) or kinds[1:2] not in (["AND"], ["COMMA"]) or kinds[2:] != kinds[:1]:
        return None
    owned = [e.kind for e in elements[at + 3 : at + 4]] == ["POSS"]
    opened = at + 3 + owned
    for end in range(opened, min(opened + 4, len(elements))):
        singular = words.plurals.get(elements[end].key)
        if singular:
            between = Span(elements[opened].span.start, elements[end].span.start).of(text).strip()
            single = owned or (end == opened and not _one_of_many(singular, words))
            field = _field(elements, end + 1) if single and end + 1 < len(elements) else 0
            last = elements[end + field]
            about = Span(elements[end].span.end, last.span.end).of(text)
            several = not between and text[elements[end].span.start].islower() and _one_of_many(singular, words)
            rest = (
                elements[end].span.of(text) if several else _titled(" ".join(f"{between} {singular} {about}".split()))
            )
            first, second = elements[at], elements[at + 2]
            made = []
            for span, state in ((first.span, first), (Span(second.span.start, last.span.end), second)):
                body = _of(text, rest, state, words) if owned else _printed(text, state, rest, words)
                made.append(Element("INST", span, "", body=body))
            return [made[0], elements[at + 1], made[1]], end + field + 1
        if elements[end].kind not in ("WORD", "COOP", "SPORT"):
            return None
    return None


def _one_of_many(head: str, words: Words) -> bool:
    """Say whether a state has many bodies of a head: their plural names no single one ("Malaysian firms")."""
    return skeleton_key(head) in words.sets["many a state"]


def _printed(text: str, state: Element, rest: str, words: Words) -> Body:
    name = _as_printed(text, state, rest, words)
    return replace(named_body(words.lexicon, name, "institution", "association", "en"), name=name)


def _as_printed(text: str, state: Element, rest: str, words: Words) -> str:
    """Return the restored name in the form that the text prints elsewhere ("Canadian Volleyball Federation")."""
    country = state.span.of(text)
    if state.kind == "NATIONAL" and state.body:
        named = f"{rest} of {state.body.name}"
        return named if words.lexicon.institution(named) else f"{country} {rest}"
    entry = words.lexicon.institution(country)
    forms = [country, *(entry.adjectives_en if entry else ())]
    return next((f"{form} {rest}" for form in forms if f"{form} {rest}" in text), f"{country} {rest}")
