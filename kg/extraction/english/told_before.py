"""Whose agreement it is where only the sentence before tells: "X and Y will map the coast. An MoU was signed".

News often opens with what two bodies will do together and names their agreement in the next sentence, without them.
"""

from __future__ import annotations

from kg.extraction.acts import acts_of
from kg.extraction.claims import Claim, denied
from kg.extraction.document import Document
from kg.extraction.elements import CORE, Sentence
from kg.extraction.english.sources import without_sources
from kg.extraction.naming import own_name
from kg.extraction.nouns import plural
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import encode, matches
from kg.extraction.standing import for_states

TOLD_BEFORE = "en.party.before"
"""The rule of these claims."""

LEAD = 8
"""Within so many elements of a sentence, its dateline included, the subject begins."""

_BODIES = frozenset({*CORE, "BETWEEN", "PARTIES"}) - {"OFFICE", "PERSON"}
"""What in the sentence names or counts parties of its own."""


def told_before(document: Document, sentence: Sentence) -> Claim | None:
    """Return the claim of who acts together in the sentence before, or None.

    For the first agreement of a text alone, where its own sentence names no body that could be a party.
    """
    noun = sentence.first("NOUN")
    if noun is None or document.words.language != "en" or own_name(noun) or plural(document, noun):
        return None
    if sentence.number == 0 or not _done(sentence) or _names(sentence) or denied(document, sentence, noun):
        return None
    home = document.sentences[sentence.number - 1]
    listed = [] if home.first("NOUN") else _subject(document, home)
    if len({member.body.id for member in listed if member.body}) < 2:
        return None
    return Claim(TOLD_BEFORE, sentence, noun, listed, [])


def _done(sentence: Sentence) -> bool:
    """Say whether something was done to the agreement, or it is "their" agreement."""
    acts = acts_of(sentence)
    own = sentence.elements[0].kind == "ITS"
    return all(not act.negative for act in acts) and (bool(acts) or own)


def _names(sentence: Sentence) -> bool:
    """Say whether the sentence names a body other than one that only reports."""
    quoted = without_sources(sentence.elements, encode(sentence))
    return any(
        char == own and element.kind in _BODIES
        for char, own, element in zip(quoted, encode(sentence), sentence.elements, strict=True)
    )


def _subject(document: Document, home: Sentence) -> list[Member]:
    """Return the bodies that do something together in a sentence."""
    for found in matches("en", ("before",), without_sources(home.elements, encode(home))):
        stretches = [found.groups[name] for name in ("parties", "second") if name in found.groups]
        if found.span.start > LEAD:
            continue
        listed = [with_offices(document, m) for s in stretches for m in members(document, home, s, slots=True)]
        return for_states(document, [member for member in listed if member.body])
    return []
