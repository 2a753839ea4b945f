"""Persian sentences that tell of two signatures: «X با Y تفاهم‌نامه امضا کرد و Z با W قراردادی منعقد کرد».

Each is read by itself, so that parties and aims stay with their agreement. A report of speech stays whole.
"""

from __future__ import annotations

from kg.extraction.elements import Element, Sentence
from kg.language import Span

REACH = 60
"""Most elements of a part that is looked through for what it tells."""

_LINKS = frozenset({"AND", "SEMI", "COMMA"})
_SUBJECTS = frozenset({"INST", "STATE", "OFFICE", "PERSON"})
_SPEECH = frozenset({"SAY", "TELL", "COLON"})


def parted(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences, numbered anew, with each that tells of several signatures cut before the next one."""
    made: list[Sentence] = []
    for sentence in sentences:
        cuts = _cuts(sentence.elements)
        for number, (a, b) in enumerate(zip([0, *cuts], [*cuts, len(sentence.elements)], strict=True)):
            part = sentence.elements[a:b]
            span = Span(part[0].span.start, part[-1].span.end) if cuts else sentence.span
            made.append(Sentence(len(made), span, part, cut=number > 0))
    return made


def _cuts(elements: list[Element]) -> list[int]:
    """Return where a further signature begins: behind an act and «و», with a subject, a noun and an act of its own."""
    cuts: list[int] = []
    begun = 0
    for at in range(1, len(elements) - 3):
        if elements[at].kind != "ACT":
            continue
        follows = elements[at + 1].kind in _LINKS and elements[at + 2].kind in _SUBJECTS
        if follows and _signs(elements[max(begun, at - REACH) : at + 1]) and _signs(elements[at + 2 : at + REACH]):
            cuts.append(at + 2)
            begun = at + 2
    return cuts


def _signs(part: list[Element]) -> bool:
    """Say whether a part names a subject, with whom, an agreement and its signing, outside of speech."""
    kinds = [element.kind for element in part]
    act = next((n for n, e in enumerate(part) if e.kind == "ACT" and e.value.startswith("signing:")), None)
    if act is None or any(kind in _SPEECH for kind in kinds):
        return False
    subject = next((n for n, kind in enumerate(kinds[:act]) if kind in _SUBJECTS), act)
    return "WITH" in kinds[subject:act] and "NOUN" in kinds[subject:act]
