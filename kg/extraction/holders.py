"""Who holds which office: the pack's holder rules, titles of several persons, and names that a text gives apart."""

from __future__ import annotations

from kg.extraction.distributed import in_turn
from kg.extraction.document import Document, Holding
from kg.extraction.elements import Element, Sentence
from kg.extraction.headlines import hold_apart
from kg.extraction.patterns import encode, matches
from kg.extraction.spreading import SPREAD
from kg.language import Span


def _hold_spread(document: Document, sentence: Sentence, taken: set[int]) -> None:
    """Join «A و B، روسای X و Y»: each person with the office at the same place of the list."""
    elements = sentence.elements
    offices = [at for at, element in enumerate(elements) if element.kind == "OFFICE" and element.value == SPREAD]
    for first in offices:
        run = [first]
        while run[-1] + 2 in offices and elements[run[-1] + 1].kind == "COMMA":
            run.append(run[-1] + 2)
        people = _people_before(elements, first, len(run))
        if len(run) > 1 and len(people) == len(run) and not taken.intersection(run):
            for person, office in zip(people, run, strict=True):
                groups = {"person": Span(person, person + 1), "offices": Span(office, office + 1)}
                _join(document, sentence, "fa.holder.distributed", groups, taken)


def _people_before(elements: list[Element], end: int, number: int) -> list[int]:
    """Return where the last ``number`` persons of a list right before ``end`` stand, fewer if it is shorter."""
    return _row_before(elements, end)[-number:]


def hold(document: Document) -> None:
    """Join persons with offices by the pack's holder rules, then note every further mention."""
    for sentence in document.sentences:
        encoded = encode(sentence)
        taken: set[int] = set()
        for person, office in in_turn(sentence) if sentence.has("OFFICE") else ():
            groups = {"person": Span(person, person + 1), "offices": Span(office, office + 1)}
            _join(document, sentence, "fa.holder.in-turn", groups, taken)
        if sentence.has("OFFICE"):
            _hold_spread(document, sentence, taken)
            _hold_together(document, sentence, taken)
        for found in matches(document.words.language, ("holder",), encoded):
            if not ("met" in found.rule.unless and _met_by(sentence.elements, found.groups)):
                _join(document, sentence, found.rule.id, found.groups, taken)
    for element in document.all("PERSON"):
        if element.person:
            _meet(document, element, "")
    hold_apart(document)


def _met_by(elements: list[Element], groups: dict[str, Span]) -> bool:
    """Say whether the person is only who met the holder ("in talks with the Omani minister, N said …")."""
    before = [
        e.kind for e in elements[max(0, groups["offices"].start - 2) : groups["offices"].start] if e.kind != "THE"
    ]
    after = elements[groups["person"].end : groups["person"].end + 1]
    return before[-1:] == ["WITH"] and [e.kind for e in after] not in (["COMMA"], ["STOP"], ["AND"], [])


def _hold_together(document: Document, sentence: Sentence, taken: set[int]) -> None:
    """Join «A، B و C، معاونان وزیر X» and «معاونان وزیر X، A و B»: the plural office with every person of the list."""
    elements = sentence.elements
    for at, element in enumerate(elements):
        if element.kind != "OFFICE" or element.value == SPREAD or not element.post or not element.post.plural:
            continue
        people = _row_before(elements, at)
        if len(people) < 2:
            people = _row_after(elements, at)
        for person in people if len(people) > 1 and not taken.intersection(people) else []:
            holding = _meet(document, elements[person], f"{document.words.language}.holder.together")
            if holding:
                taken.add(person)
                document.give(holding, element.post, element.span)
                document.linked[(sentence.number, person)] = holding.person.key


def _row_before(elements: list[Element], end: int) -> list[int]:
    """Return where the persons of a list that ends right before ``end`` stand."""
    at = end - 1 if end and elements[end - 1].kind != "COMMA" else end - 2
    found: list[int] = []
    while at >= 0 and elements[at].kind == "PERSON":
        found.append(at)
        at -= 2 if at and elements[at - 1].kind in ("AND", "COMMA") else at + 1
    return found[::-1]


def _row_after(elements: list[Element], start: int) -> list[int]:
    """Return where the persons of a list that begins right after ``start`` stand, none where one has his own office."""
    at = start + 1
    while at < len(elements) and elements[at].kind in ("COMMA", "COLON", "QUOTE", "LP"):
        at += 1
    found: list[int] = []
    while at < len(elements) and elements[at].kind == "PERSON":
        found.append(at)
        parted = at + 1 < len(elements) and elements[at + 1].kind in ("AND", "COMMA")
        at += 2 if parted else 1 + len(elements)
    after = elements[found[-1] + 1 : found[-1] + 3] if found else []
    return [] if any(element.kind == "OFFICE" for element in after) else found


def _join(document: Document, sentence: Sentence, rule: str, groups: dict[str, Span], taken: set[int]) -> None:
    """Join a person with the offices that a rule found; elements are used once."""
    person_at, offices = groups["person"].start, groups["offices"]
    places = [at for at in range(offices.start, offices.end) if sentence.elements[at].kind == "OFFICE"]
    posts = [sentence.elements[at] for at in places]
    if person_at in taken or taken.intersection(places) or any(e.post is None or e.post.plural for e in posts):
        return
    person = sentence.elements[person_at]
    holding = _meet(document, person, rule)
    if holding is None:
        return
    taken.update([person_at, *places])
    for office in posts:
        if office.post:
            document.give(holding, office.post, office.span)
            document.linked[(sentence.number, sentence.elements.index(office))] = holding.person.key
    document.linked[(sentence.number, person_at)] = holding.person.key


def _meet(document: Document, element: Element, rule: str) -> Holding | None:
    person = element.person
    if person is None:
        return None
    span = element.name or element.span
    holding = document.holdings.get(person.key)
    if holding is None:
        holding = document.holdings[person.key] = Holding(person, rule or "person.named", span)
    if rule and holding.rule == "person.named":
        holding.rule = rule
    if not holding.mentions or span > holding.mentions[-1]:
        holding.mentions.append(span)
    return holding
