"""Statements: what somebody is quoted with after a verb of speech and a colon, apart from the agreement's own terms.

The speaker is the sentence's subject: a person, an office whose holder the text names, or «وی», who is the last one
that spoke.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.language import Span, fold

_QUOTATION = re.compile(r"[“\"]\s*([^“”\"]{12,900}?)\s*[”\"]")


NEAR = 4
"""So many sentences before a quotation are searched for who "he" is."""

_SPEAKING = ("PERSON", "OFFICE")


@dataclass(frozen=True, slots=True)
class Said:
    """A quoted statement with its speaker's name, the span of the words and the rule."""

    speaker: str
    span: Span
    stance: str
    sentence: int
    rule: str


def statements(document: Document) -> list[Said]:
    """Return the statements of the text in order: behind a colon (Persian), in quotation marks (English)."""
    return _quoted(document) if document.words.language == "en" else _behind_colon(document)


def _quoted(document: Document) -> list[Said]:
    """Return what stands in quotation marks beside a verb of speech ("…," N said; N said, "…")."""
    made: list[Said] = []
    last = ""
    starts = [sentence.span.start for sentence in document.sentences]
    for found in _QUOTATION.finditer(document.text):
        opening = document.sentences[max(0, bisect_right(starts, found.start()) - 1)]
        closing = document.sentences[max(0, bisect_right(starts, found.end() - 1) - 1)]
        last = _spoke_before(document, opening.number) or last
        before = [e for e in opening.elements if e.span.end <= found.start()]
        after = [e for e in closing.elements if e.span.start >= found.end()][:12]
        if not after and closing.number + 1 < len(document.sentences):
            after = document.sentences[closing.number + 1].elements[:6]
        beside = after if any(e.kind == "SAY" for e in after) else before
        verb = next((e for e in beside if e.kind == "SAY"), None)
        speaker = speaker_of(document, [e for e in beside if e.kind != "SAY"], last) if verb else ""
        if verb is None or not speaker:
            continue
        last = speaker
        span = Span(found.start(1), found.end(1))
        made.append(Said(speaker, span, stance_of(document, verb, span), opening.number, "en.statement.quoted"))
    return made


def _spoke_before(document: Document, number: int) -> str:
    """Return who spoke last before an English sentence, for "he added"; "" when nobody did near by."""
    for sentence in document.sentences[max(0, number - NEAR) : number][::-1]:
        person = sentence.first("PERSON")
        if person and person.person and sentence.first("SAY"):
            return person.person.name
    return ""


def _behind_colon(document: Document) -> list[Said]:
    made: list[Said] = []
    last = ""
    for sentence in document.sentences:
        at = _speech(sentence.elements)
        if at is None:
            made += _according(document, sentence)
            continue
        speaker = speaker_of(document, sentence.elements[:at], last)
        start = _opening(sentence.elements, at)
        if not speaker or start is None:
            continue
        last = speaker
        span = _words(document, sentence, start)
        if span.end - span.start > 10:
            stance = stance_of(document, sentence.elements[at], span)
            made.append(Said(speaker, span, stance, sentence.number, "fa.statement.colon"))
    return made


def _according(document: Document, sentence: Sentence) -> list[Said]:
    """Return what «به گفته N، …» reports."""
    elements = sentence.elements
    comma = next((n for n, e in enumerate(elements[:12]) if e.kind == "COMMA"), 0)
    if len(elements) < 2 or elements[0].kind != "ACCORDING" or elements[1].kind not in _SPEAKING or not comma:
        return []
    speaker = speaker_of(document, elements[1:comma], "")
    start = elements[comma].span.end
    while start < sentence.span.end and document.text[start].isspace():
        start += 1
    end = elements[-2].span.end if elements[-1].kind == "STOP" and len(elements) > comma + 2 else sentence.span.end
    span = Span(start, max(start, end))
    if not speaker or span.end - span.start <= 10:
        return []
    return [Said(speaker, span, stance_of(document, elements[0], span), sentence.number, "fa.statement.according")]


def _speech(elements: list[Element]) -> int | None:
    """Return the index of the verb of speech that a colon follows, or a «که» right away."""
    for at, element in enumerate(elements):
        if element.kind == "SAY" and any(e.kind == "COLON" for e in elements[at + 1 : at + 4]):
            return at
    for at, element in enumerate(elements[:-1]):
        if element.kind == "SAY" and elements[at + 1].kind == "THAT":
            return at
    return None


def _opening(elements: list[Element], at: int) -> int | None:
    near = range(at, min(at + 4, len(elements)))
    colon = next((n for n in near if elements[n].kind == "COLON"), None)
    if colon is None and elements[at + 1].kind == "THAT":
        colon = at + 1
    return elements[colon].span.end if colon is not None else None


def speaker_of(document: Document, before: list[Element], last: str) -> str:
    """Return the name of the sentence's first speaker-like element."""
    for element in before:
        if element.kind == "PERSON" and element.person:
            return element.person.name
        if element.kind == "HE":
            return last
        if element.kind == "OFFICE" and element.post and not element.post.plural:
            holder = document.holder(element.post)
            following = next((e for e in before if e.span.start >= element.span.end and e.kind == "PERSON"), None)
            if holder is None and following and following.person:
                return following.person.name
            return holder.person.name if holder else element.post.title
        if element.kind in ("INST", "STATE") and element.body:
            follows = next((e for e in before if e.kind == "PERSON"), None)
            return follows.person.name if follows and follows.person else element.body.name
    return last if not before else ""


def _words(document: Document, sentence: Sentence, start: int) -> Span:
    """Return the quoted words: to the end of the sentence and of those that follow in the same line."""
    text = document.text
    end = sentence.span.end
    for following in document.sentences[sentence.number + 1 :]:
        if "\n" in text[end : following.span.start] or _speech(following.elements) is not None:
            break
        end = following.span.end
    while start < end and (text[start].isspace() or text[start] in '«"“'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '»"”'):
        end -= 1
    return Span(start, end)


def stance_of(document: Document, verb: Element, span: Span) -> str:
    """Return promise, denial, opinion or claim, by the verb of speech and the marks of a promise in the words."""
    if verb.value in ("denial", "opinion"):
        return verb.value
    said = fold(span.of(document.text))
    rows = document.words.lexicon.words("stance-marks")
    marks = [row for row in rows if row["lang"] == document.words.language]
    spoken = said.text
    for row in marks:
        if fold(row["form"]).text in spoken:
            return row["stance"]
    return verb.value if verb.value in ("promise", "denial") else _own_doing(document, span)


def _own_doing(document: Document, span: Span) -> str:
    """Return promise where the speaker says what he and his people do («آغاز می‌کنیم»), else claim."""
    first = bisect_left(document.sentences, span.start, key=lambda sentence: sentence.span.end)
    last = bisect_left(document.sentences, span.end, key=lambda sentence: sentence.span.start)
    inside = [e for s in document.sentences[first:last] for e in s.elements if span.covers(e.span)]
    verbs = [e for e in inside if e.key.startswith("می") and e.key.endswith("یم") and len(e.key) > 5]
    return "promise" if verbs and document.words.language == "fa" else "claim"
