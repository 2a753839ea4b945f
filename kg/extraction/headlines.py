"""Offices and names that a text gives apart: one in the headline or the lead, the other where the person speaks."""

from __future__ import annotations

from kg.extraction.document import Document, Holding
from kg.extraction.elements import Element, Sentence
from kg.extraction.words import Words

SPEAKERS = 8
"""Within so many sentences the name of somebody who speaks as an office is expected."""

OPENING = 8
"""Such a name stands among so many first elements of its sentence."""

LEAD = 14
"""In the sentences of the lead it may stand so far in."""


def hold_apart(document: Document) -> None:
    """Join the offices and the persons without office that speak for each other."""
    _hold_headline(document)
    _hold_lead(document)
    _hold_speakers(document)
    _hold_going_on(document)


def _hold_headline(document: Document) -> None:
    """Join the name that a headline quotes with the office that speaks next («X: … . سخنگوی Y: …»)."""
    for sentence in document.sentences[:2]:
        at = next((n for n, e in enumerate(sentence.elements[:4]) if e.kind == "PERSON"), None)
        if at is None or not _colon(sentence, at):
            continue
        holding = _unheld(document, sentence.elements[at])
        office = _speaking_office(document, sentence, at) if holding else None
        if holding and office and office.post:
            holding.rule = f"{document.words.language}.holder.headline"
            document.give(holding, office.post, office.span)
        return


def _speaking_office(document: Document, headline: Sentence, start: int) -> Element | None:
    """Return the first office after the headline's name where it speaks by itself, for nobody named."""
    for sentence in document.sentences[headline.number : headline.number + 4]:
        first = start + 1 if sentence is headline else 0
        for at, element in enumerate(sentence.elements[first:], first):
            if element.kind == "PERSON" and sentence is not headline:
                return None
            if element.kind == "OFFICE":
                speaks = _colon(sentence, at) or (at < OPENING and sentence is not headline and sentence.first("SAY"))
                if speaks:
                    return element if _open(document, element) else None
    return None


def _colon(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence.elements) and sentence.elements[at + 1].kind == "COLON"


def _unheld(document: Document, element: Element | None) -> Holding | None:
    holding = document.holdings.get(element.person.key) if element and element.person else None
    return holding if holding and not holding.posts else None


def _open(document: Document, office: Element) -> bool:
    """Say whether an office is a single one of which the text names no holder."""
    post = office.post
    named = post and (post.body or " " in post.title or document.words.language == "en")
    return bool(post and named and not post.plural and not document.holder(post))


def _subject(document: Document, sentence: Sentence, *kinds: str) -> Element | None:
    """Return the office that comes before any person in a sentence with one of the kinds, any where none is given."""
    office = sentence.first("OFFICE", "PERSON")
    if office is None or office.kind != "OFFICE" or not _open(document, office):
        return None
    at = sentence.elements.index(office)
    if at and sentence.elements[at - 1].kind == "ONE":
        return None
    headline = at < OPENING // 2 and _colon(sentence, at)
    told = office.post and (office.post.body or office.post.title.count(" ") > 1 or document.words.language == "en")
    return office if headline or (told and (not kinds or sentence.first(*kinds))) else None


def _hold_lead(document: Document) -> None:
    """Join the office that speaks in the lead with the person who, named without office, speaks right after it.

    «وزیر X گفت … . به گزارش …، N گفت …»: the usual opening of Persian agency news.
    """
    for number, sentence in enumerate(document.sentences[:3]):
        kinds = () if _remarked(document, number) else ("SAY", "TELL", "NOUN")
        office = _subject(document, sentence, *kinds)
        if office is None or office.post is None:
            continue
        spoke = sentence.first("SAY", "TELL") or _colon(sentence, sentence.elements.index(office))
        for following in document.sentences[number : number + 3]:
            person = following.first("PERSON")
            holding = _unheld(document, person)
            subject = person is not None and person in following.elements[:LEAD]
            spoken = following.first("SAY") or (subject and (spoke or following.first("TELL")))
            if holding and person and spoken and person.span.start > office.span.start:
                holding.rule = f"{document.words.language}.holder.lead"
                document.give(holding, office.post, office.span)
                return


def _remarked(document: Document, number: int) -> bool:
    """Say whether the next English sentence says who told what a sentence tells ("N made the remarks in …")."""
    following = document.sentences[number + 1 : number + 2]
    return document.words.language == "en" and any(one.kinds[:2] == ("PERSON", "TELL") for one in following)


def _hold_speakers(document: Document) -> None:
    """Join an office that speaks without a name with the person without office who is the next to speak."""
    for number, sentence in enumerate(document.sentences):
        office = _subject(document, sentence, "SAY", "TELL")
        if office is None or office.post is None:
            continue
        for following in document.sentences[number + 1 : number + SPEAKERS]:
            subject = following.first("OFFICE", "PERSON")
            if subject is None:
                continue
            holding = _unheld(document, subject)
            if holding and subject in following.elements[:OPENING] and following.first("SAY", "TELL"):
                holding.rule = f"{document.words.language}.holder.lead"
                document.give(holding, office.post, office.span)
            break


def _hold_going_on(document: Document) -> None:
    """Join a person who speaks without office with the office that goes on speaking («N گفت … . رئیس X افزود …»)."""
    for number, sentence in enumerate(document.sentences[:-1]):
        person = sentence.first("OFFICE", "PERSON")
        holding = _unheld(document, person) if person in sentence.elements[:OPENING] else None
        following = document.sentences[number + 1]
        office = following.first("OFFICE", "PERSON")
        if holding is None or office is None or office.post is None or not sentence.first("SAY"):
            continue
        alone = _open(document, office) and not following.first("PERSON")
        if office in following.elements[:LEADING] and alone and _goes_on(following, document.words):
            holding.rule = f"{document.words.language}.holder.lead"
            document.give(holding, office.post, office.span)


def _goes_on(sentence: Sentence, words: Words) -> bool:
    """Say whether the sentence goes on with what somebody said before («همچنین», «در ادامه», «افزود»)."""
    said = sentence.first("SAY")
    also = any(e.value == "also" and e.key.startswith("همچنین") for e in sentence.elements[:OPENING])
    return also or (said is not None and said.key.startswith(tuple(words.sets["saying more"])))


LEADING = 3
"""The office that goes on speaking is among so many first elements."""
