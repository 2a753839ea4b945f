"""English persons: a name that opens with a given name, stands beside an office or speaks; others are companies."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element, Person
from kg.extraction.words import Words
from kg.language import Span, skeleton_key


def build_english_persons(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Make a NAME a person when it opens with a given name or stands beside an office; the others stay names."""
    made: list[Element] = []
    for at, element in enumerate(elements):
        honoured = bool(made) and made[-1].kind == "HON"
        if made and element.kind == "NAME" and _headless(made[-1], words) and _short(text, element):
            made[-1] = _headed(text, made[-1], element, words)
            continue
        if element.kind == "GIVEN" and not honoured and _company_called(text, elements, at):
            made.append(Element("NAME", element.span, element.key, body=company(text, element.span, words)))
        elif element.kind == "GIVEN" and not honoured:
            made.append(Element("WORD", element.span, element.key))
        elif element.kind in ("NAME", "GIVEN") and (_is_person(text, elements, at, made) or honoured):
            while made and made[-1].kind == "HON":
                made.pop()
            made.append(_person(text, element, words))
        elif element.kind == "INST" and _apposed(text, elements, at, made, words):
            made.append(_person(text, element, words))
        elif element.kind == "NAME" and _currency(text, elements, at, words):
            made.append(replace(element, kind="WORD"))
        elif element.kind == "NAME" and not _month(elements, at):
            made.append(replace(element, body=company(text, element.span, words)))
        else:
            made.append(element)
    return made


def _short(text: str, element: Element) -> bool:
    """Say whether a name is an abbreviation, as persons' seldom are ("Executive Director NTDC")."""
    name = element.span.of(text)
    return name.isalpha() and name.isupper() and len(name) in LETTERS


LETTERS = range(2, 7)
"""How many letters an abbreviation has."""


def _headless(office: Element, words: Words) -> bool:
    """Say whether a title names no body yet, and is not that of the head of a state ("President JFK")."""
    sovereign = office.key.endswith(tuple(words.sets["sovereign"]))
    return office.post is not None and office.post.body is None and not sovereign


def _headed(text: str, office: Element, name: Element, words: Words) -> Element:
    """Return the title with the body behind it that its holder heads."""
    span = Span(office.span.start, name.span.end)
    title = " ".join(span.of(text).split())
    post = replace(office.post, title=title, body=company(text, name.span, words)) if office.post else None
    return replace(office, span=span, post=post)


