"""Persons: a name after an honorific, a known given name, a name beside an office; and surnames that come back.

Honorifics are no part of the name, «سید» is. A name ends at the first word that a list knows as something else.
"""

from __future__ import annotations

from collections.abc import Set

from kg.extraction.elements import Element, Person
from kg.extraction.unknown_names import familiar, nameable, own_word, unknown_name
from kg.extraction.wording import clean_name
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

SURNAME = 2
"""Most plain words taken as a surname; a third only with the ending of one."""

_NAMING = frozenset({"HON", "GIVEN", "WORD", "NOUN"})
"""Classes with which a name can begin."""

_BESIDE = frozenset({"OFFICE", "HON", "AS", "BYSIGN", "WITHSIGN", "BY", "REP"})
"""Classes right behind which a given name that is an everyday word too opens a name."""


def build_persons(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with names joined into PERSON elements."""
    made: list[Element] = []
    at = 0
    _plain_between(elements)
    while at < len(elements):
        end = _name_end(elements, at, made, words) if elements[at].kind in _NAMING else at
        if end > at:
            made.append(_person(text, elements, at, end, words))
            at = end
        else:
            made.append(elements[at])
            at += 1
    return made


def _plain_between(elements: list[Element]) -> None:
    """Read a «بین» with nothing behind it («جیانگ بین، سخنگوی …») as part of a name, in place."""
    for at in [at for at, element in enumerate(elements[:-1]) if element.kind == "BETWEEN"]:
        if elements[at + 1].kind in ("COMMA", "RP", "STOP"):
            elements[at].kind, elements[at].value = "GIVEN", "yes"


def _name_end(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the index after the name that begins here, or ``at`` when none does."""
    start = at
    while at < len(elements) and elements[at].kind == "HON":
        at += 1
    honoured = at > start
    if not honoured and not _opens(elements, at, before, words):
        return unknown_name(elements, start, before, words)
    end = _family_end(elements, at, before, words, honoured=honoured)
    return end or (start if honoured else unknown_name(elements, start, before, words))


def _opens(elements: list[Element], at: int, before: list[Element], words: Words) -> bool:
    """Say whether a name opens here: سید, or a given name that is no everyday word unless beside an office."""
    if at >= len(elements):
        return False
    element = elements[at]
    if _compound(element, words):
        return True
    if element.kind == "WORD" and element.key.startswith("سید") and (element.key == "سید" or len(element.key) > 5):
        return element.key != "سیدی"
    if element.kind == "NOUN" and element.key in words.given:
        return _apposed(elements, at, words)
    if element.kind != "GIVEN":
        return False
    beside = bool(before) and (before[-1].kind in _BESIDE or _represents(before))
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    return not element.value or beside or following == "GIVEN" or _apposed(elements, at, words)


def _represents(before: list[Element]) -> bool:
    """Say whether «از طرف A» stands right before, whose name follows («از سوی ایران، N»)."""
    kinds = [element.kind for element in before[-3:] if element.kind != "COMMA"]
    return len(kinds) > 1 and kinds[-2] in ("REP", "FROM") and kinds[-1] in ("INST", "STATE", "CAPITAL", "BARE")


def _apposed(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether «X Y، معاون …» follows: a word or two, a comma, an office."""
    return any(_told_apart(elements, at + 1, n, words) for n in (1, 2))


def _told_apart(elements: list[Element], at: int, count: int, words: Words) -> bool:
    """Say whether so many words of a name stand here before an office: any behind a comma, else a surname."""
    parts, after = elements[at : at + count], [element.kind for element in elements[at + count : at + count + 3]]
    named = len(parts) == count and all(own_word(part, words) or part.key in words.surnames for part in parts)
    parted = after[:1] in (["COMMA"], ["QUOTE"]) and "OFFICE" in after[1:]
    bounded = after[:1] not in (["WORD"], ["GIVEN"], ["NATIONAL"])
    titled = after[:1] == ["OFFICE"] and named and parts[-1].key.endswith("ی")
    return named and (parted or titled or (bounded and familiar(parts[-1], words)))


def _compound(element: Element, words: Words) -> bool:
    """Say whether a word is a given name made of two («محمدصالح») or of عبد and another word («عبدربه»)."""
    if element.kind != "WORD" or not 5 < len(element.key) < 15 or element.key in words.everyday:
        return False
    if element.key.startswith("عبد"):
        return True
    cuts = range(3, len(element.key) - 2)
    return any(element.key[:cut] in words.given and element.key[cut:] in words.given for cut in cuts)


def _family_end(elements: list[Element], at: int, before: list[Element], words: Words, *, honoured: bool) -> int:
    start = at
    beside = [element.kind for element in before[-2:]] == ["OFFICE", "COMMA"]
    while at < len(elements) and at - start < 4 and _forename(elements[at], at == start, words):
        at += 1
    given = at - start
    family = _family(elements, at, SURNAME if given else 3, words)
    if given and family < SURNAME and _halved(elements, at, words, beside=beside):
        family = SURNAME
    elif given and not family:
        family = _adjective(elements, at, words, beside=beside) or int(beside and _place_between(elements, at))
    if not family and given < 2 and not (honoured and given):
        return 0
    return at + family


def _place_between(elements: list[Element], at: int) -> bool:
    """Say whether a place's name stands for a surname, between the comma of an office and one more."""
    return [element.kind for element in elements[at : at + 2]] == ["PLACE", "COMMA"]


def _adjective(elements: list[Element], at: int, words: Words, *, beside: bool) -> int:
    """Return 1 for a surname that is an everyday word too: with «ی» where an office or speech follows it.

    In a list of office-holders any before the next office («… استاندار X، اکبر نیازمند رئیس Y»).
    """
    element = elements[at] if at < len(elements) else None
    if element is None or element.kind != "WORD" or element.key in words.borders or len(element.key) <= SURNAME:
        return 0
    titled = beside and [e.kind for e in elements[at + 1 : at + 2]] == ["OFFICE"]
    return int(titled or (element.key.endswith("ی") and _bounded(elements, at + 1, beside=beside)))


def _halved(elements: list[Element], at: int, words: Words, *, beside: bool) -> bool:
    """Say whether a state's name is the second half of a surname («خوشه چین»): its office or speech follows it."""
    pair = elements[at : at + SURNAME]
    state = [e.kind for e in pair] == ["WORD", "STATE"] and pair[1].key in words.halves
    return state and _bounded(elements, at + SURNAME, beside=beside)


def _bounded(elements: list[Element], at: int, *, beside: bool) -> bool:
    """Say whether what follows a name stands there: an office, a verb of speech or signing, another name.

    beside: an office stands before the name, so that a comma closes it.
    """
    after = [element.kind for element in elements[at : at + 2]]
    return after[:1] in _FOLLOWING or after in _PARTED or (beside and after[:1] == ["COMMA"])


_FOLLOWING = (["OFFICE"], ["OHEAD"], ["SAY"], ["REP"], ["RASID"], ["AS"])
_PARTED = (["COMMA", "OFFICE"], ["LP", "OFFICE"], ["DASH", "OFFICE"], ["AND", "GIVEN"], ["AND", "HON"])


def _forename(element: Element, first: bool, words: Words) -> bool:
    given = element.kind == "GIVEN" or (first and element.key in words.given)
    return given or _seyed(element, first) or _compound(element, words)


def _seyed(element: Element, first: bool) -> bool:
    return first and element.kind == "WORD" and element.key.startswith("سید")


def _family(elements: list[Element], at: int, most: int, words: Words) -> int:
    """Return how many plain words from here make the surname."""
    start, count = at, 0
    at += initials(elements, at, words)
    while at + count < len(elements) and count < most + 1 and nameable(elements[at + count], words):
        count += 1
    if count > most:
        ended = [n for n in range(1, most + 2) if elements[at + n - 1].key.endswith(words.endings)]
        count = ended[-1] if ended else 1
    return count + at - start if count else 0


def initials(elements: list[Element], at: int, words: Words) -> int:
    """Return the length of an initial with its full stop («جی. ترامپ»); a stop inside a sentence is no other one."""
    parts = elements[at : at + 3]
    short = len(parts) == 3 and parts[0].kind == "WORD" and len(parts[0].key) < 6 and parts[1].kind == "STOP"
    return 2 if short and parts[0].span.end == parts[1].span.start and nameable(parts[2], words) else 0


def _person(text: str, elements: list[Element], start: int, end: int, words: Words) -> Element:
    first = next(at for at in range(start, end) if elements[at].kind != "HON")
    name = Span(elements[first].span.start, elements[end - 1].span.end)
    given = first
    while given < end - 1 and (elements[given].kind == "GIVEN" or _seyed(elements[given], given == first)):
        given += 1
    ended = elements[end - 1].key in words.endings or familiar(elements[start], words)
    if given == first == start and end - start > 1 and not ended:
        given += 1
    family = "".join(element.key for element in elements[given:end])
    person = Person(clean_name(name.of(text)), skeleton_key(name.of(text)), family)
    full = Span(elements[start].span.start, name.end)
    return Element("PERSON", full, person.key, person=person, name=name)


def restore_surnames(elements: list[Element], known: dict[str, Person], begun: Set[str]) -> None:
    """Turn words that are the surname of a person of this text into PERSON elements, in place.

    begun: the beginnings of all known names (see ``openings``).
    """
    at = 0
    while at < len(elements):
        for length in (3, 2, 1) if elements[at].key in begun else ():
            parts = elements[at : at + length]
            key = "".join(part.key for part in parts)
            if len(parts) == length and key in known and _may_repeat(parts):
                span = Span(parts[0].span.start, parts[-1].span.end)
                elements[at : at + length] = [Element("PERSON", span, key, "surname", person=known[key], name=span)]
                break
        at += 1


def _may_repeat(parts: list[Element]) -> bool:
    """Say whether elements can repeat a surname; a state's name only as the end of one («خوشه چین»)."""
    return all(_may_be_surname(part) for part in parts[:-1]) and (
        _may_be_surname(parts[-1]) or (len(parts) > 1 and parts[-1].kind == "STATE")
    )


def _may_be_surname(element: Element) -> bool:
    """Say whether an element can repeat a surname: a word or name, or a person of whom only one name is printed."""
    alone = element.kind == "PERSON" and element.person is not None and not element.person.family
    return alone or element.kind in ("WORD", "GIVEN", "NATIONAL", "NAME")


def unite_persons(named: list[Element]) -> None:
    """Give each mention of a person the fullest name that ends with it and has the same surname, in place."""
    families: dict[str, dict[str, Person]] = {}
    for element in named:
        if element.person:
            families.setdefault(element.person.family, {}).setdefault(element.person.key, element.person)
    fullest = {person.key: _fullest(person, listed) for listed in families.values() for person in listed.values()}
    for element in named:
        if element.person:
            element.person = fullest[element.person.key]


def _fullest(person: Person, listed: dict[str, Person]) -> Person:
    longer = [other for key, other in listed.items() if len(key) > len(person.key) and key.endswith(person.key)]
    return max(longer, key=lambda other: len(other.key), default=person)
