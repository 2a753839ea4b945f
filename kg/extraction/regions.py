"""Provinces and cities that sign: «استان‌های ایلام و واسط تفاهم‌نامه امضا کردند», «میان شهرهای رشت و X».

A region is a body only between which there is an agreement, as the subject of a clause that goes on with one, or as the
partner of who does; elsewhere it is a place. It acts through the body of its head's row (استانداری، شهرداری).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.elements import Body, Element
from kg.extraction.wording import ends_name
from kg.extraction.words import Words
from kg.language import Span, skeleton_key
from kg.lexicon import Row

_NAMES = frozenset({"PLACE", "CAPITAL"})
_PLAIN = frozenset({"WORD", "GIVEN"})
_LINKS = frozenset({"AND", "COMMA"})
_BODIES = frozenset({"INST", "STATE"})
_OPENS = frozenset(
    {"STOP", "SEMI", "COMMA", "COLON", "QUOTE", "DASH", "TIME", "THAT", "OTHER", "AND", "SAY", "RP", "NEWS"}
)
"""What stands before the subject of a clause."""
_AFTER = frozenset({"NOUN", "FOR", "AIM", "ACT", "IN", "WITH", "COMMA", "ON", "TIME", "STOP", "RA", "ONE", "BYSIGN"})
"""What follows partners between which there is an agreement, or with whom it is."""
_BETWEEN = frozenset({"BETWEEN", "ONE", "COOP"})
"""What may stand between an agreement of sister cities and the first of them («سند خواهرخواندگی دو شهر X و Y»)."""
_NEAR = 4
"""Most elements between an agreement and «با» of its partner."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The elements of a sentence, with its text and the tables of its language."""

    text: str
    elements: list[Element]
    words: Words

    def at(self, index: int) -> Element | None:
        """Return an element, None behind the last one."""
        return self.elements[index] if index < len(self.elements) else None

    def kind(self, index: int) -> str:
        """Return the class of an element, "STOP" behind the last one."""
        return self.elements[index].kind if index < len(self.elements) else "STOP"


@dataclass(frozen=True, slots=True)
class _Named:
    """One region: its elements from ``start`` to ``end``, its own name and the row of its head."""

    start: int
    end: int
    own: str
    head: Row


