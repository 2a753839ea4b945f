"""The agreement that somebody reports as his own body's where no side is named.

«مدیرعامل X … افزود: امروز تفاهم‌نامه‌ای … به امضا رسید», «ما توافق … را امضا کرده‌ایم», "five deals will be signed with
international companies, the head of X announced". Only where a text tells of no other agreement.
"""

from __future__ import annotations

from kg.extraction.acts import VERB, acts_of
from kg.extraction.claims import Claim
from kg.extraction.denials import denied
from kg.extraction.document import Document
from kg.extraction.elements import CORE, Element, Sentence
from kg.extraction.naming import own_name
from kg.extraction.nouns import definite, known
from kg.extraction.parties import Member
from kg.extraction.speakers import OPENING, is_ours, speaker
from kg.extraction.standing import home_state, state_of_post
from kg.extraction.tellers import own_elements

RULE = "party.own-act"
"""The rule of these claims, behind the language."""

_ACTS = frozenset({"negotiation", "signing", "exchange", "extension"})
"""Acts that only a party does."""

_OTHERS = frozenset({"parliament", "embassy", "news-agency", "international-organisation"})
"""Kinds of bodies whose members tell of the agreements of others."""


def own_act(document: Document) -> Claim | None:
    """Return the claim of the body whose holder reports the text's agreement, or None."""
    for sentence in document.sentences:
        ours = document.words.language == "fa" and is_ours(sentence, document.words)
        noun = next((e for e in sentence.all("NOUN") if _may_be(document, sentence, e, ours=ours)), None)
        told = _teller(document, sentence) if noun is not None else None
        member = _member(document, told, ours=ours) if told else None
        if member is not None:
            return Claim(f"{document.words.language}.{RULE}", sentence, noun, [member], [])
    return None


def _may_be(document: Document, sentence: Sentence, noun: Element, *, ours: bool) -> bool:
    """Say whether the sentence tells that an agreement was or will be signed, and names nobody who did."""
    weak = noun.extra[:1] == ("weak",) and document.words.language == "fa"
    if noun.value in ("ref", "statement") or own_name(noun) or (weak and not ours):
        return False
    if not ours and (definite(sentence, noun) or known(sentence, noun)):
        return False
    ends = _ACTS if document.words.language == "fa" else _ACTS - {"negotiation"}
    acts = [act for act in acts_of(sentence) if act.event in ends and act.rule == VERB]
    if not acts or any(act.negative for act in acts) or denied(document, sentence, noun):
        return False
    if _named_so(document, noun) or sentence.has("STAFF"):
        return False
    return not _sided(document, sentence, noun) and (ours or _passive(document, sentence, noun))


def _named_so(document: Document, noun: Element) -> bool:
    """Say whether a capital makes an English noun part of a name ("known as Iran Petroleum Contract")."""
    surface = noun.span.of(document.text)
    return surface[:1].isupper() and surface[1:].islower()


def _passive(document: Document, sentence: Sentence, noun: Element) -> bool:
    """Say whether the passive verb of the agreement follows it in English; a Persian one needs no such order."""
    if document.words.language == "fa":
        return True
    at = sentence.elements.index(noun)
    act = next((e for e in sentence.elements[at + 1 : at + VERB_NEAR] if e.kind in ("ACT", "SAY", "THAT")), None)
    return act is not None and act.kind == "ACT" and act.value.split(":")[1] == "passive"


VERB_NEAR = 10
"""Within so many elements behind the agreement stands its English verb."""


def _sided(document: Document, sentence: Sentence, noun: Element) -> bool:
    """Say whether a body stands beside the agreement that is neither who speaks or reports nor where it is signed."""
    at = sentence.elements.index(noun)
    near = own_elements(sentence, document.words.language, max(0, at - NEAR), at + NEAR)
    return any(e.kind in CORE and e.kind not in _ASIDE for e in near)


_ASIDE = frozenset({"OFFICE", "PERSON", "CAPITAL"})

NEAR = 8
"""Within so many elements around the agreement no body is named."""


def _teller(document: Document, sentence: Sentence) -> Element | None:
    """Return the office of who tells what a sentence says: of its own speaker, else of the text's."""
    here = speaker(sentence) or _closing(sentence)
    if here is not None:
        return here
    if not sentence.first("SAY", "TELL"):
        return None
    opening = (speaker(one) for one in document.sentences[:OPENING])
    tellers = [office for office in opening if office is not None]
    bodies = {office.post.body.id for office in tellers if office.post and office.post.body}
    return tellers[0] if len(bodies) == 1 else None


def _closing(sentence: Sentence) -> Element | None:
    """Return the office right before its verb of speech (", the head of X, announced"), or None."""
    for at, element in enumerate(sentence.elements):
        if element.kind == "SAY" and element.key.isascii():
            before = [e for e in sentence.elements[max(0, at - 4) : at] if e.kind not in ("COMMA", "PERSON", "HAVE")]
            return before[-1] if before and before[-1].kind == "OFFICE" else None
    return None


def _member(document: Document, office: Element, *, ours: bool) -> Member | None:
    """Return the body for which the holder of an office reports; for a state or ministry its head, or who says "we"."""
    post = office.post
    body = post.body if post else None
    if post is None or body is None or body.ikind in _OTHERS:
        return None
    if ours and body.id == _FOREIGN_MINISTRY:
        state = home_state(document.words)
        return Member(office.span, state, posts=[(post, office.span)]) if state else None
    served = state_of_post(post, document.words)
    national = body.kind == "state" or body.ikind == "ministry"
    if served is not None or (national and not post.stands and not ours):
        return None
    return Member(office.span, body, posts=[(post, office.span)])


_FOREIGN_MINISTRY = "institution/ministry-of-foreign-affairs"
"""Who says "we" for it speaks for the state."""
