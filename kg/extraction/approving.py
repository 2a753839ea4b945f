"""The state whose parliament approves an agreement with another: «پارلمان گرجستان توافق تجارت آزاد با X را تصویب کرد».

The parliament is no party; the state that its name holds is the other side of an agreement "with X".
"""

from __future__ import annotations

from kg.extraction.acts import acts_of
from kg.extraction.claims import Claim
from kg.extraction.counted import state_at_end, state_at_start
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Sentence
from kg.extraction.parties import Member
from kg.extraction.words import Words

_WITH = ("party.with", "passive.partner")
"""Endings of the rules that name one side alone."""


def approver(document: Document, sentence: Sentence, claims: list[Claim]) -> Claim | None:
    """Return the claim of the state whose parliament approves what the sentence's only other claim names, or None."""
    known = {member.body.id for claim in claims for member in claim.members if member.body}
    if len(known) != 1 or not all(claim.rule.endswith(_WITH) for claim in claims):
        return None
    if not any(act.event == "ratification" and not act.negative for act in acts_of(sentence)):
        return None
    for element in sentence.all("INST"):
        state = _state(document.text, element, document.words)
        if state is not None and state.id not in known:
            member = Member(element.span, state, named=True)
            return Claim(f"{document.words.language}.party.approver", sentence, claims[0].noun, [member], [])
    return None


def _state(text: str, element: Element, words: Words) -> Body | None:
    """Return the state that the printed name of a parliament holds, or None."""
    if element.body is None or element.body.ikind != "parliament":
        return None
    printed = element.span.of(text)
    state = state_at_end(printed, words) or state_at_start(printed, words)
    return state if state is not None and state.kind == "state" else None
