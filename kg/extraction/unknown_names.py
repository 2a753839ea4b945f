"""Names that no list knows: words beside an office, at the opening of a sentence of speech, and known surnames alone.

No word of such a name is an everyday word. The weaker the place, the more the name itself must show: a surname's
ending, a listed surname or a given name.
"""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.everyday import inflected
from kg.extraction.wording import is_verb
from kg.extraction.words import Words

LONGEST = 4
"""Most words of an unknown name."""

_OPENING = frozenset({
    "COMMA", "SEMI", "COLON", "STOP", "AND", "QUOTE", "LP", "RP", "SIGN", "DASH",
    "HON", "BETWEEN", "BYSIGN", "WITHSIGN", "WITH", "TO", "THAT", "ACCORDING", "REPORT", "REP",
    "PRESENCE", "SAY", "OTHER", "TIME", "BY", "FROM", "HE", "RA", "TALK", "BUT",
    "NAMED", "DO", "IS", "BECOME", "UNTIL", "TELL", "NUM", "PERSON", "OFFICE", "CEREMONY",
    "ACT",
})  # fmt: skip
_CLOSING = frozenset({"COMMA", "SAY", "RP", "QUOTE", "RASID", "COLON", "LP"})
_PAUSING = frozenset(
    {"STOP", "IN", "AND", "WITH", "OTHER", "TIME", "RA", "THAT", "ACT", "FROMP", "TO", "TALK", "AS", "ON"}
)
_TOLD = frozenset({"SAY", "TELL", "COLON", "ACT", "DO", "IS", "BECOME", "RASID"})
_SPEAKING = frozenset({"SAY", "OTHER", "TALK", "TIME", "COLON", "ACCORDING", "AIM", "IN"})


def nameable(element: Element, words: Words) -> bool:
    """Say whether a word can be part of a name that something else vouches for."""
    if element.kind not in ("WORD", "NATIONAL") or len(element.key) < 2:
        return False
    ordinary = element.key in words.everyday or inflected(element.key)
    return (
        element.key not in words.actions
        and not is_verb(element.key)
        and (not ordinary or element.key in words.surnames or element.key.endswith(words.endings))
    )


def own_word(element: Element, words: Words) -> bool:
    """Say whether a word can be part of a name that nothing vouches for."""
    if element.kind == "GIVEN":
        return True
    return element.kind == "WORD" and element.key not in words.everyday and nameable(element, words)


def familiar(element: Element, words: Words) -> bool:
    """Say whether a word looks like a surname: a listed one, or one with the ending of one."""
    key = element.key
    if key in words.everyday or element.kind not in ("WORD", "GIVEN"):
        return False
    return key in words.surnames or key.endswith(words.endings) or (key[-1:] == "ی" and key[:-1] in words.given)


def unknown_name(elements: list[Element], at: int, before: list[Element], words: Words) -> int:
    """Return the end of an unknown name that begins here, or ``at`` when none does."""
    run = _run(elements, at, words)
    if not run:
        return _listed_surname(elements, at, before)
    if before and before[-1].kind in ("WORD", "NATIONAL") and own_word(before[-1], words):
        return at
    ends = (_before_office, _after_office, _opening)
    return next(
        (end for one in ends if (end := one(elements, at, run, before, words)) > at), _famous(elements, at, words)
    )


def _run(elements: list[Element], at: int, words: Words) -> int:
    """Return how many words from here can make a name; a given name later in it begins a name of its own."""
    count = 0
    while at + count < len(elements) and count <= LONGEST and own_word(elements[at + count], words):
        given = elements[at + count].kind == "GIVEN" and not elements[at + count].value
        if count and given and elements[at].kind == "WORD" and _goes_on(elements, at + count, words):
            break
        count += 1
    return count


def _goes_on(elements: list[Element], at: int, words: Words) -> bool:
    return at + 1 < len(elements) and own_word(elements[at + 1], words)


