"""Statements: what somebody is reported to have said, apart from the agreement's own terms.

The speaker is the sentence's subject (see ``voices``), the stance that of the words (see ``stances``); Persian and
English are read in ``statements_fa`` and ``english.statements``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.document import Document
from kg.extraction.stances import stance
from kg.language import Span

SHORTEST = 11
"""Fewest characters of a statement."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its speaker's name, the span of the words, the sentence it stands in and the rule."""

    speaker: str
    span: Span
    stance: str
    sentence: int
    rule: str


def with_stance(document: Document, said: Said, lead: Span) -> Said:
    """Return a statement with its stance; lead: what says that it is said, from its sentence's beginning or to its end.

    What the sentence before denies shows why it is said.
    """
    text, span = document.text, said.span
    earlier = document.sentences[said.sentence - 1].span.of(text) if said.sentence else ""
    outside = text[lead.start : span.start] if lead.start < span.start else text[span.end : lead.end]
    found = stance(document.words.stances, outside, f"{earlier} {outside}", span.of(text))
    return replace(said, stance=found)
