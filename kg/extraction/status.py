"""The status of an agreement: that of the last act the text reports, else what the words beside its noun say.

A finite past act decides; without one, the marks beside the agreement's nouns («پیش‌نویس تفاهم‌نامه», «بند پنجم
تفاهم‌نامه», «توافق آینده») tell more than a signature that is only named, and more than talks in the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extraction.acts import VERB, Act
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.reading import Stated
from kg.extraction.words import Words
from kg.language import Span

BEFORE, AFTER, CLOSE = 25, 45, 14
"""Most characters between a mark and its noun; CLOSE for a single word after it, which is its adjective."""

_FIRM = ("cancelled", "suspended")
_ORDER = ("negotiated", "planned", "signed", "in-force", "extended")
_EARLY = ("negotiation", "initialling", "plan")


def status(document: Document, made: Draft, acts: list[Act], rank: Callable[[Act], int], by: dict[str, str]) -> Stated:
    """Return the status with its evidence; rank orders acts by the life of an agreement, by names their status."""
    last = max(acts, key=rank, default=None)
    done = last is not None and last.rule == VERB and last.event not in _EARLY
    marks = list(_marks(document, made)) if document.words.language == "fa" else []
    early = last is not None and (last.event == "plan" or (last.rule == VERB and last.event in _EARLY))
    marked = _marked(marks, _FIRM if done or early else (*_FIRM, *_ORDER))
    if marked:
        return Stated(marked[0], "status.mark", document.evidence(marked[1]))
    if last is not None:
        return Stated(by[last.event], f"status.{last.rule}", document.evidence(last.span))
    return _spoken_of(document, made)


def _marked(marks: list[tuple[str, Span]], order: tuple[str, ...]) -> tuple[str, Span] | None:
    return next(((name, span) for wanted in order for name, span in marks if name == wanted), None)


def _spoken_of(document: Document, made: Draft) -> Stated:
    noun = made.claims[0].noun
    span = noun.span if noun else made.claims[0].sentence.span
    agreed = any(claim.rule.startswith("fa.party.agreed") for claim in made.claims)
    value = "negotiated" if agreed else _without_act(document, made.claims[0].sentence)
    return Stated(value, "status.spoken-of-as-existing", document.evidence(span))


def _without_act(document: Document, sentence: Sentence) -> str:
    """Return the status of an agreement of which no act is told."""
    english = document.words.language == "en"
    if sentence.first("NEGOT", "DRAFT") or (english and sentence.first("DECIDED")):
        return "negotiated"
    return "planned" if sentence.first("SOON") else "in-force"


def _marks(document: Document, made: Draft) -> Iterator[tuple[str, Span]]:
    """Yield the marks beside the nouns of the draft's own strength, in the order of the text."""
    own = made.claims[0].noun
    for sentence in made.sentences:
        nouns = [noun for noun in sentence.all("NOUN") if own is None or noun.extra[:1] == own.extra[:1]]
        if nouns:
            yield from _beside(document, sentence, nouns)


def _beside(document: Document, sentence: Sentence, nouns: list[Element]) -> Iterator[tuple[str, Span]]:
    part = document.folded.part(sentence.span.start, sentence.span.end)
    for match in document.words.marks.find(part):
        span = match.span
        for name, place in match.payloads:
            if any(_near(noun.span, span, place) for noun in nouns):
                yield ("planned" if name == "signed" and _only_led_to(sentence, span, document.words) else name), span


def _only_led_to(sentence: Sentence, mark: Span, words: Words) -> bool:
    """Say whether somebody is only urged to sign («سوق دادن X به امضای …»), and no word tells what came of it."""
    elements = sentence.elements
    at = next((n for n, e in enumerate(elements) if e.kind == "BYSIGN" and e.span.covers(mark)), None)
    if at is None:
        return False
    near = [*elements[max(0, at - LED) : at], *elements[at + 1 :]]
    return not any(e.kind in ("RASID", "ACT") or e.key in words.sets["led to"] for e in near)


LED = 3
"""Within so many elements before «به امضای» a word tells that it came to it («منجر به امضای …»)."""


def _near(noun: Span, mark: Span, place: str) -> bool:
    if place == "before":
        return 0 <= noun.start - mark.end <= BEFORE
    return 0 <= mark.start - noun.end <= (AFTER if mark.end - mark.start > CLOSE else CLOSE)