def _before_office(elements: list[Element], at: int, run: int, before: list[Element], words: Words) -> int:
    """Return the end of a name that has its office right after it («X Y، سفیر روسیه»)."""
    ahead = elements[at + run : at + run + 3]
    parted = bool(ahead) and ahead[0].kind in ("COMMA", "QUOTE", "LP", "RP")
    office = next((e.post for e in ahead[parted:][:1] if e.kind == "OFFICE"), None)
    if office is None or run > LONGEST or not (office.body or parted or " " in office.title):
        return at
    opens = not before or before[-1].kind in _OPENING
    known = familiar(elements[at + run - 1], words)
    if run == 1:
        speaks = any(e.kind in ("SAY", "COLON") for e in elements[at + run :]) and _first(before)
        unlisted = speaks and not office.plural and elements[at].kind == "WORD"
        return at + 1 if opens and (known or unlisted) else at
    if office.plural and not known:
        return at
    told = parted or bool(before) or any(e.kind in _TOLD for e in elements[at + run :])
    return at + run if known or elements[at].kind == "GIVEN" or (opens and told) else at


def _first(before: list[Element]) -> bool:
    return not before or before[-1].kind in ("BETWEEN", "COLON", "SIGN", "BYSIGN")


def _listed_surname(elements: list[Element], at: int, before: list[Element]) -> int:
    """Return the end of a surname that is an everyday word too, in a list of office-holders («و قربانی مدیرکل X»)."""
    listed = len(before) > 1 and before[-1].kind in ("AND", "COMMA") and before[-2].kind in ("OFFICE", "PERSON")
    office = elements[at + 1].post if at + 1 < len(elements) and elements[at + 1].kind == "OFFICE" else None
    surname = elements[at].kind == "WORD" and elements[at].key[-1:] == "ی"
    return at + 1 if listed and office and office.body and surname and not office.plural else at


def _after_office(elements: list[Element], at: int, run: int, before: list[Element], words: Words) -> int:
    """Return the end of a name that stands right after an office («سفیر روسیه، X Y، گفت»)."""
    office = _office_before(before)
    if office is None or not office.post or office.post.plural or run > LONGEST:
        return at
    adjacent = before[-1] is office
    following = elements[at + run].kind if at + run < len(elements) else "STOP"
    known = familiar(elements[at + run - 1], words)
    if run == 1:
        listed = elements[at].key in words.surnames and elements[at].key not in words.everyday
        whole = bool(office.post.body) or " " in office.post.title
        return at + 1 if listed and whole and (adjacent or following in _CLOSING) else at
    if known or elements[at].kind == "GIVEN":
        return at + run if adjacent or following in _CLOSING | _PAUSING else at
    ended = following in _CLOSING or (adjacent and following in _PAUSING)
    return at + run if office.post.body and ended else at


def _office_before(before: list[Element]) -> Element | None:
    for element in before[:-4:-1]:
        if element.kind == "OFFICE":
            return element
        if element.kind not in ("COMMA", "QUOTE", "DASH", "COLON", "LP"):
            return None
    return None


def _opening(elements: list[Element], at: int, run: int, before: list[Element], words: Words) -> int:
    """Return the end of a name that opens a sentence of speech («X Y با اشاره به … گفت») or a headline («X: …»)."""
    if run > 3 or any(e.kind not in ("SIGN", "QUOTE", "DASH", "COLON") for e in before) or at + run >= len(elements):
        return at
    following = elements[at + run].kind
    known = familiar(elements[at + run - 1], words)
    speaks = any(e.kind == "SAY" for e in elements[at + run :])
    if run == 1:
        return at + 1 if known and (following == "COLON" or (speaks and elements[at].key in words.surnames)) else at
    return at + run if (following == "COLON" and known) or (speaks and (known or following in _SPEAKING)) else at


def _famous(elements: list[Element], at: int, words: Words) -> int:
    element = elements[at]
    known = element.key in words.famous and element.key not in words.everyday
    return at + 1 if known and element.kind in ("WORD", "GIVEN") else at
