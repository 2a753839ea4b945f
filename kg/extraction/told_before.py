"""Whose agreement it is where only what stands before tells: "X and Y will map the coast. An MoU was signed".

News often opens with what two bodies do together and names their agreement in the next sentence, or behind a
semicolon, without them («X و Y همکاری می‌کنند؛ تفاهم‌نامه دو دانشگاه دیروز به امضا رسید»).
"""

from __future__ import annotations

from kg.extraction.acts import acts_of
from kg.extraction.claims import Claim
from kg.extraction.denials import denied
from kg.extraction.document import Document
from kg.extraction.elements import CORE, Element, Sentence
from kg.extraction.naming import own_name
from kg.extraction.nouns import plural
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import matches
from kg.extraction.standing import for_states
from kg.extraction.tellers import own_code, own_elements
from kg.language import Span

RULE = "party.before"
"""The rule of these claims, behind the language."""

LEAD = 8
"""Within so many elements of a sentence, its dateline included, the subject begins."""

_BODIES = {
    "en": frozenset({*CORE, "BETWEEN", "PARTIES"}) - {"OFFICE", "PERSON"},
    "fa": frozenset({"INST", "STATE", "NAME", "CAPITAL", "BETWEEN", "WITH", "PLURAL"}),
}
"""What beside the agreement names or counts parties of its own."""

_BREAKS = ("SEMI", "COLON")


def told_before(document: Document, sentence: Sentence) -> Claim | None:
    """Return the claim of who acts together right before the agreement is named, or None.

    For the first agreement of a text alone, where its own words name no body that could be a party.
    """
    noun = sentence.first("NOUN")
    if noun is None or own_name(noun) or plural(document, noun):
        return None
    begin = _begin(sentence, noun)
    if not _done(sentence, begin) or _names(document, sentence, begin) or denied(document, sentence, noun):
        return None
    home, end = (sentence, begin) if begin else (_previous(document, sentence), 0)
    listed = _subject(document, home, end or len(home.elements)) if home else []
    if len({member.body.id for member in listed if member.body}) < 2:
        return None
    return Claim(f"{document.words.language}.{RULE}", sentence, noun, listed, [])


def _begin(sentence: Sentence, noun: Element) -> int:
    """Return the index behind the last semicolon or colon before the noun, 0 where none stands."""
    at = sentence.elements.index(noun)
    return next((n + 1 for n in range(at - 1, 0, -1) if sentence.elements[n].kind in _BREAKS), 0)


def _previous(document: Document, sentence: Sentence) -> Sentence | None:
    home = document.sentences[sentence.number - 1] if sentence.number else None
    return home if home is not None and not home.first("NOUN") else None


def _done(sentence: Sentence, begin: int) -> bool:
    """Say whether something was done to the agreement, or it is "their" agreement."""
    acts = acts_of(sentence)
    own = sentence.elements[begin].kind == "ITS"
    return all(not act.negative for act in acts) and (bool(acts) or own)


def _names(document: Document, sentence: Sentence, begin: int) -> bool:
    """Say whether the words around the noun name a body other than one that only reports."""
    language = document.words.language
    return any(element.kind in _BODIES[language] for element in own_elements(sentence, language, begin))


def _subject(document: Document, home: Sentence, end: int) -> list[Member]:
    """Return the bodies that do something together in a sentence, before the element at ``end``."""
    language = document.words.language
    for found in matches(language, ("before",), own_code(home, language)):
        stretches = [found.groups[name] for name in ("parties", "second") if name in found.groups]
        if found.span.start > LEAD or any(s.end > end for s in stretches) or not _together(document, home, found.span):
            continue
        listed = [with_offices(document, m) for s in stretches for m in members(document, home, s, slots=True)]
        return for_states(document, [member for member in listed if member.body])
    return []


def _together(document: Document, home: Sentence, span: Span) -> bool:
    """Say whether a Persian sentence says that its bodies act together; the English rules say it themselves."""
    words = document.words
    if words.language == "en":
        return True
    return any(e.kind in ("COOP", "ADJ") or e.key in words.sets["together"] for e in home.elements[span.start :])
