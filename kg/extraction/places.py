"""Places: where an agreement was signed, and which provinces, counties and cities it is about."""

from __future__ import annotations

from bisect import bisect_left

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.english.places import place_of_signing
from kg.extraction.located import located, signings
from kg.extraction.reading import Aim, Located
from kg.extraction.visits import place_of_visit
from kg.language import Span

NAMED_PLACE = 4
"""Most words between «در» and the place's name («در نقطه صفر مرزی آستارا»)."""

_DONE = ("ACT", "BYSIGN", "BECOME", "WITHSIGN", "RASID")


def signed_at(document: Document, made: Draft) -> Located | None:
    """Return where an agreement was signed, by the language of the text."""
    return place_of_signing(document, made) if document.words.language == "en" else place(document, made)


def place(document: Document, made: Draft) -> Located | None:
    """Return where it was signed: a place after «در» in a sentence with an act, before or after the noun."""
    for sentence, act in signings(made):
        for at, element in enumerate(sentence.elements[:-1]):
            if element.kind == "IN" and _free(sentence, at) and _around(sentence, at, act):
                found = _named(document, sentence.elements, at) or _state(document, sentence.elements, at)
                if found:
                    return found
    return _of_ceremony(document, made) or place_of_visit(document, made)


def _state(document: Document, elements: list[Element], at: int) -> Located | None:
    """Return the state in which a ceremony was held («مراسم امضای … در قطر برگزار شد»)."""
    led = any(e.kind in ("CEREMONY", "THAT") for e in elements[:at])
    after = [e.kind for e in elements[at + 2 : at + 3]]
    if not led or elements[at + 1].kind != "STATE" or after not in (["ACT"], ["BECOME"], ["RA"], ["BYSIGN"]):
        return None
    return located(document, elements[at + 1], "place.in")


def _of_ceremony(document: Document, made: Draft) -> Located | None:
    """Return the place of the ceremony that the sentence behind the agreement tells of («این مراسم در …»)."""
    for number in sorted(made.numbers):
        for sentence in document.sentences[number + 1 : number + 2]:
            kinds = sentence.kinds
            held = "CEREMONY" in kinds[:OPENING] and "NOUN" not in kinds and "BECOME" in kinds
            for at in (n for n, kind in enumerate(kinds[:-1]) if held and kind == "IN"):
                found = _named(document, sentence.elements, at)
                if found:
                    return found
    return None


OPENING = 4
"""Within so many elements of its beginning a sentence names the ceremony that it goes on about."""


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
    if end >= len(elements) or not (after in _DONE or _then_signed(elements, end + 1)):
        return None
    if _is_place(elements[end]):
        return located(document, elements[end], "place.in")
    if elements[end].kind in ("INST", "BARE"):
        return _building(document, elements[at + 1], elements[end])
    return None


def _then_signed(elements: list[Element], at: int) -> bool:
    """Say whether the agreement and its act follow at once («در محل X تفاهم‌نامه همکاری امضا کردند»)."""
    end = at + 1
    while end < len(elements) and elements[end].kind in ("COOP", "ADJ", "WORD", "RA"):
        end += 1
    signed = end < len(elements) and elements[end].kind == "ACT"
    return signed and end - at <= NAMED_PLACE and elements[at].kind == "NOUN"


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
    if elements[at].kind == "PERSON":
        return following == "INST"
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
    """Say whether no introducer of an aim stands between the place and the act, and no clause behind the act.

    A place that a comma parts from what follows («در دیداری در ریاض، قراردادی در زمینه …») is none of an aim.
    """
    place = sentence.elements[at].span
    low, high = min(place.start, act.start), max(place.start, act.start)
    between = [e for e in sentence.elements if low < e.span.start < high]
    kinds = {e.kind for e in between} - ({"AIM"} if _set_apart(sentence, at) else set())
    if place.start > act.start and any(e.kind == "THAT" for e in between):
        return False
    return len(between) <= AROUND and not kinds & {"AIM", "SAY", "COLON", "DECIDED"}


def _set_apart(sentence: Sentence, at: int) -> bool:
    """Say whether the place that «در» at ``at`` leads stands before the noun, behind «در», and a comma ends it."""
    kinds = sentence.kinds
    framed = any(kind == "IN" for kind in kinds[max(0, at - 3) : at])
    return framed and kinds[at + 2 : at + 3] == ("COMMA",) and "NOUN" in kinds[at + 2 : at + 5]


AROUND = 14
"""Most elements between a place and the act that was done there."""


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
