"""Parts in an agreement other than party: host, witness, executor, supervisor, by the pack's rules of job «role»."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.elements import Sentence
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import encode, matches

ROLES = ("host", "witness", "executor", "supervisor")
"""The names of the groups in role rules."""

_ABOUT = ("NOUN", "CEREMONY", "THAT", "THIS", "PARTIES")
"""A sentence that gives a role names the agreement or its ceremony, or refers back."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in an agreement that is not a party's."""

    role: str
    member: Member
    rule: str


def parts_of(document: Document, sentence: Sentence) -> list[Part]:
    """Return the roles that a sentence gives to bodies or their office-holders."""
    made: list[Part] = []
    if not sentence.first(*_ABOUT) and all(element.value != "it" for element in sentence.all("EXEC")):
        return made
    encoded = encode(sentence)
    for found in matches(document.words.language, ("role",), encoded):
        for role in ROLES:
            if role in found.groups:
                listed = members(document, sentence, found.groups[role])
                made += [Part(role, with_offices(document, m), found.rule.id) for m in listed if m.body]
    return made
