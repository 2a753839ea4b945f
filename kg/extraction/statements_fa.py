"""Statements in Persian: behind a colon, behind «گفت که», behind a bare «گفت», and what «به گفته …» opens."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.statements import SHORTEST, Said, with_stance
from kg.extraction.voices import speaker_of
from kg.extraction.words import Words
from kg.language import Span

LONGEST = 1500
"""Most characters of a quotation in quotation marks."""

_CLOSING = {"«": "»", "“": "”", '"': '"', "„": "“"}
_NO_CLAUSE = ("AND", "STOP", "COMMA", "QUOTE", "RP", "DASH", "SEMI", "SAY", "BUT", "RA")
_SPEAKERS = ("PERSON", "OFFICE", "HE", "INST", "STATE")


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a sentence begins to say something: who, the verb or «به گفته», where the words start, by which rule."""

    before: list[Element]
    start: int
    rule: str


def statements_fa(document: Document) -> list[Said]:
    """Return the statements of a Persian text in order."""
    made: list[Said] = []
    last = ""
    done = 0
    for sentence in document.sentences:
        if sentence.span.start < done:
            continue
        opening = _opening(document, sentence)
        if opening is not None and _hopes(sentence, opening, document.words):
            opening = None
        speaker = speaker_of(document, opening.before, last) if opening else _subject(sentence)
        last = speaker or last
        if opening is None or not speaker:
            continue
        span = _words(document, sentence, opening.start)
        if span.end - span.start >= SHORTEST:
            lead = Span(sentence.span.start, span.start)
            made.append(with_stance(document, Said(speaker, span, "", sentence.number, opening.rule), lead))
            done = span.end
    return made


def _hopes(sentence: Sentence, opening: _Opening, words: Words) -> bool:
    """Say whether the verb only hopes or calls for something, which is no statement («ابراز امیدواری کرد که …»)."""
    verbs = [e for e in sentence.elements if e.kind == "SAY" and e.span.end <= opening.start]
    return bool(verbs) and verbs[-1].key.startswith(tuple(words.sets["feeling"]))


def _subject(sentence: Sentence) -> str:
    """Return the person whom a sentence without speech begins with: the next «وی» is that one."""
    head = [e for e in sentence.elements[:2] if e.kind not in ("QUOTE", "HON")]
    return head[0].person.name if head and head[0].kind == "PERSON" and head[0].person else ""


def _opening(document: Document, sentence: Sentence) -> _Opening | None:
    elements = sentence.elements
    return (
        _quoted_first(document, elements)
        or _colon(document, elements)
        or _written(elements, document.words)
        or _that(elements)
        or _according(elements)
        or _bare(document, elements)
    )


def _quoted_first(document: Document, elements: list[Element]) -> _Opening | None:
    """Read ««…»، N گفت» and ««…»؛ این را N گفت»: the quotation opens the sentence."""
    if not elements or elements[0].span.of(document.text) != "«":
        return None
    close = next((n for n, e in enumerate(elements) if e.kind == "QUOTE" and e.span.of(document.text) == "»"), None)
    say = next((n for n, e in enumerate(elements) if e.kind == "SAY"), None)
    if close is None or say is None or not 4 < close < say or any(e.kind == "COLON" for e in elements[say:]):
        return None
    before = [e for e in elements[close + 1 : say] if e.kind not in ("COMMA", "SEMI", "THIS", "RA")]
    return _Opening(before, elements[0].span.start, "fa.statement.quoted") if before else None


def _colon(document: Document, elements: list[Element]) -> _Opening | None:
    for at, element in enumerate(elements):
        if element.kind == "SAY" and at + 2 < len(elements) and elements[at + 1].span.of(document.text) == "«":
            return _Opening(elements[:at], elements[at + 1].span.start, "fa.statement.colon")
        if element.kind == "SAY":
            colon = next((e for e in elements[at + 1 : at + 4] if e.kind == "COLON"), None)
            if colon:
                return _Opening(elements[:at], colon.span.end, "fa.statement.colon")
    return None


def _that(elements: list[Element]) -> _Opening | None:
    for at, element in enumerate(elements[:-1]):
        if element.kind == "SAY" and elements[at + 1].kind == "THAT":
            return _Opening(elements[:at], elements[at + 1].span.end, "fa.statement.that")
    return None


def _written(elements: list[Element], words: Words) -> _Opening | None:
    """Read «در بیانیه وزارت … آمده است: …»."""
    paper = next((n for n, e in enumerate(elements[:4]) if e.key in words.sets["paper"]), None)
    colon = next((n for n, e in enumerate(elements) if e.kind == "COLON"), None)
    if paper is None or colon is None or not any(e.key.startswith("امده") for e in elements[paper:colon]):
        return None
    return _Opening(elements[paper + 1 : colon], elements[colon].span.end, "fa.statement.written")


def _according(elements: list[Element]) -> _Opening | None:
    """Read «به گفته N، …»."""
    if not elements or elements[0].kind != "ACCORDING" or not any(e.kind in _SPEAKERS for e in elements[1:4]):
        return None
    comma = next((n for n, e in enumerate(elements[:16]) if e.kind == "COMMA"), None)
    if comma is None:
        return None
    return _Opening(elements[1:comma], elements[comma].span.end, "fa.statement.according")


def _bare(document: Document, elements: list[Element]) -> _Opening | None:
    """Read «N گفت …», where neither colon nor «که» opens the words; «گفت‌وگو» is no speech."""
    for at, element in enumerate(elements[:-4]):
        after = elements[at + 1]
        spoken = element.kind == "SAY" and element.value != "denial"
        if spoken and after.kind not in _NO_CLAUSE and not after.span.of(document.text).startswith("وگو"):
            return _Opening(elements[:at], element.span.end, "fa.statement.bare")
    return None


def _words(document: Document, sentence: Sentence, start: int) -> Span:
    """Return the words said: what stands in quotation marks, else to the end of what the speaker goes on with."""
    text = document.text
    while start < sentence.span.end and text[start].isspace():
        start += 1
    closing = _CLOSING.get(text[start : start + 1])
    end = text.find(closing, start + 1, start + LONGEST) if closing else -1
    if end < 0:
        end = _last(document, sentence)
    return _bared(text, start, end)


def _bared(text: str, start: int, end: int) -> Span:
    """Return a span without blanks and quotation marks around it."""
    while start < end and (text[start].isspace() or text[start] in '«"“'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '»"”'):
        end -= 1
    return Span(start, end)


def _last(document: Document, sentence: Sentence) -> int:
    """Return the end of the last sentence in the same line that no other speaker or subject opens."""
    end = sentence.span.end
    for number in range(sentence.number + 1, len(document.sentences)):
        following = document.sentences[number]
        if "\n" in document.text[end : following.span.start] or _turns(document, following):
            break
        end = following.span.end
    return end


def _turns(document: Document, sentence: Sentence) -> bool:
    """Say whether a sentence is no more the speaker's: it speaks of somebody, or of what the paper adds."""
    elements = [e for e in sentence.elements if e.kind != "QUOTE"]
    if not elements or _opening(document, sentence) is not None:
        return True
    also = document.words.sets["also"]
    named = elements[0].kind in ("PERSON", "HE", "ACCORDING") or any(e.key in also for e in elements[1:3])
    introduced = elements[0].kind == "GIVEN" and any(e.kind == "COMMA" for e in elements[1:4])
    office = elements[0].kind == "OFFICE" and elements[0].post is not None and not elements[0].post.plural
    return named or introduced or office
