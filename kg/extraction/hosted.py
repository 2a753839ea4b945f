"""Whose agreement it is where only a visit or a meeting tells: «در سفر نخست‌وزیر عراق به تهران، دو کشور … امضا کردند».

Documents of two states are often signed "in the presence of the presidents of X and Y", with no body named as a party.
The two states are taken where no other body stands in the sentence.
"""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.acts import acts_of
from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.parties import Member
from kg.extraction.patterns import code
from kg.extraction.standing import for_states
from kg.extraction.surroundings import state_named
from kg.extraction.tellers import own_code

REACH = 9
"""Most elements between the word for a visit or a meeting and who meets."""

_BODIES = ("INST", "NAME", "BARE", "IHEAD", "PLURAL")
"""With one of these in the sentence the agreement may be another's, and so it may where others stand behind «بین»."""


def hosted(document: Document, sentence: Sentence, known: set[str]) -> Claim | None:
    """Return the claim of the two states whose holders of office meet where an agreement is signed, or None.

    known: ids of the bodies that the sentence's other claims name: none, or one of the two states.
    """
    noun = sentence.first("NOUN")
    if noun is None or _others(document, sentence):
        return None
    if not any(act.event == "signing" and not act.negative for act in acts_of(sentence)):
        return None
    states = {member.body.id: member for member in _meeting(document, sentence) if member.body}
    if len(states) != 2 or not known < states.keys():
        return None
    return Claim(f"{document.words.language}.party.hosted", sentence, noun, list(states.values()), [])


def _others(document: Document, sentence: Sentence) -> bool:
    """Say whether another body than one that only reports stands in the sentence."""
    classes = own_code(sentence, document.words.language)
    others = any(a.kind == "BETWEEN" and b.kind != "PARTIES" for a, b in pairwise(sentence.elements))
    return others or any(code(kind) in classes for kind in _BODIES)


def _meeting(document: Document, sentence: Sentence) -> list[Member]:
    """Return the states whose holders of office meet, and the one that is visited."""
    sets, elements = document.words.sets, sentence.elements
    visits = [at for at, e in enumerate(elements) if e.key in sets["visit"]]
    frames = [at for at, e in enumerate(elements) if e.kind in ("PRESENCE", "WITNESSED") or e.key in sets["meeting"]]
    found: list[Member] = []
    for at in sorted({*visits, *frames}):
        near = elements[max(0, at - REACH) if document.words.language == "en" else at : at + REACH]
        found += [_holder(e) for e in near if e.kind == "OFFICE" and e.post]
    for at in visits:
        ahead = range(at + 1, min(at + REACH, len(elements)))
        reached = (
            n for n in ahead if elements[n - 1].kind == "TO" and elements[n].kind in ("CAPITAL", "PLACE", "STATE")
        )
        found += [member for n in reached if (member := _visited(document, elements[n]))]
    return [member for member in for_states(document, found) if member.body and member.body.kind == "state"]


def _holder(element: Element) -> Member:
    post = element.post
    return Member(element.span, post.body if post else None, posts=[(post, element.span)] if post else [])


def _visited(document: Document, element: Element) -> Member | None:
    state = state_named(document, element)
    return Member(element.span, state, named=True) if state else None
