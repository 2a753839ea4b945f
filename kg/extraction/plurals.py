"""A head noun that stands once for a list: «بانک‌های ملی، صادرات و تجارت», «دو وزارتخانه نیرو و کشور».

What stands between head and place belongs to each member: «بانک‌های مرکزی ایران و X», «وزارتخانه‌های نیروی X و ایران».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.bodies import body_of, home_body, named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import Span

LONGEST = 6
"""Most elements of one member of the list, its own «و» and commas included."""

MOST = 12
"""Most members of a list."""

SINGULAR = {"وزارتخانه": "وزارت"}
"""Heads that stand alone or for several -> how the names of their bodies begin."""

_PLACED = frozenset({"university", "municipality", "governorate", "organisation", "other", "company", "association"})
_PARTS = frozenset(
    {
        "WORD",
        "PLACE",
        "GIVEN",
        "NATIONAL",
        "CAPITAL",
        "INST",
        "ADJ",
        "STATE",
        "AND",
        "COMMA",
        "IHEAD",
        "COOP",
        "COUNTRY",
    }
)
_WHERE = frozenset({"STATE", "PLACE", "CAPITAL"})
_LINKS = frozenset({"AND", "COMMA"})


def spread_heads(text: str, elements: list[Element], head: int, words: Words) -> tuple[list[Element], int]:
    """Return one INST element a member, with commas between, and where the list ends; [] where it is no such list."""
    made: list[Element] = []
    listed = _List(text, elements, head, words)
    at, start = listed.first, elements[head].span.start
    shared = _shared(listed)
    while len(made) < 2 * MOST:
        body, length = (None, 0) if shared is None else _placed(listed, at, shared)
        if body is None:
            body, length = _member(listed, at)
        if body is None:
            break
        span = Span(start, elements[at + length - 1].span.end)
        made.append(Element("INST", span, "", body=body, extra=(span.of(text),)))
        at += length
        if at + 1 >= len(elements) or elements[at].kind not in _LINKS:
            break
        made.append(elements[at])
        start, at = elements[at + 1].span.start, at + 1
    if made and made[-1].kind != "INST":
        made.pop()
        at -= 1
    return (made, at) if len(made) > 2 else ([], head)


@dataclass(frozen=True, slots=True)
class _List:
    """A plural or counted head at the index ``head`` of a sentence's elements, and what follows it."""

    text: str
    elements: list[Element]
    head: int
    words: Words

    @property
    def first(self) -> int:
        """Return the index of the first element behind the head and its plural ending."""
        return self.head + (1 if self.elements[self.head].kind == "PARTIES" else 2)

    def kind(self, at: int) -> str:
        """Return the class of an element, "" behind the last one."""
        return self.elements[at].kind if at < len(self.elements) else ""

    def singular(self) -> str:
        """Return the head noun in the form in which it begins the name of one body."""
        noun = self.elements[self.head].span.of(self.text)
        noun = noun.split()[-1] if self.elements[self.head].kind == "PARTIES" else noun
        return SINGULAR.get(noun.replace("\u200c", ""), noun)

    def kinds(self) -> tuple[str, str]:
        """Return the kind of party and the kind of institution of which the head's bodies are."""
        head = self.elements[self.head]
        party = head.extra[1] if len(head.extra) > 1 and head.extra[1] else "institution"
        return party, head.value or "other"

    def body(self, name: str) -> Body:
        """Return the body called so behind the head; the home state's needs no name of its state."""
        whole = " ".join(f"{self.singular()} {name}".split())
        lexicon = self.words.lexicon
        own = home_body(lexicon, whole) if lexicon.institution(whole) is None else None
        return body_of(own) if own else named_body(lexicon, whole, *self.kinds(), self.words.language)

    def at_place(self, at: int, shared: str) -> Body:
        """Return the body that the head and the shared words name at the place at ``at``."""
        return self.body(f"{shared} {self.elements[at].span.of(self.text)}")


def _shared(listed: _List) -> str | None:
    """Return the words between a plural head and the first place of its list, None where they name no known body.

    One member must be known: «بانک‌های خصوصی ایران و X» are no two bodies, «گمرک‌های ایران و X» are; companies never.
    """
    start = listed.first
    at = next((n for n in range(start, start + LONGEST) if listed.kind(n) in _WHERE), start - 1)
    kinds = {part.kind for part in listed.elements[start:at]}
    state = listed.kind(at) == "STATE"
    named = at > start or (at == start and state)
    if not named or not kinds <= _PARTS or (state and listed.kinds()[1] == "company"):
        return None
    shared = Span(listed.elements[start].span.start, listed.elements[at].span.start).of(listed.text).strip()
    places = list(_places(listed, at))
    return shared if len(places) > 1 and any(listed.at_place(n, shared).known for n in places) else None


def _places(listed: _List, at: int) -> Iterator[int]:
    """Yield the indexes of the places of a list that begins at ``at``."""
    for n in range(at, at + 2 * MOST, 2):
        if listed.kind(n) not in _WHERE | {"WORD"}:
            return
        yield n
        if listed.kind(n + 1) not in _LINKS:
            return


def _placed(listed: _List, at: int, shared: str) -> tuple[Body | None, int]:
    """Return the body of the next member of a list that shares words, and its length; a city's must be known."""
    place = at
    if at == listed.first:
        place = next(n for n in range(at, len(listed.elements)) if listed.kind(n) in _WHERE)
    if listed.kind(place) not in _WHERE | {"WORD"}:
        return None, 0
    body = listed.at_place(place, shared)
    return (body, place - at + 1) if body.known or listed.kind(place) == "STATE" else (None, 0)


def _member(listed: _List, at: int) -> tuple[Body | None, int]:
    """Return the longest known body that the head and what stands at ``at`` name, or a place's, and its length."""
    for length in range(min(LONGEST, len(listed.elements) - at), 0, -1):
        parts = listed.elements[at : at + length]
        if {part.kind for part in parts} <= _PARTS and parts[-1].kind not in _LINKS:
            body = listed.body(Span(parts[0].span.start, parts[-1].span.end).of(listed.text))
            if body.known or (length == 1 and parts[0].kind in ("PLACE", "CAPITAL") and body.ikind in _PLACED):
                return body, length
    return None, 0