def _currency(text: str, elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a name is the code of a currency before a sum ("KD 9 million")."""
    code = words.money.get(elements[at].span.of(text), ("", "", 0))[0] == "code"
    return code and [e.kind for e in elements[at + 1 : at + 2]] == ["NUM"]


def _apposed(text: str, elements: list[Element], at: int, made: list[Element], words: Words) -> bool:
    """Say whether a name that only opens like a body's stands beside an office ("his counterpart, Park Min-su,")."""
    body = elements[at].body
    parts = elements[at].span.of(text).split()
    apart = [e.kind for e in made[-2:]] == ["OFFICE", "COMMA"] and [e.kind for e in elements[at + 1 : at + 2]] == [
        "COMMA"
    ]
    unknown = body is not None and not body.known and len(parts) == NAMES
    return apart and unknown and skeleton_key(parts[-1]) not in words.bodies


NAMES = 2
"""Words of a name that opens with a word for a body ("Park …")."""


def _month(elements: list[Element], at: int) -> bool:
    """Say whether a name of three letters is that of a month, with its day behind ("on May 16")."""
    kinds = [e.kind for e in elements[max(0, at - 1) : at + 2]]
    return len(elements[at].key) == len("may") and kinds in (["ON", "NAME", "NUM"], ["IN", "NAME", "NUM"])


def _company_called(text: str, elements: list[Element], at: int) -> bool:
    """Say whether a given name alone is that of a firm ("the investment firm Omid")."""
    head = elements[at - 1] if at else None
    small = head is not None and head.kind == "IHEAD" and text[head.span.start].islower()
    return small and text[elements[at].span.start].isupper()


def _is_person(text: str, elements: list[Element], at: int, made: list[Element]) -> bool:
    element = elements[at]
    if element.extra[:1] == ("GIVEN",):
        return True
    before = [e.kind for e in made[-2:]]
    after = [e.kind for e in elements[at + 1 : at + 4]]
    if before[-1:] == ["OFFICE"] or (before == ["OFFICE", "COMMA"] and after[:1] in (["COMMA"], ["SAY"], ["STOP"])):
        office = made[-1] if before[-1:] == ["OFFICE"] else made[-2]
        return office.post is not None
    if _speaks(text, elements, at) or _signs_with(text, element, made, after) or _listed(text, element, made, after):
        return True
    apart = [e.kind for e in elements[at + 1 : at + 7]]
    titled = next((n for n, kind in enumerate(apart) if kind == "OFFICE"), 0)
    if apart[:1] == ["COMMA"]:
        return bool(titled) and set(apart[1:titled]) <= _TITLING
    return apart[:2] == ["THE", "OFFICE"]


def _signs_with(text: str, element: Element, made: list[Element], after: list[str]) -> bool:
    """Say whether a name stands beside a person without an office and signs with him ("N and Konrad M signed").

    Or shares his office ("the rectors of the two universities, N and Konrad M").
    """
    before = [e.kind for e in made[-3:]]
    parts = element.span.of(text).split()
    plain = all(part.removeprefix("al-")[:1].isupper() and not part.isupper() for part in parts)
    beside = before[-2:] == ["PERSON", "AND"] and before[:-2] != ["OFFICE"]
    joint = before[:-2] == ["COMMA"] and any(e.post is not None and e.post.plural for e in made[-JOINT:])
    return (after[:1] == ["DIDSO"] or (beside and (joint or after[:1] == ["ACT"]))) and plain and 1 < len(parts) < 5


JOINT = 8
"""Within so many elements before two names stands the office that they share."""


def _listed(text: str, element: Element, made: list[Element], after: list[str]) -> bool:
    """Say whether a name goes on a list of persons with their states in brackets ("N (Latvia) and M (Estonia)")."""
    before = [e.kind for e in made[-5:]]
    plain = all(part[:1].isupper() and not part.isupper() for part in element.span.of(text).split())
    return plain and before[:4] == ["PERSON", "LP", "STATE", "RP"] and after == ["LP", "STATE", "RP"]


_TITLING = frozenset({"THE", "ONE", "WORD", "ADJ", "POSS", "IHEAD", "BARE", "AND", "COOP"})
"""What stands before the head of a title behind a name ("N, the oil and gas director general")."""


def _speaks(text: str, elements: list[Element], at: int) -> bool:
    """Say whether a name of two or three words is the subject of a verb of speech ("Marta Kolm said")."""
    parts = elements[at].span.of(text).split()
    before = elements[at - 1].kind if at else ""
    follows = [e.kind for e in elements[at + 1 : at + 2]] == ["SAY"]
    plain = all(part[:1].isupper() and not part.isupper() for part in parts)
    return follows and plain and 1 < len(parts) < 4 and before in ("", "QUOTE", "COMMA", "STOP", "AFTER", "THAT")


def _person(text: str, element: Element, words: Words) -> Element:
    """Return the person of a name; his state behind it is no part of that ("General N of Bolivia")."""
    own, _, state = element.span.of(text).rpartition(" of ")
    span = (
        Span(element.span.start, element.span.start + len(own)) if skeleton_key(state) in words.states else element.span
    )
    name = " ".join(span.of(text).split())
    parts = name.split()
    family = skeleton_key(parts[-1]) if len(parts) > 1 else ""
    return Element(
        "PERSON", element.span, skeleton_key(name), person=Person(name, skeleton_key(name), family), name=span
    )


def company(text: str, span: Span, words: Words) -> Body:
    """Return the body for a name of which nothing more is known: a company."""
    return named_body(words.lexicon, " ".join(span.of(text).split()), "company", "company", "en")
