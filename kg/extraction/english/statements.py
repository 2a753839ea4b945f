"""Statements in English: in quotation marks or reported, before or behind the verb of speech.

"…," N said; N said: "…"; N told X that …, adding that …; …, N said on Monday. What an unnamed news agency reports and
what is announced are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.document import Document
from kg.extraction.elements import Element
from kg.extraction.quotations import QUOTED, units
from kg.extraction.statements import Said, with_stance
from kg.extraction.voices import speaker_of
from kg.extraction.words import Words
from kg.language import Span

SHORTEST = 15
"""Fewest characters of a reported statement."""

REACH = 12
"""So many elements after the verb of speech are looked through for "that" or a quotation."""

_MARKS = frozenset({"COMMA", "STOP", "QUOTE", "DASH", "COLON", "SEMI", "THAT"})
_SUBJECT = frozenset({"PERSON", "OFFICE", "INST", "HE", "NAME", "BARE", "STATE"})
_CLOSED = frozenset({"STOP", "COMMA", "ON", "IN", "TIME", "TO", "AND", "HERE", "COLON", "AFTER", "DURING", "OF", "BY"})
_AUXILIARY = frozenset({"IS", "TO"})
_BREAKS = frozenset({"STOP", "SEMI", QUOTED})


@dataclass(slots=True)
class _Unit:
    """One sentence while it is read: its elements, its number, its words, and which quotations have a speaker."""

    number: int
    elements: list[Element]
    words: Words
    taken: set[int]


def statements_en(document: Document) -> list[Said]:
    """Return the statements of an English text in order."""
    made: list[Said] = []
    last = ""
    words = document.words
    for number, elements in units(document):
        unit = _Unit(number, elements, words, set())
        subject = _first_person(elements)
        said = ""
        for at in (n for n, e in enumerate(elements) if _is_verb(elements, n, words)):
            speaker = speaker_of(document, _subject(elements, at, words), said or last)
            found = _content(unit, at) if speaker else None
            if found is not None:
                made.append(_made(document, unit, speaker, found, at))
                said = speaker
        made += _unspoken(document, unit, subject or last)
        last = said or subject or last
    return made


def _made(document: Document, unit: _Unit, speaker: str, found: tuple[Span, str], at: int) -> Said:
    first, verb = unit.elements[0].span, unit.elements[at].span
    before = found[0].start >= verb.end
    lead = Span(first.start, found[0].start) if before else Span(found[0].end, unit.elements[-1].span.end)
    return with_stance(document, Said(speaker, found[0], "", unit.number, found[1]), lead)


def _first_person(elements: list[Element]) -> str:
    found = next((e.person for e in elements if e.kind == "PERSON" and e.person), None)
    return found.name if found else ""


def _is_verb(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether an element is a verb of speech in the active voice."""
    element, before = elements[at], elements[at - 1].kind if at else ""
    if element.kind == "SAY":
        return element.key not in words.sets["hoping"] and (before not in _AUXILIARY or element.key == "quoted")
    return element.key in words.speaking and before not in (*_AUXILIARY, "WILL", "MAY", "NO", "WITHOUT")


def _subject(elements: list[Element], at: int, words: Words) -> list[Element]:
    """Return the elements of the clause before the verb from its first possible speaker on; behind it in "said N"."""
    if elements[at].key in words.sets["saying on"]:
        return []
    low = next((n + 1 for n in range(at - 1, -1, -1) if elements[n].kind in _BREAKS), 0)
    inner = next((n + 1 for n in range(at - 1, low, -1) if elements[n].kind in ("THAT", "BUT", "SAY")), low)
    inner = low if elements[at - 1].kind == "COMMA" else inner
    for start in (inner, low):
        first = next((n for n in range(start, at) if elements[n].kind in _SUBJECT), None)
        if first is not None:
            return elements[first:at]
    behind = elements[at + 1 : at + 6]
    quoted = at > 0 and elements[at - 1].kind in (QUOTED, "COMMA")
    return behind if quoted and any(e.kind in _SUBJECT for e in behind[:2]) else [Element("WORD", elements[at].span)]


def _content(unit: _Unit, at: int) -> tuple[Span, str] | None:
    """Return what the verb at ``at`` says, with the rule."""
    quoted = _quoted(unit, at)
    if quoted is not None:
        unit.taken.add(quoted)
        return unit.elements[quoted].span, "en.statement.quoted"
    if any(e.kind == QUOTED for e in unit.elements[at + 1 : at + 3]) or unit.elements[at].key == "announced":
        return None
    span = _behind(unit, at) or _before(unit, at)
    return (span, "en.statement.reported") if span is not None and span.end - span.start >= SHORTEST else None


