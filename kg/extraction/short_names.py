"""Persian bodies named by their field alone: «بهزیستی و شهرداری X تفاهم‌نامه بستند», «با آموزش و پرورش گیلان».

News from the provinces leaves «سازمان» and «اداره کل» out. The field stands for its body only where bodies stand:
beside another body, or behind «با» and «بین» in a sentence on an agreement; elsewhere it is a field of cooperation.
"""

from __future__ import annotations

from kg.extraction.bodies import named_body
from kg.extraction.branches import placed_end
from kg.extraction.elements import CORE, Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

LONGEST = 6
"""Most elements of a short name without its place."""

_LINKS = frozenset({"AND", "COMMA", "WITH"})
_PARTNER = frozenset({"WITH", "BETWEEN"})
_OPENS = frozenset({"AND", "COMMA", "WITH", "BETWEEN", "COLON", "SEMI", "QUOTE", "DASH", "THAT", "TIME", "BYSIGN"})
"""Behind these a list of bodies can begin or go on."""

_CLOSES = frozenset("AND COMMA WITH NOUN ACT IN FOR AIM TIME RASID RA QUOTE LP ONE THIS BYSIGN STOP BASIS".split())
"""What can follow the name of a body."""


def short_bodies(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every short name that stands where bodies do as one body."""
    if not any(element.kind == "NOUN" for element in elements):
        return elements
    spans = _named(text, elements, words)
    taken = [span for span in spans if _beside_bodies(elements, span, spans)]
    made: list[Element] = []
    at = 0
    for span in taken:
        made += [*elements[at : span.start], _body(text, elements[span.start : span.end], words)]
        at = span.end
    return [*made, *elements[at:]] if taken else elements


def _named(text: str, elements: list[Element], words: Words) -> list[Span]:
    """Return the stretches of elements that are short names with their places, from left to right."""
    found: list[Span] = []
    at = 0
    while at < len(elements):
        end = _end(text, elements, at, words) if elements[at].key in words.short_openings else at
        if end > at:
            found.append(Span(at, end))
        at = max(end, at + 1)
    return found


def _end(text: str, elements: list[Element], at: int, words: Words) -> int:
    """Return the index behind the longest short name at ``at`` and its place, ``at`` where none stands."""
    for end in range(min(at + LONGEST, len(elements)), at, -1):
        row = words.short_names.get(_key(text, elements[at:end]))
        if row is not None:
            state = end < len(elements) and elements[end].kind == "STATE"
            placed = end + 1 if state else placed_end(text, elements, end, words)
            fit = placed > end if row["needs"] == "place" else state if row["needs"] == "state" else True
            return placed if fit else at
    return at


def _beside_bodies(elements: list[Element], span: Span, named: list[Span]) -> bool:
    """Say whether a short name stands where a body does."""
    before = elements[span.start - 1] if span.start else None
    after = elements[span.end] if span.end < len(elements) else None
    if (before and before.kind not in _OPENS) or (after and after.kind not in _CLOSES):
        return False
    if before is not None and before.kind in _PARTNER:
        return True
    led = before is not None and before.kind in _LINKS and _is_body(elements, span.start - 2, named)
    follows = after is not None and after.kind in _LINKS and _is_body(elements, span.end + 1, named)
    return led or follows


def _is_body(elements: list[Element], at: int, named: list[Span]) -> bool:
    known = 0 <= at < len(elements) and elements[at].kind in CORE | {"PLURAL"}
    return known or any(span.start <= at < span.end for span in named)


def _body(text: str, parts: list[Element], words: Words) -> Element:
    """Return the body: the lexicon's for the whole country or a province, else one named as printed."""
    span = Span(parts[0].span.start, parts[-1].span.end)
    end = next(n for n in range(len(parts), 0, -1) if _key(text, parts[:n]) in words.short_names)
    printed, row, place = " ".join(span.of(text).split()), words.short_names[_key(text, parts[:end])], parts[end:]
    regional = row["regional"].replace("{}", place[-1].span.of(text)) if row["regional"] and place else ""
    name = printed
    if not place or _at_hand(place, words):
        name = row["national"] or printed
    elif regional and words.lexicon.institution(regional):
        name = regional
    body = named_body(words.lexicon, name, "institution", "organisation", words.language)
    return Element("INST", span, skeleton_key(name), body=body)


def _key(text: str, parts: list[Element]) -> str:
    return skeleton_key(Span(parts[0].span.start, parts[-1].span.end).of(text))


def _at_hand(place: list[Element], words: Words) -> bool:
    """Say whether the place is only the province or county at hand («بهزیستی استان»), or the home state."""
    home = place[0].body is not None and place[0].body.id == words.home
    return len(place) == 1 and (home or place[0].kind in ("PROVINCE", "COUNTY", "CITY", "COUNTRY"))