def signing_regions(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every province and city joined that is a party."""
    if not any(e.kind == "NOUN" for e in elements) or not any(e.kind in _NAMES for e in elements):
        return elements
    line, made, at = _Line(text, elements, words), list[Element](), 0
    while at < len(elements):
        named = _list(line, at)
        if named and (_party(line, at, named) or (len(named) > 1 and _twins(line, at))):
            made += _bodies(line, named)
            at = named[-1].end
        else:
            made.append(elements[at])
            at += 1
    return made


def _list(line: _Line, at: int) -> list[_Named]:
    """Return the regions of the list that begins at ``at``; a plural head stands for all of them."""
    head, start = _head(line, at)
    twins = _twins(line, at)
    many = twins or (head is not None and head["form"] != head["singular"])
    head = head or (_twin(line.words) if twins else None)
    if head is None:
        return []
    named = [one for one in [_named(line, at, start, head)] if one]
    while named and line.kind(named[-1].end) in _LINKS:
        begin = named[-1].end + 1
        own, start = _head(line, begin)
        if own is None and not many:
            break
        more = _named(line, begin, start, own or head)
        if more is None:
            break
        named.append(more)
    return named if not many or len(named) > 1 else []


def _twin(words: Words) -> Row | None:
    """Return the row of what becomes sisters where nothing else is told."""
    return next((row for row in words.regions.values() if row["twin"]), None)


def _twins(line: _Line, at: int) -> bool:
    """Say whether an agreement by which cities become sisters stands before ``at``: behind it a place is a city."""
    at -= 1
    while at > 0 and line.kind(at) in _BETWEEN:
        at -= 1
    last = line.elements[at].span.of(line.text).split()[-1:] if at >= 0 and line.kind(at) in ("NOUN", "WORD") else []
    return last != [] and skeleton_key(last[0]) in line.words.sets["twinning"]


def _head(line: _Line, at: int) -> tuple[Row | None, int]:
    """Return the row of the head at ``at`` and where the name begins: there again where one element holds both."""
    for length in (2, 1):
        found = line.elements[at : at + length]
        row = line.words.regions.get("".join(e.key or skeleton_key(e.span.of(line.text)) for e in found))
        if row and len(found) == length:
            return row, at + length
    first = line.elements[at].span.of(line.text).split() if line.kind(at) in _NAMES else []
    return line.words.regions.get(skeleton_key(first[0])) if len(first) > 1 else None, at


def _named(line: _Line, start: int, at: int, head: Row) -> _Named | None:
    """Return the region whose name begins at ``at``, its state with it where that follows."""
    end = at + 1 if _known(line, at, head) else _unknown_end(line, at)
    if end == at:
        return None
    own = Span(line.elements[at].span.start, line.elements[end - 1].span.end).of(line.text)
    own = own.removeprefix(head["singular"] + " ").strip()
    return _Named(start, end + (line.kind(end) == "STATE"), own, head)


def _known(line: _Line, at: int, head: Row) -> bool:
    """Say whether a region's name stands at ``at``, be it a plain word elsewhere («استان‌های مرکزی و سمنان»)."""
    element = line.at(at)
    if element is None or element.kind not in _PLAIN:
        return element is not None and element.kind in _NAMES
    stated = line.kind(at + 1) == "STATE"
    return stated or line.words.lexicon.institution(f"{head['body']} {element.span.of(line.text)}") is not None


def _unknown_end(line: _Line, at: int) -> int:
    """Return the index behind a name of one or two words that the lexicon does not know."""
    end = at
    while end < at + 2 and line.kind(end) in _PLAIN and not _common(line.elements[end], line.words):
        end += 1
    return end


def _common(element: Element, words: Words) -> bool:
    return element.key in words.everyday or ends_name(element, words)


def _party(line: _Line, at: int, named: list[_Named]) -> bool:
    """Say whether the regions from ``at`` are parties of an agreement of the sentence."""
    before, end = _before(line, at), named[-1].end
    leads, after = line.kind(before) if before >= 0 else "STOP", line.kind(end)
    if leads == "BETWEEN":
        return (after in _AFTER or after == "AND") and not _way(line.elements[:before], line.words)
    if leads == "WITH":
        near = any(e.kind == "NOUN" for e in line.elements[max(0, before - _NEAR) : before])
        return after == "NOUN" or (near and after in _AFTER)
    behind = [e.kind for e in line.elements[end:]]
    alone = len(named) == 1 and before == at - 1
    signs = (after == "NOUN" and not alone) or (after == "WITH" and "NOUN" in behind)
    opens = leads in _OPENS or any(e.kind == "COMMA" for e in line.elements[before + 1 : at])
    return opens and signs and "ACT" in behind


def _way(before: list[Element], words: Words) -> bool:
    """Say whether «بین» tells where something runs («قرارداد ساخت راه بین X و Y»), or others agree before it."""
    noun = max((at for at, e in enumerate(before) if e.kind == "NOUN"), default=len(before))
    runs = any(e.key in words.sets["runs"] for e in before[noun:])
    return runs or any(e.kind in _BODIES for e in before[max(0, noun - 1) : noun])


def _before(line: _Line, at: int) -> int:
    """Return the index of what stands before the list of parties that goes on at ``at``, -1 at the beginning."""
    at -= 1
    while at > 0 and line.kind(at) in _LINKS and line.kind(at - 1) in _BODIES:
        at -= 2
    return at


def _bodies(line: _Line, named: list[_Named]) -> Iterator[Element]:
    """Yield each region as the body it acts through, under the name that the text gives it, with what links them."""
    for number, one in enumerate(named):
        span = Span(line.elements[one.start].span.start, line.elements[one.end - 1].span.end)
        yield Element("INST", span, body=_body(one, line.words), extra=(span.of(line.text),))
        if number + 1 < len(named):
            yield line.elements[one.end]


def _body(one: _Named, words: Words) -> Body:
    body = f"{one.head['body']} {one.own}"
    known = words.lexicon.institution(body)
    name = " ".join(f"{one.head['singular']} {one.own}".split())
    id_ = known.id if known else words.lexicon.institution_id(body)
    return Body(name, id_, "institution", one.head["kind"], known=known is not None)
