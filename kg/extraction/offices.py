"""Offices: a title's head, its modifiers, and the body or place that it belongs to.

«استاندار مازندران» stands for «استانداری مازندران»; «رئیس سازمان X» for «سازمان X»; a deputy or an adviser is named
with the body and does not stand for it by title alone. Plural heads hand
their title to each member of the list that follows them.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.belonging import OWN_NAMED
from kg.extraction.bodies import named_body
from kg.extraction.branches import governed, numbered
from kg.extraction.counterparts import PEER, peer
from kg.extraction.elements import Element, Post
from kg.extraction.posts import office_of
from kg.extraction.spreading import spread_office
from kg.extraction.wording import clean_name, ends_name
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_ABROAD = frozenset({"STATE", "PLACE", "CAPITAL", "INST", "BARE"})
LONGEST = 9
"""Most elements a title may take after its head."""

_INSIDE = frozenset({"WORD", "NATIONAL", "COOP", "ADJ", "NOMACT", "SPORT"})
_CLOSING = frozenset({"INST", "BARE", "STATE", "PLACE", "OFFICE", "CAPITAL"})
_TITLED = ("OHEAD", "OFFICE")
_REGION = frozenset({"PROVINCE", "COUNTY", "CITY", "COUNTRY"})


def build_offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with each title joined into one OFFICE element, plural ones spread over their list.

    Built from the right, so that a title inside a title («معاون عمران وزیر کشور») stands already.
    """
    made: list[Element] = []
    for at in range(len(elements) - 1, -1, -1):
        element = elements[at]
        if element.kind not in _TITLED:
            made.insert(0, element)
        elif element.kind == "OHEAD" and element.value == PEER and element.extra[1] != "pl":
            made = peer(text, element, made, words)
        elif element.kind == "OHEAD":
            made = _title(text, element, made, words)
        elif element.kind == "OFFICE" and element.post is None:
            made = _known(text, element, made, words)
        else:
            made.insert(0, element)
    return made


def _known(text: str, element: Element, after: list[Element], words: Words) -> list[Element]:
    """Return a title that the lexicon knows; a state behind it makes it that state's («وزیر خارجه ترکیه»)."""
    span, body, capacity = element.span, element.body, "holder"
    if after and after[0].kind == "CAPACITY":
        span, capacity, after = Span(span.start, after[0].span.end), after[0].value, after[1:]
    state = after[0] if after and after[0].kind in ("STATE", "NATIONAL") else None
    if state is not None and state.body and body and body.ikind not in OWN_NAMED:
        span = Span(span.start, state.span.end)
        after = after[1:]
        if state.body.id != words.home:
            name = f"{_ministry(element.span.of(text), body.name)} {state.span.of(text)}"
            body = named_body(words.lexicon, name, body.kind, body.ikind, words.language)
    title = span.of(text)
    post = Post(clean_name(title), _head_key(title, words), body, capacity=capacity)
    return [Element("OFFICE", span, element.key, post=post), *after]


def _ministry(title: str, own: str) -> str:
    """Return what another state's ministry is called, by its minister's title; the home one's name for other titles.

    «وزیر دفاع X» heads «وزارت دفاع X», whatever the home ministry is called; «وزیر خارجه» that of foreign affairs.
    """
    head, _, field = clean_name(title).partition(" ")
    ministers = skeleton_key(head) == _MINISTER and bool(field) and skeleton_key(field) not in _FOREIGN
    return f"{_MINISTRY} {field}" if ministers else own


_MINISTER, _MINISTRY = "وزیر", "وزارت"
_FOREIGN = frozenset({"خارجه", "امورخارجه"})


def _head_key(title: str, words: Words) -> str:
    """Return the key of the longest head that a title begins with («رئیس جمهور ایران» → «رئیس جمهور»)."""
    parts = title.split()
    keys = (skeleton_key(" ".join(parts[:length])) for length in (3, 2))
    return next((key for key in keys if key in words.heads), skeleton_key(parts[0]))


def _title(text: str, head: Element, after: list[Element], words: Words) -> list[Element]:
    """Return the elements after a head with its title in front of them, joined."""
    titled = head.value == "-" and after[:1] and after[0].kind == "GIVEN"
    whole = head.key in words.sovereigns and _no_state(after)
    length = 0 if titled or whole else _title_length(text, head, after, words)
    if head.extra[1] == "pl" and after[length - 1 : length] and length:
        spread = spread_office(text, head, after, length, words)
        if spread:
            return spread
    office = office_of(text, head, after[:length], words)
    tail = _tail(head, after, length, words) if length else 0
    if tail and office.post:
        office.span = Span(office.span.start, after[length + tail - 1].span.end)
        office.post = replace(office.post, title=clean_name(office.span.of(text)))
    return [office, *after[length + tail :]]


