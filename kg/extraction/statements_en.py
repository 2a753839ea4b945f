"""Reported speech in English without quotation marks: "N said that …", "…, N said", "N denied that …".

What an unnamed news agency reports is no statement; a clause in quotation marks is read in ``statements``.
"""

from __future__ import annotations

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.statements import Said, speaker_of, stance_of
from kg.language import Span

SHORTEST = 15
"""Fewest characters of a reported statement."""

REACH = 10
"""So many elements after the verb of speech are looked through for "that"."""

_MARKS = frozenset({"COMMA", "STOP", "QUOTE", "DASH", "COLON", "SEMI", "THAT"})
_SUBJECT = frozenset({"PERSON", "OFFICE", "INST", "HE"})


def reported(document: Document) -> list[Said]:
    """Return the statements that an English text reports in its own words, in order."""
    made: list[Said] = []
    last = ""
    for sentence in document.sentences:
        speaking = _last_subject(sentence.elements)
        if speaking is not None:
            last = speaker_of(document, speaking, last) or last
        verb = next((n for n, e in enumerate(sentence.elements) if e.kind == "SAY"), None)
        if verb is None or any(e.kind == "QUOTE" for e in sentence.elements):
            continue
        said = _behind(sentence, verb) or _before(sentence, verb)
        if said is None:
            continue
        subject, inside = said
        speaker = speaker_of(document, subject, last)
        span = _trimmed(inside)
        if speaker and span is not None and span.end - span.start >= SHORTEST and not _agency(subject):
            stance = stance_of(document, sentence.elements[verb], span)
            made.append(Said(speaker, span, stance, sentence.number, "en.statement.reported"))
    return made


def _last_subject(elements: list[Element]) -> list[Element] | None:
    named = [e for e in elements[:REACH] if e.kind == "PERSON"]
    return named[:1] or None


def _behind(sentence: Sentence, verb: int) -> tuple[list[Element], list[Element]] | None:
    """Return subject and words of "N said (on Monday) that …"."""
    elements = sentence.elements
    subject = _subject(elements[:verb])
    ahead = elements[verb + 1 : verb + 1 + REACH]
    that = next((n for n, e in enumerate(ahead) if e.kind == "THAT"), None)
    closed = bool(ahead) and ahead[0].kind in ("STOP", "COMMA", "ON", "IN", "TIME", "TO", "AND")
    if not subject or not ahead or (closed and that is None):
        return None
    return subject, elements[verb + 1 + (that + 1 if that is not None else 0) :]


def _subject(before: list[Element]) -> list[Element]:
    """Return the elements of the clause that ends in the verb, from its first possible speaker on."""
    starts = [n for n, e in enumerate(before) if e.kind in ("STOP", "SEMI", "SAY", "THAT", "BUT")]
    clause = before[starts[-1] + 1 if starts else 0 :] or before
    first = next((n for n, e in enumerate(clause) if e.kind in _SUBJECT), None)
    if first is None:
        first = next((n for n, e in enumerate(before) if e.kind in _SUBJECT), None)
        return before[first:] if first is not None and starts else []
    return clause[first:]


def _before(sentence: Sentence, verb: int) -> tuple[list[Element], list[Element]] | None:
    """Return subject and words of "…, N said (on Monday)"."""
    elements = sentence.elements
    commas = [n for n in range(verb) if elements[n].kind == "COMMA"]
    between = {n: elements[n + 1 : verb] for n in commas}
    comma = next((n for n in commas if any(e.kind in _SUBJECT for e in between[n][:4]) and len(between[n]) <= 8), None)
    if comma is None or len(elements) - verb > REACH:
        return None
    start = next((n + 1 for n in range(min(3, comma)) if elements[n].kind in ("DASH", "COLON")), 0)
    return between[comma], elements[start:comma]


def _agency(subject: list[Element]) -> bool:
    first = next((e for e in subject if e.kind in _SUBJECT), None)
    return first is not None and first.body is not None and first.body.ikind == "news-agency"


def _trimmed(elements: list[Element]) -> Span | None:
    start, end = 0, len(elements)
    while start < end and elements[start].kind in _MARKS:
        start += 1
    while end > start and elements[end - 1].kind in _MARKS:
        end -= 1
    return Span(elements[start].span.start, elements[end - 1].span.end) if start < end else None
