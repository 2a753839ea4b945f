"""Whether a draft is an agreement that the text tells of: a party, and for a weak noun an act or a second party."""

from __future__ import annotations

from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.nouns import plural
from kg.extraction.own_act import RULE as OWN_ACT
from kg.extraction.reading import Party
from kg.language import skeleton_key

JOINING = ("accession", "withdrawal")
"""Acts that one state does alone, so that its text names no second party."""


def stands(document: Document, made: Draft, parties: tuple[Party, ...]) -> bool:
    """Say whether the draft is an agreement: a party, and for a weak noun also an act or a second party."""
    noun = made.claims[0].noun
    if noun is None:
        return False
    if all(_collective(document, party) for party in parties):
        document.drop("agreement", noun.span, "NO_PARTY")
        return False
    if any(act.event in JOINING and act.time == "past" and not act.negative for act in made.acts):
        return True
    number = sum(party.role == "party" for party in parties)
    strong = any(_named_by_itself(claim) for claim in made.claims) or _acted(document, made)
    implied = strong and all(claim.rule.endswith("implied") for claim in made.claims)
    decided = document.words.language == "en" and any(c.sentence.first("DECIDED") for c in made.claims)
    told = made.acts or decided or implied
    if number < 2 and _only_ended(document, made):
        document.drop("agreement", noun.span, "GENERIC_PLURAL")
        return False
    if (not strong and number < 2) or (number < 2 and not told):
        document.drop("agreement", noun.span, "WEAK_NOUN" if not strong else "ONE_PARTY_AND_NO_ACT")
        return False
    return True


def _named_by_itself(claim: Claim) -> bool:
    """Say whether a claim's noun names an agreement with one side, too: a strong one, or that of who reports it."""
    strong = claim.noun is not None and claim.noun.extra[:1] == ("strong",)
    return strong or claim.rule.endswith(OWN_ACT)


def _collective(document: Document, party: Party) -> bool:
    """Say whether an English party is several bodies that nobody names ("four Iranian companies")."""
    return skeleton_key(party.name.split()[-1]) in document.words.plurals and party.name.split()[-1].islower()


def _only_ended(document: Document, made: Draft) -> bool:
    """Say whether contracts in general are only stopped («قراردادهای جدید … را متوقف کرد»): none of them is told of."""
    many = all(plural(document, claim.noun) for claim in made.claims if claim.noun)
    return many and bool(made.acts) and all(act.event in _ENDS for act in made.acts)


_ENDS = ("suspension", "termination")


def _acted(document: Document, made: Draft) -> bool:
    """Say whether the text says that somebody signed it: "signed a deal" is no everyday use of the noun."""
    if document.words.language == "fa":
        return any(_signature(claim.sentence, claim.noun) for claim in made.claims if claim.noun)
    claimed = {claim.sentence.number for claim in made.claims}
    spans = [sentence.span for sentence in made.sentences if sentence.number in claimed]
    done = [act for act in made.acts if act.rule == "act.verb" and not act.negative and act.event in _DONE]
    return any(span.covers(act.span) for span in spans for act in done)


def _signature(sentence: Sentence, noun: Element) -> bool:
    """Say whether «امضای» stands right before a Persian noun that a body announces («X از امضای توافقی … خبر داد»)."""
    at = sentence.elements.index(noun)
    return at > 1 and [e.kind for e in sentence.elements[at - 2 : at]] == ["FROMP", "SIGNN"]


_DONE = ("signing", "exchange", "extension", "termination", "negotiation", "ratification")