def _title_length(text: str, head: Element, after: list[Element], words: Words) -> int:
    """Return how many elements behind its head belong to a title: a whole ministry, else up to its end."""
    if head.value == _MINISTRY and head.extra[0] != "yes":
        for end in range(min(FIELD, len(after)), 1, -1):
            field = clean_name(Span(after[0].span.start, after[end - 1].span.end).of(text))
            if after[end - 1].kind in _INSIDE and words.lexicon.institution(f"{_MINISTRY} {field}"):
                return end
    return _length(after, words, deputy=head.extra[0] != "yes")


FIELD = 8
"""Most elements of a ministry's field («تعاون، کار و رفاه اجتماعی»)."""


def _no_state(after: list[Element]) -> bool:
    """Say whether the words behind the head of a state lead to no state: they are no part of the title."""
    return [e.kind for e in after[:1]] == ["WORD"] and all(e.kind != "STATE" for e in after[:STATE_NEAR])


STATE_NEAR = 4
"""Within so many elements behind «رئیس جمهور» stands its state («رئیس‌جمهوری دولت مستعفی یمن»)."""


def _tail(head: Element, after: list[Element], length: int, words: Words) -> int:
    """Return how many elements behind its body a title takes: where one is sent, whose counterpart one is."""
    if head.extra[3:] == ("own",):
        own = after[length : length + 1]
        return int(bool(own) and (own[0].kind == "HE" or own[0].key in words.borders))
    return _abroad(after, length) if head.extra[3:] == ("yes",) else 0


def _abroad(after: list[Element], start: int) -> int:
    """Return the length of «در X», «در امور X», «برای X», «، Y و Z در X» behind the title of one who is sent abroad."""
    at = start
    while at + 1 < len(after) and at < start + 10 and after[at].kind in ("COMMA", "AND"):
        if after[at + 1].kind not in ("PLACE", "CAPITAL", "WORD"):
            return 0
        at += 2
    if at >= len(after) or after[at].kind not in ("IN", "FOR"):
        return 0
    plain = at + 1 < len(after) and after[at + 1].kind == "WORD"
    place = at + 1 + plain
    if place < len(after) and after[place].kind in _ABROAD:
        return place + 1 - start
    return place - start if plain and after[at].kind == "FOR" else 0


def _length(after: list[Element], words: Words, *, deputy: bool) -> int:
    """Return how many of the following elements belong to the title."""
    for at, element in enumerate(after[:LONGEST]):
        foreign = at > 0 and [e.kind for e in after[at + 1 : at + 2]] == ["STATE"]
        if _named(element, words) and not foreign:
            return at + (deputy and at == 0 and element.key in words.famous)
        if element.kind in _CLOSING:
            return at + 1
        if element.kind in _REGION:
            named = at + 1 < len(after) and after[at + 1].kind in ("PLACE", "CAPITAL")
            return at + 2 if named else at + 1
        if element.kind == "CAPACITY" or numbered(after, at, words) or governed(after, at, words):
            continue
        if element.kind == "THIS" and after[at + 1 : at + 2] and after[at + 1].kind == "BARE":
            return at + 2
        if element.kind in ("AND", "COMMA") and _goes_on(after, at, words, deputy=deputy):
            continue
        everyday = element.kind == "GIVEN" and element.value == "yes"
        if (element.kind not in _INSIDE and not everyday) or ends_name(element, words):
            return at
    return 0


def _named(element: Element, words: Words) -> bool:
    """Say whether a word is a surname and nothing else: the title's holder stands there, or its superior."""
    return element.kind == "WORD" and element.key in words.surnames and element.key not in words.everyday


def _goes_on(after: list[Element], at: int, words: Words, *, deputy: bool) -> bool:
    """Say whether «و» stands inside the title: plain words follow it, up to a body within reach.

    A comma does not lead to another title, and neither does an «و» behind a head: there begins another's.
    """
    if at == 0 or (not deputy and at > 3):
        return False
    for element in after[at + 1 : at + 6]:
        if element.kind in _CLOSING:
            return element.kind != "OFFICE" or (after[at].kind == "AND" and deputy)
        everyday = element.kind == "GIVEN" and element.value == "yes"
        if ends_name(element, words) or not (everyday or element.kind in ("WORD", "AND", "COOP", "COMMA", "NATIONAL")):
            return False
    return False