def _quoted(unit: _Unit, at: int) -> int | None:
    """Return the index of the quotation that the verb belongs to: behind it with its colon or comma, else before."""
    elements = unit.elements
    for n in range(at + 1, min(at + 1 + REACH, len(elements))):
        if elements[n].kind == QUOTED and elements[n - 1].kind in ("COLON", "COMMA", "SAY", "THAT"):
            return n if n not in unit.taken else None
        if elements[n].kind in ("STOP", "SEMI") or (elements[n].kind == "THAT" and elements[n - 1].kind != "SAY"):
            break
    before = next((n for n in range(at - 1, -1, -1) if elements[n].kind in (QUOTED, "STOP", "SEMI", "SAY")), None)
    if before is None or elements[before].kind != QUOTED or before in unit.taken:
        return None
    return before


def _behind(unit: _Unit, at: int) -> Span | None:
    """Return the words of "N said (on Monday) that …", "N said …"."""
    elements = unit.elements
    verb = elements[at]
    ahead = elements[at + 1 : at + 1 + REACH]
    stop = next((n for n, e in enumerate(ahead) if e.kind in ("STOP", "SEMI", QUOTED, "SAY")), len(ahead))
    that = next((n for n, e in enumerate(ahead[:stop]) if e.kind == "THAT" and e.key == "that"), None)
    if verb.key in unit.words.sets["untold"] and (that != 0 or verb.key == "quoted"):
        return None
    if that is None and (verb.key in unit.words.sets["to somebody"] or not ahead or ahead[0].kind in _CLOSED):
        return None
    return _clause(elements, at + 1 + (that + 1 if that is not None else 0), unit.words)


def _clause(elements: list[Element], start: int, words: Words) -> Span | None:
    """Return the words from ``start`` to the end of the sentence, or to where another one speaks."""
    end = start
    while end < len(elements) and elements[end].kind not in _BREAKS and not _another(elements, end, words):
        end += 1
    while end > start and elements[end - 1].kind in _MARKS:
        end -= 1
    return Span(elements[start].span.start, elements[end - 1].span.end) if start < end else None


def _another(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether a comma leads to more speech: ", adding that …", ", while N said …"."""
    if elements[at].kind != "COMMA" or at + 1 >= len(elements):
        return False
    key = elements[at + 1].key
    return key in words.sets["saying on"] or (key in words.sets["turning"] and _spoken(elements, at + 2))


def _spoken(elements: list[Element], start: int) -> bool:
    return any(e.kind == "SAY" for e in elements[start : start + 5])


def _before(unit: _Unit, at: int) -> Span | None:
    """Return the words of "…, N said (on Monday)"."""
    elements = unit.elements
    if at in unit.taken or any(e.kind == QUOTED for e in elements[:at]):
        return None
    commas = [n for n in range(at) if elements[n].kind == "COMMA"]
    comma = next((n for n in commas if at - n <= 9 and any(e.kind in _SUBJECT for e in elements[n + 1 : n + 5])), None)
    if comma is None or elements[at].key in unit.words.sets["untold"] or not _is_clause(elements[:comma]):
        return None
    start = next((n + 1 for n in range(min(6, comma)) if elements[n].kind in ("DASH", "COLON")), 0)
    return Span(elements[start].span.start, elements[comma - 1].span.end) if start < comma else None


def _is_clause(elements: list[Element]) -> bool:
    """Say whether words before a comma are more than a place or a name ("In Tehran, N said …")."""
    return len(elements) > 4 and any(e.kind not in _SUBJECT for e in elements[4:])


def _unspoken(document: Document, unit: _Unit, subject: str) -> Iterator[Said]:
    """Yield quotations without a verb: behind a colon, or behind "called it"."""
    elements = unit.elements
    for n, element in enumerate(elements):
        led = n > 0 and (elements[n - 1].kind == "COLON" or any(e.key == "called" for e in elements[max(0, n - 6) : n]))
        if element.kind == QUOTED and n not in unit.taken and led and subject:
            unit.taken.add(n)
            yield _made(document, unit, subject, (element.span, "en.statement.quoted"), n - 1)
