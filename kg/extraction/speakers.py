"""The speaker of a text as the party that his own report leaves out.

«شهردار X: … . N در حاشیه امضای تفاهم‌نامه با Y گفت»: who reports his body's agreement with Y seldom names the body.
Who says «ما» or «امضا کردیم» speaks for his body, its deputies and spokesmen too.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.claims import Claim
from kg.extraction.conditions import WE_DID
from kg.extraction.counted import state_of, state_served
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Post, Sentence
from kg.extraction.parties import Member
from kg.extraction.sources import reporting
from kg.extraction.standing import state_of_post
from kg.extraction.words import Words

OPENING = 4
"""The sentences in which a text names its speaker."""

_SPEAKS = ("SAY", "TELL", "COLON")
_SIGNED = ("SIGNN", "WITHSIGN", "NOMACT", "ACT", "DRAFT")
_ACTOR = "fa.party.actor"
_DATED = "fa.party.dated.with"
_RULES = ("party.with", "speaker.with", "fa.party.relative.with", _DATED)


def leaves_out(claim: Claim, known: set[str], words: Words) -> bool:
    """Say whether a claim names one body alone, or two of three or those with which "we" signed."""
    if len(known) == 1:
        return True
    with_others = claim.rule.endswith(_RULES) and len(claim.members) == len(known) == PAIR
    three = claim.rule.endswith("speaker.with") or any(e.value == _THREE for e in claim.sentence.all("ADJ"))
    return with_others and (three or is_ours(claim.sentence, words))


PAIR, _THREE = 2, "3"
"""Bodies that a report of an agreement of three names beside its speaker; the value of «سه‌جانبه»."""


def speaking(document: Document, claim: Claim, known: set[str]) -> Claim | None:
    """Return the claim of the speaker's body beside the one that the agreement is made with, or None."""
    own = is_ours(claim.sentence, document.words)
    persian = document.words.language == "fa"
    told = own or (persian and (claim.rule == _DATED or claim.sentence.first(*_SIGNED)))
    if not told or not claim.rule.endswith((*_RULES, _ACTOR) if own else _RULES):
        return None
    for sentence in document.sentences[:OPENING]:
        office = speaker(sentence)
        post = office.post if office else None
        elsewhere = sentence is not claim.sentence and len(known) > 1 and not own
        if not office or not post or not post.body or (elsewhere and claim.rule.endswith("speaker.with")):
            continue
        here = persian and sentence is claim.sentence and len(known) == 1
        if not _acts(document, claim, post, post.body) and not (here and _reports(post.body)):
            continue
        body = _beside(document, claim, post, post.body)
        if body.id not in known and post.body.id not in known:
            member = Member(office.span, body, posts=[(post, office.span)])
            return Claim(f"{document.words.language}.party.speaker.body", claim.sentence, claim.noun, [member], [])
    return None


def at_home(document: Document, claim: Claim, known: set[str]) -> Claim | None:
    """Return the claim of the state whose office-holder says in English that a deal with another is signed.

    One of the two is the home state.
    """
    told = claim.rule.endswith("party.with") and claim.sentence.first("SAY", "TELL") is not None
    acted = claim.sentence.first("ACT", "SIGNN") is not None
    owners = (e for e, after in pairwise(claim.sentence.elements) if e.kind == "OFFICE" or _owns(e, after))
    for element in owners if told and acted else ():
        state = state_of(element, document.words)
        if state is None and element.post and element.post.body and element.post.stands:
            state = state_served(document, [element.post], element.post.body)
        if state is not None and state.kind == "state" and state.id not in known:
            home = document.words.home in (state.id, *known)
            member = Member(element.span, state)
            return Claim("en.party.speaker.state", claim.sentence, claim.noun, [member], []) if home else None
    return None


def _owns(element: Element, after: Element) -> bool:
    """Say whether a state is that of who speaks ("Iran's Trade Promotion Organization", "Iran said")."""
    return element.kind == "STATE" and after.kind in ("POSS", "SAY", "TELL")


def _beside(document: Document, claim: Claim, post: Post, body: Body) -> Body:
    """Return for whom the speaker signs: beside a state for his own, else for his body."""
    among_states = all(m.body is not None and m.body.kind == "state" for m in claim.members)
    national = body.ikind in _NATIONAL or state_of_post(post, document.words) is not None
    served = among_states and national and document.words.language == "fa"
    return (state_served(document, [post], body) if served else None) or body


_NATIONAL = frozenset({"ministry", "embassy", "state"})
"""Kinds of bodies whose head, beside a state, acts for his own."""


def speaker(sentence: Sentence) -> Element | None:
    """Return the office that opens a sentence of speech («شهردار X: …»، «شهردار X … گفت»)."""
    quoted = _behind_said(sentence.elements)
    if quoted is not None:
        return quoted
    sources = reporting(sentence.elements)
    bodies = (e for at, e in enumerate(sentence.elements) if e.kind in _OPENING and at not in sources)
    first = next(bodies, None)
    spoken = sentence.first(*_SPEAKS)
    return first if first and first.kind == "OFFICE" and spoken and spoken.span.start >= first.span.end else None


_OPENING = frozenset({"OFFICE", "INST", "STATE"})


def _behind_said(elements: list[Element]) -> Element | None:
    """Return the English office that follows its verb of speech ("…," said the president of X), or None."""
    for at, element in enumerate(elements):
        if element.kind == "SAY" and element.key.isascii():
            ahead = [e for e in elements[at + 1 : at + 3] if e.kind != "THE"]
            return ahead[0] if ahead and ahead[0].kind == "OFFICE" else None
    return None


def is_ours(sentence: Sentence, words: Words) -> bool:
    """Say whether a sentence speaks of an agreement of "ours" («تفاهم‌نامه ما با X», «که با X بستیم»)."""
    ours = words.sets["ours"]
    return any(e.key in ours or (e.kind in _DONE and e.key.endswith(WE_DID)) for e in sentence.elements)


_DONE = frozenset({"ACT", "HAVE", "RASID"})


def _acts(document: Document, claim: Claim, post: Post, body: Body) -> bool:
    """Say whether the holder of a post speaks for his body; a deputy does where he says "we" or announces a signature.

    For a state who heads it or its government does; a governor of one of its regions does not.
    """
    if is_ours(claim.sentence, document.words):
        return body.kind != "state" or state_of_post(post, document.words) is not None
    announced = claim.rule.endswith("speaker.with") and body.kind != "state" and body.ikind not in _NO_PARTIES
    return post.stands or announced


def _reports(body: Body) -> bool:
    """Say whether a deputy or spokesman who reports an agreement "with X" in one breath reports that of his body."""
    home = body.known and body.ikind == "ministry"
    return body.kind != "state" and body.ikind not in _NO_PARTIES and not home


_NO_PARTIES = frozenset({"parliament", "embassy"})
"""Kinds of bodies whose members tell of the agreements of others."""
