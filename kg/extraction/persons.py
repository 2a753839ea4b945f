"""Persons: a name after an honorific, a known given name, a name beside an office; and surnames that come back.

Honorifics are no part of the name, «سید» is. A name ends at the first word that a list knows as something else.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.elements import Element, Person
from kg.extraction.institutions import clean_name, is_verb
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

SURNAME = 2
"""Most plain words taken as a surname; a third only with the ending of one."""

_SEYED = ("سید", "سیده")


def build_persons(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names joined into PERSON elements."""
    made: list[Element] = []
    at = 0
    _plain_between(elements)
    while at < len(elements):
        end = _name_end(elements, at, made, words)
        if end > at:
            made.append(_person(text, elements, at, end))
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _plain_between(elements: list[Element]) -> None:
    """Read a «بین» with nothing behind it («جیانگ بین، سخنگوی …») as a plain word, in place."""
    for element, following in pairwise(elements):
        if element.kind == "BETWEEN" and following.kind in ("COMMA", "RP", "STOP"):
            element.kind = "WORD"


def _name_end(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the index after the name that begins here, or ``at`` when none does."""
    start = at
    while at < len(elements) and elements[at].kind == "HON":
        at += 1
    honoured = at > start
    if not honoured and not _opens(elements, at, before, words):
        return _speaking(elements, start, before, words) or _beside_office(elements, start, before, words)
    return _family_end(elements, at, honoured, words) or start


def _opens(elements: list[Element], at: int, before: list[Element], words: Words) -> bool:
    """Say whether a name opens here: سید, or a given name that is no everyday word unless beside an office."""
    if at >= len(elements):
        return False
    element = elements[at]
    if _compound(element, words):
        return True
    if element.kind == "WORD" and element.key.startswith("سید") and (element.key == "سید" or len(element.key) > 5):
        return element.key != "سیدی"
    if element.kind != "GIVEN":
        return False
    beside = bool(before) and before[-1].kind in ("OFFICE", "HON", "AS")
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    return not element.value or beside or following == "GIVEN" or _apposed(elements, at)


def _apposed(elements: list[Element], at: int) -> bool:
    """Say whether «X Y، معاون …» follows: a word or two, a comma, an office."""
    kinds = [element.kind for element in elements[at + 1 : at + 5]]
    return any(kinds[:n] == ["WORD"] * n and kinds[n : n + 2] == ["COMMA", "OFFICE"] for n in (1, 2))


def _compound(element: Element, words: Words) -> bool:
    """Say whether a word is a given name made of two («محمدصالح») or of عبد and another word («عبدربه»)."""
    if element.kind != "WORD" or not 5 < len(element.key) < 15:
        return False
    if element.key.startswith("عبد"):
        return True
    cuts = range(3, len(element.key) - 2)
    return any(element.key[:cut] in words.given and element.key[cut:] in words.given for cut in cuts)


def _family_end(elements: list[Element], at: int, honoured: bool, words: Words) -> int:
    start = at
    while at < len(elements) and at - start < 4 and _forename(elements[at], at == start, words):
        at += 1
    given = at - start
    family = _family(elements, at, SURNAME if given else 3, words)
    if not family and given < 2 and not (honoured and given):
        return 0
    return at + family


def _forename(element: Element, first: bool, words: Words) -> bool:
    return element.kind == "GIVEN" or _seyed(element, first) or _compound(element, words)


def _seyed(element: Element, first: bool) -> bool:
    return first and element.kind == "WORD" and element.key.startswith("سید")


def _family(elements: list[Element], at: int, most: int, words: Words) -> int:
    """Return how many plain words from here make the surname."""
    count = 0
    while at + count < len(elements) and count < most + 1 and _nameable(elements[at + count], words):
        count += 1
    if count > most:
        ended = [n for n in range(1, most + 2) if elements[at + n - 1].key.endswith(words.endings)]
        return ended[-1] if ended else 1
    return count


def _nameable(element: Element, words: Words) -> bool:
    return (
        element.kind in ("WORD", "NATIONAL")
        and element.key not in words.actions
        and not is_verb(element.key)
        and len(element.key) > 1
    )


def _speaking(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the end of an unknown name of two words that opens a sentence of speech, else 0.

    «N N با اشاره به … گفت»: the second word has the ending of a surname.
    """
    if any(e.kind not in ("SIGN", "QUOTE", "DASH") for e in before) or at + 2 >= len(elements):
        return 0
    pair, following = elements[at : at + 2], elements[at + 2].kind
    named = all(e.kind == "WORD" and _nameable(e, words) for e in pair) and pair[1].key.endswith(words.endings)
    speaks = following in ("SAY", "OTHER", "TALK") and any(e.kind == "SAY" for e in elements[at + 2 :])
    return at + 2 if named and speaks else 0


def _beside_office(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the end of an unknown name between an office and a border («سفیر روسیه، X Y، گفت»), else ``at``."""
    ahead = _before_office(elements, at, before, words)
    if ahead:
        return ahead
    office = _office_before(before)
    if office is None or not office.post or office.post.plural or not office.post.body:
        return at
    count = 0
    while at + count < len(elements) and count < 4 and _nameable(elements[at + count], words):
        count += 1
    following = elements[at + count].kind if at + count < len(elements) else "STOP"
    adjacent = before[-1] is office
    closing = ("COMMA", "SAY", "RP", "QUOTE", "RASID")
    ended = elements[at + count - 1].key.endswith(words.endings) if count else False
    if 2 <= count <= 3 and (following in closing or (adjacent and ended and following in ("STOP", "IN", "AND"))):
        return at + count
    return at


def _before_office(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the end of an unknown name of two or three words that opens a clause and has its office right after it."""
    listed = len(before) > 1 and before[-1].kind == "AND" and _listed(before)
    opens = not before or before[-1].kind in ("BETWEEN", "COLON", "HON", "SIGN", "BYSIGN") or listed
    count = 0
    while opens and at + count < len(elements) and count < 3:
        given = count > 0 and elements[at + count].kind == "GIVEN"
        if not given and not _nameable(elements[at + count], words):
            break
        count += 1
    ahead = elements[at + count : at + count + 2]
    if ahead and ahead[0].kind == "COMMA":
        ahead = ahead[1:]
    office = ahead[0].post if ahead and ahead[0].kind == "OFFICE" else None
    speaks = any(e.kind in ("SAY", "COLON") for e in elements[at + count :])
    named = (count == 1 and speaks and not listed) or 2 <= count <= 3
    return at + count if office and not office.plural and office.body and named else 0


def _listed(before: list[Element]) -> bool:
    """Say whether an «و» goes on a list of office-holders: an office or a person stands before it."""
    last = before[-3] if before[-2].kind == "COMMA" and len(before) > 2 else before[-2]
    return last.kind in ("OFFICE", "PERSON")


def _office_before(before: list[Element]) -> Element | None:
    for element in before[:-4:-1]:
        if element.kind == "OFFICE":
            return element
        if element.kind not in ("COMMA", "QUOTE", "DASH"):
            return None
    return None


def _person(text: str, elements: list[Element], start: int, end: int) -> Element:
    first = next(at for at in range(start, end) if elements[at].kind != "HON")
    name = Span(elements[first].span.start, elements[end - 1].span.end)
    given = first
    while given < end - 1 and (elements[given].kind == "GIVEN" or _seyed(elements[given], given == first)):
        given += 1
    family = "".join(element.key for element in elements[given:end])
    person = Person(clean_name(name.of(text)), skeleton_key(name.of(text)), family)
    full = Span(elements[start].span.start, name.end)
    return Element("PERSON", full, person.key, person=person, name=name)


def restore_surnames(elements: list[Element], known: dict[str, Person]) -> None:
    """Turn words that are the surname of a person of this text into PERSON elements, in place."""
    at = 0
    while at < len(elements):
        for length in (3, 2, 1):
            parts = elements[at : at + length]
            key = "".join(part.key for part in parts)
            if len(parts) == length and key in known and all(_may_be_surname(p) for p in parts):
                span = Span(parts[0].span.start, parts[-1].span.end)
                elements[at : at + length] = [Element("PERSON", span, key, "surname", person=known[key], name=span)]
                break
        at += 1


def _may_be_surname(element: Element) -> bool:
    """Say whether an element can repeat a surname: a word or name, or a person of whom only one name is printed."""
    alone = element.kind == "PERSON" and element.person is not None and not element.person.family
    return alone or element.kind in ("WORD", "GIVEN", "NATIONAL", "NAME")
