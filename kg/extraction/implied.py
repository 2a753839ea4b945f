"""Parties that no sentence joins to their agreement: the states of which the text around it speaks.

Commentary on an agreement often takes its parties for known («یادداشت تفاهم اسلام‌آباد … آمریکا … ایران»). Where no
rule found any agreement, a noun takes the two states that stand out around it; a strong noun in a text on relations of
states may take the only one that is named. A draft with one state alone is completed in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.claims import Claim
from kg.extraction.denials import denied
from kg.extraction.document import Document
from kg.extraction.elements import CORE, Body, Element, Sentence
from kg.extraction.framing import wished
from kg.extraction.naming import known_parties, of_many, own_name
from kg.extraction.parties import Member
from kg.extraction.standing import figure, state_of_post
from kg.extraction.surroundings import states_around

MOST_NOUNS = 8
"""So many nouns of a text are tried."""

TYPES = frozenset({"memorandum", "agreement", "treaty", "protocol"})
"""What states conclude; a contract or a joint statement is as often another's."""

INTERSTATE = 2
"""From so many words of diplomacy and war on, a text is on the relations of states."""

_ALONE = frozenset({"memorandum", "agreement", "treaty"})
_BODIES = frozenset({"ministry", "state", "parliament", "news-agency", "international-organisation", "armed-force"})


@dataclass(frozen=True, slots=True)
class _Fit:
    sentence: Sentence
    noun: Element
    members: list[Member]


def implied(document: Document) -> Claim | None:
    """Return the claim that the best fitting noun makes with its states, or None."""
    abroad = interstate(document)
    found = _fits(document, abroad)
    pairs = [fit for fit in found if len(fit.members) == 2]
    strong = [fit for fit in pairs if _strong(fit.noun)]
    near = [fit for fit in pairs if abroad and not _strong(fit.noun) and not _denies(document)]
    alone = [fit for fit in found if len(fit.members) == 1 and _strong(fit.noun) and (abroad or _subject(fit))]
    best = next(iter(strong or alone or near), None)
    if best is None:
        return None
    return Claim(f"{document.words.language}.party.implied", best.sentence, best.noun, best.members, [])


def completing(document: Document, claim: Claim, known: set[str]) -> Claim | None:
    """Return the claim that gives a draft with one state the other one that stands out around it, or None."""
    if claim.noun is None or claim.noun.value not in TYPES or _conditional(claim.sentence, claim.noun):
        return None
    members = states_around(document, claim.sentence, frozenset(known))
    others = [m for m in members if m.body and m.body.id not in known]
    joined = any(e.body == m.body for m in others for e in claim.sentence.all("STATE"))
    if not others or len(members) < 2 or not (joined or interstate(document)):
        return None
    return Claim(f"{document.words.language}.party.implied", claim.sentence, claim.noun, others, [])


def interstate(document: Document) -> bool:
    """Say whether the text is on the relations of states, by its words of diplomacy and war."""
    count = 0
    for sentence in document.sentences:
        for element in sentence.elements:
            count += _diplomatic(document, element)
        if count >= INTERSTATE:
            return True
    return False


def _diplomatic(document: Document, element: Element) -> bool:
    """Say whether an element is a word of diplomacy or war, a foreign ministry, or somebody who acts for a state."""
    if element.value in ("interstate", "negotiation") or element.kind == "MEDIATE":
        return True
    if element.person:
        return figure(document, element.person) is not None
    body = element.post.body if element.post else element.body
    sovereign = element.post is not None and state_of_post(element.post, document.words) is not None
    return sovereign or (body is not None and body.id == "institution/ministry-of-foreign-affairs")


def _fits(document: Document, abroad: bool) -> list[_Fit]:
    found: list[_Fit] = []
    tried = 0
    for sentence in document.sentences:
        for noun in sentence.all("NOUN"):
            if noun.value not in TYPES or of_many(noun) or (not _strong(noun) and not abroad):
                continue
            tried += 1
            if tried > MOST_NOUNS:
                return found
            if _untrue(document, sentence) or denied(document, sentence, noun) or _domestic(sentence, noun):
                continue
            if not _foreign(sentence, noun) or wished(_before(sentence, noun), document.words):
                continue
            found.append(_Fit(sentence, noun, _possible(noun, states_around(document, sentence))))
    return found


def _before(sentence: Sentence, noun: Element) -> list[Element]:
    at = next((n for n, element in enumerate(sentence.elements) if element is noun), 0)
    return sentence.elements[:at]


def _conditional(sentence: Sentence, noun: Element) -> bool:
    """Say whether a noun stands behind «اگر», for an agreement that may never be («اگر توافق … پیش برود»)."""
    return any(element.kind == "IF" for element in _before(sentence, noun))


def _possible(noun: Element, members: list[Member]) -> list[Member]:
    """Return the members without those that are known to be no party to the agreement that the noun names."""
    known = known_parties(noun)
    return [member for member in members if not known or (member.body and member.body.id in known)]


def _subject(fit: _Fit) -> bool:
    """Say whether the sentence opens with its state («ایران هنوز … تفاهم‌نامه …»)."""
    first = fit.sentence.first(*CORE)
    return first is not None and first.kind == "STATE" and first.body == fit.members[0].body


def _untrue(document: Document, sentence: Sentence) -> bool:
    """Say whether a sentence denies or only claims («… وجود ندارد», «مدعی شدند …», «بدون امضای …»)."""
    elements = sentence.elements
    alleged = any(e.kind == "SAY" and e.key in document.words.allegations for e in elements)
    return alleged or any(
        e.value in ("untrue", "denial") or e.kind == "CLAIM" or (e.kind == "WITHOUT" and _denying(elements, at))
        for at, e in enumerate(elements)
    )


def _denying(elements: list[Element], at: int) -> bool:
    """Say whether «بدون» or «عدم» at ``at`` is said of the agreement, not of what it provides («… به عدم تولید X»)."""
    behind = any(e.kind == "NOUN" for e in elements[:at])
    return not behind or any(e.kind in ("NOUN", "SIGNN", "ACT", "RASID") for e in elements[at + 1 : at + 6])


def _denies(document: Document) -> bool:
    """Say whether the text denies or doubts an agreement anywhere; then an ordinary word for one implies nothing."""
    return any(_untrue(document, s) and any(_strong(noun) for noun in s.all("NOUN")) for s in document.sentences)


def _strong(noun: Element) -> bool:
    return noun.extra[:1] == ("strong",)


def _foreign(sentence: Sentence, noun: Element) -> bool:
    """Say whether the sentence itself speaks of states or of two sides, or its noun names one agreement."""
    return bool(own_name(noun)) or sentence.first(*_ABROAD) is not None


_ABROAD = ("STATE", "CAPITAL", "NATIONAL", "PLACE", "PARTIES", "ADJ", "OFFICE", "PERSON", "COUNTRY")


def _domestic(sentence: Sentence, noun: Element) -> bool:
    """Say whether a body of another kind than states and what acts for them stands right beside the noun."""
    at = sentence.elements.index(noun)
    near = sentence.elements[max(0, at - 4) : at + 5]
    bodies = [e.body or (e.post.body if e.post else None) for e in near if e.kind in CORE]
    return any(_other(body) for body in bodies if body)


def _other(body: Body) -> bool:
    return body.kind == "company" or body.ikind not in _BODIES
