"""Places: where an agreement was signed, and which provinces, counties and cities it is about."""

from __future__ import annotations

from bisect import bisect_left

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.english.places import place_of_signing
from kg.extraction.located import MOST_ACTS, located
from kg.extraction.reading import Aim, Located
from kg.language import Span

NAMED_PLACE = 4
"""Most words between «در» and the place's name («در نقطه صفر مرزی آستارا»)."""

_PLACED = ("signing", "exchange", "initialling", "extension", "amendment")
_DONE = ("ACT", "BYSIGN", "BECOME", "WITHSIGN", "RASID")


def signed_at(document: Document, made: Draft) -> Located | None:
    """Return where an agreement was signed, by the language of the text."""
    return place_of_signing(document, made) if document.words.language == "en" else place(document, made)


def place(document: Document, made: Draft) -> Located | None:
    """Return where it was signed: a place after «در» in a sentence with an act, before or after the noun."""
    for act in made.acts[:MOST_ACTS]:
        sentence = next((s for s in made.sentences if s.span.covers(act.span)), None)
        if sentence is None or act.event not in _PLACED or act.time == "future":
            continue
        for at, element in enumerate(sentence.elements[:-1]):
            if element.kind == "IN" and _free(sentence, at) and _around(sentence, at, act.span):
                found = _named(document, sentence.elements, at)
                if found:
                    return found
    return None


def _free(sentence: Sentence, at: int) -> bool:
    """Say whether «در» does not belong to a word like «مستقر», which tells where somebody sits."""
    return at == 0 or sentence.elements[at - 1].kind != "SEATED"


def _named(document: Document, elements: list[Element], at: int) -> Located | None:
    """Return the place that «در» at ``at`` leads: by name, at the end of a phrase, or a building where it is done."""
    if _is_place(elements[at + 1]) or _is_city(document, elements, at + 1):
        return located(document, elements[at + 1], "place.in")
    end = at + 1
    while end < len(elements) and end - at <= NAMED_PLACE and _leads(elements, end):
        end += 1
    after = elements[end + 1].kind if end + 1 < len(elements) else ""
    if end >= len(elements) or after not in _DONE:
        return None
    if _is_place(elements[end]):
        return located(document, elements[end], "place.in")
    if elements[end].kind in ("INST", "BARE"):
        return _building(document, elements[at + 1], elements[end])
    return None


def _is_city(document: Document, elements: list[Element], at: int) -> bool:
    """Say whether one word right before the act is a city: a known one («قم»), or no word of the language."""
    if elements[at].kind not in ("WORD", "GIVEN") or [e.kind for e in elements[at + 1 : at + 2]] not in _RIGHT_BEFORE:
        return False
    known = document.words.lexicon.place(elements[at].span.of(document.text))
    if known is not None:
        return known.kind in ("city", "county")
    key = elements[at].key
    return elements[at].kind == "WORD" and len(key) > 3 and key not in document.words.everyday and key[-1] not in "یه"


_RIGHT_BEFORE = (["ACT"], ["BYSIGN"], ["WITHSIGN"])


def _leads(elements: list[Element], at: int) -> bool:
    """Say whether an element is part of a building's name before its city («کاخ سعدآباد تهران»)."""
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    return elements[at].kind in ("WORD", "GIVEN", "CITY") or (_is_place(elements[at]) and following in _PLACES)


_PLACES = ("PLACE", "CAPITAL")


def _building(document: Document, first: Element, last: Element) -> Located | None:
    """Return the place at the end of a building's name, else the building as written («در محل بانک»)."""
    span = Span(first.span.start, last.span.end)
    surface = " ".join(span.of(document.text).split())
    known = document.words.lexicon.place(surface.split(" ")[-1])
    if known and last.kind == "INST" and known.kind in ("city", "province", "county"):
        start = span.end - len(surface.split(" ")[-1])
        name = Span(start, span.end)
        if known.name_fa == name.of(document.text):
            return Located(known.name_fa, known.id, "place.building", document.evidence(name))
    if last.kind == "BARE" and first is last:
        return None
    return Located(surface, None, "place.building", document.evidence(span))


def _is_place(element: Element) -> bool:
    return element.kind in _PLACES


def _around(sentence: Sentence, at: int, act: Span) -> bool:
    """Say whether no introducer of an aim stands between the place and the act."""
    place = sentence.elements[at].span
    low, high = min(place.start, act.start), max(place.start, act.start)
    between = [e for e in sentence.elements if low < e.span.start < high]
    return len(between) <= 14 and all(e.kind not in ("AIM", "SAY", "COLON", "DECIDED") for e in between)


def _in_name(sentence: Sentence, at: int) -> bool:
    """Say whether a place stands in the agreement's own name («قرارداد احداث باند دوم محور ایرانشهر–خاش بین …»)."""
    elements = sentence.elements
    noun = next((n for n in range(at - 1, max(-1, at - LONGEST_NAME), -1) if elements[n].kind == "NOUN"), None)
    ahead = [e.kind for e in elements[at + 1 : at + 5]]
    between = {e.kind for e in elements[noun + 1 : at]} if noun is not None else {"ACT"}
    return between <= _NAMING and len(between & {"WORD", "AIM", "COOP"}) > 0 and "BETWEEN" in ahead


LONGEST_NAME = 12
"""Most elements between an agreement's noun and a place in its name."""

_NAMING = frozenset(
    {"WORD", "GIVEN", "PLACE", "DASH", "AND", "NUM", "ONE", "COOP", "ADJ", "AIM", "CITY", "IN", "COUNTY"}
)


def places_concerned(
    document: Document, made: Draft, provinces: set[str], told: tuple[Aim, ...]
) -> tuple[Located, ...]:
    """Return the provinces and cities the agreement is about: those of its parties, and those its aims name."""
    listed: dict[str, Located] = {}
    for aim in told:
        span = Span(aim.evidence.start, aim.evidence.end)
        first = bisect_left(document.sentences, span.start, key=lambda sentence: sentence.span.end)
        last = bisect_left(document.sentences, span.end, key=lambda sentence: sentence.span.start)
        for element in (e for sentence in document.sentences[first:last] for e in sentence.all("PLACE")):
            if element.value and span.covers(element.span):
                listed.setdefault(element.value, located(document, element, "place.concerned"))
    for sentence in made.sentences:
        if not sentence.first("NOUN"):
            continue
        for at, element in enumerate(sentence.elements):
            if element.kind != "PLACE":
                continue
            concerned = element.value in provinces or sentence.first("TOPICHEAD", "TERMS") or _in_name(sentence, at)
            framed = at > 0 and sentence.elements[at - 1].kind == "IN" and not element.extra
            if concerned and not framed and element.value not in listed:
                listed[element.value] = located(document, element, "place.concerned")
    return tuple(sorted(listed.values(), key=lambda one: one.evidence.start))
