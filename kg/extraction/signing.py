"""Signatories listed below a heading («امضاکنندگان:» and a line for each)."""

from __future__ import annotations

from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.elements import Sentence
from kg.extraction.parties import Member, members, with_offices
from kg.language import Span

MOST = 12
"""Most lines read below the heading."""

OPENING = 4
"""A name stands among so many first elements of its line."""

_RULE = "fa.party.signatories"


def listed_below(document: Document, sentence: Sentence) -> list[Claim]:
    """Return a claim with the persons of the lines below a heading that announces signatories, [] without them."""
    headed = sentence.first("SIGNERS") and not sentence.first("PERSON", "ACT")
    if not headed or sentence.kinds[-1:] not in (("COLON",), ("SIGNERS",), ("NOUN",), ("IS",)):
        return []
    following = document.sentences[sentence.number + 1 : sentence.number + 1 + MOST]
    listed: list[Member] = []
    for line in following:
        if "PERSON" not in line.kinds[:OPENING] or line.first("SAY", "ACT"):
            break
        whole = Span(0, len(line.elements))
        listed += [with_offices(document, m) for m in members(document, line, whole) if m.person]
    return [Claim(_RULE, sentence, None, [], listed, definite=True)] if listed else []
