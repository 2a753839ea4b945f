"""Parties that no sentence joins to their agreement: the two states of which the text around it speaks.

Commentary on an agreement often takes its parties for known («یادداشت تفاهم اسلام‌آباد … آمریکا … ایران»). Where no
rule found any agreement, a strong noun takes the two states that its surroundings name most, if no third one is named as
often; a text that names one state alone, or only denies the agreement, gives nothing.
"""

from __future__ import annotations

from collections import Counter

from kg.extraction.claims import Claim, denied
from kg.extraction.counted import state_of
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Sentence
from kg.extraction.parties import Member

REACH = 4
"""So many sentences before and after the noun are its surroundings."""

MOST_NOUNS = 3
"""So many nouns of a text are tried."""

TYPES = frozenset({"memorandum", "agreement", "treaty", "protocol"})
"""What states conclude; a contract or a joint statement is as often another's."""

_NAMING = ("STATE", "CAPITAL", "OFFICE", "INST", "NATIONAL")


def implied(document: Document) -> Claim | None:
    """Return the claim that the first fitting noun makes with its two states, or None."""
    tried = 0
    for sentence in document.sentences:
        for noun in sentence.all("NOUN"):
            if noun.extra[:1] != ("strong",) or noun.value not in TYPES:
                continue
            tried += 1
            members = [] if denied(document, sentence, noun) else _pair(document, sentence)
            if members:
                rule = f"{document.words.language}.party.implied"
                return Claim(rule, sentence, noun, members, [])
            if tried >= MOST_NOUNS:
                return None
    return None


def _pair(document: Document, sentence: Sentence) -> list[Member]:
    """Return the two states named most around a sentence, [] unless they stand out."""
    near = document.sentences[max(0, sentence.number - REACH) : sentence.number + REACH + 1]
    named: dict[str, tuple[Body, Element]] = {}
    counts: Counter[str] = Counter()
    for element in (e for s in near for e in s.elements if e.kind in _NAMING):
        state = state_of(element, document.words)
        if state is None:
            continue
        counts[state.id] += 1
        known = named.get(state.id)
        if known is None or (known[1].kind != "STATE" and element.kind == "STATE"):
            named[state.id] = (state, element)
    ranked = counts.most_common()
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] >= ranked[1][1]):
        return []
    found = sorted((named[key] for key, _ in ranked[:2]), key=lambda one: one[1].span)
    return [Member(element.span, body, named=element.kind in ("STATE", "CAPITAL")) for body, element in found]
