"""Who holds which office: the pack's holder rules, distributed titles, and names that follow a title later."""

from __future__ import annotations

from kg.extraction.distributed import in_turn
from kg.extraction.document import Document, Holding
from kg.extraction.elements import Element, Sentence
from kg.extraction.offices import SPREAD
from kg.extraction.patterns import encode, find, rules
from kg.language import Span

SPEAKERS = 8
"""Within so many sentences the name of somebody who speaks as an office is expected."""

OPENING = 8
"""Such a name stands among so many first elements of its sentence."""


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
    """Return where the last ``number`` persons of a list right before ``end`` stand, [] if it is no such list."""
    at = end - 1 if end and elements[end - 1].kind != "COMMA" else end - 2
    found: list[int] = []
    while at >= 0 and len(found) < number and elements[at].kind == "PERSON":
        found.append(at)
        at -= 2 if at and elements[at - 1].kind in ("AND", "COMMA") else at + 1
    return found[::-1]


def hold(document: Document) -> None:
    """Join persons with offices by the pack's holder rules, then note every further mention."""
    for sentence in document.sentences:
        encoded = encode(sentence.elements)
        taken: set[int] = set()
        for person, office in in_turn(sentence):
            groups = {"person": Span(person, person + 1), "offices": Span(office, office + 1)}
            _join(document, sentence, "fa.holder.in-turn", groups, taken)
        _hold_spread(document, sentence, taken)
        for rule in rules(document.words.language, "holder"):
            for found in find(rule, encoded):
                _join(document, sentence, rule.id, found.groups, taken)
    for element in document.all("PERSON"):
        if element.person:
            _meet(document, element, "")
    _hold_lead(document)
    _hold_speakers(document)


def _hold_lead(document: Document) -> None:
    """Join the office that speaks in the lead with the person who, named without office, speaks right after it.

    «وزیر X گفت … . به گزارش …، N گفت …»: the usual opening of Persian agency news.
    """
    for number, sentence in enumerate(document.sentences[:3]):
        office = sentence.first("OFFICE", "PERSON")
        if office is None or office.kind != "OFFICE" or office.post is None or not office.post.body:
            continue
        if office.post.plural or document.holder(office.post) or not sentence.first("SAY", "TELL", "NOUN"):
            continue
        for following in document.sentences[number : number + 3]:
            person = following.first("PERSON")
            holding = document.holdings.get(person.person.key) if person and person.person else None
            subject = person is not None and person in following.elements[:14]
            spoken = following.first("SAY") or (subject and sentence.first("SAY", "TELL"))
            if holding and person and not holding.posts and spoken and person.span.start > office.span.start:
                holding.rule = f"{document.words.language}.holder.lead"
                document.give(holding, office.post, office.span)
                return


def _hold_speakers(document: Document) -> None:
    """Join an office that speaks without a name with the person without office who is the next to speak."""
    for number, sentence in enumerate(document.sentences):
        office = sentence.first("OFFICE", "PERSON")
        if office is None or office.kind != "OFFICE" or office.post is None:
            continue
        if not office.post.body and document.words.language != "en":
            continue
        if office.post.plural or document.holder(office.post) or not sentence.first("SAY", "TELL"):
            continue
        for following in document.sentences[number + 1 : number + SPEAKERS]:
            subject = following.first("OFFICE", "PERSON")
            if subject is None:
                continue
            holding = document.holdings.get(subject.person.key) if subject.person else None
            opens = subject in following.elements[:OPENING]
            if holding and opens and not holding.posts and following.first("SAY", "TELL"):
                holding.rule = f"{document.words.language}.holder.lead"
                document.give(holding, office.post, office.span)
            break


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
