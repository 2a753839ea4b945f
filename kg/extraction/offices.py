"""Offices: a title's head, its modifiers, and the body or place that it belongs to.

«استاندار مازندران» stands for «استانداری مازندران»; «رئیس سازمان X» for «سازمان X»; a deputy or an adviser is named
with the body and does not stand for it by title alone. Plural heads hand
their title to each member of the list that follows them.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import body_of, home_body, named_body
from kg.extraction.branches import governed, numbered
from kg.extraction.counterparts import PEER, peer
from kg.extraction.elements import Body, Element, Post
from kg.extraction.institutions import OWN_NAMED, clean_name, ends_name
from kg.extraction.words import HOME, Words
from kg.language import Span, skeleton_key

_ABROAD = frozenset({"STATE", "PLACE", "CAPITAL", "INST", "BARE"})
LONGEST = 9
"""Most elements a title may take after its head."""

SPREAD = "spread"
"""Value of an office whose head stands once for a list («روسای جمهور X و Y»)."""

_INSIDE = frozenset({"WORD", "NATIONAL", "COOP", "ADJ", "NOMACT", "SPORT"})
_FIELD = _INSIDE | {"AND", "COMMA"}
_CLOSING = frozenset({"INST", "BARE", "STATE", "PLACE", "OFFICE", "CAPITAL"})
_REGION = frozenset({"PROVINCE", "COUNTY", "CITY", "COUNTRY"})
_RESTORED = {"وزارت": "ministry", "استانداری": "governorate", "شهرداری": "municipality", "سفارت": "embassy"}
"""Kinds of the bodies that a title's words name behind the head noun of bodies."""


def build_offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with each title joined into one OFFICE element, plural ones spread over their list.

    Built from the right, so that a title inside a title («معاون عمران وزیر کشور») stands already.
    """
    made: list[Element] = []
    for at in range(len(elements) - 1, -1, -1):
        element = elements[at]
        if element.kind == "OHEAD" and element.value == PEER and element.extra[1] != "pl":
            made = peer(text, element, made)
        elif element.kind == "OHEAD":
            made = _title(text, element, made, words)
        elif element.kind == "OFFICE" and element.post is None:
            made = _known(text, element, made, words)
        else:
            made = [element, *made] if len(made) < 1 else _push(element, made)
    return made


def _push(element: Element, made: list[Element]) -> list[Element]:
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
            name = f"{body.name} {state.span.of(text)}"
            body = named_body(words.lexicon, name, body.kind, body.ikind, words.language)
    title = span.of(text)
    post = Post(clean_name(title), _head_key(title, words), body, capacity=capacity)
    return [Element("OFFICE", span, element.key, post=post), *after]


def _head_key(title: str, words: Words) -> str:
    """Return the key of the longest head that a title begins with («رئیس جمهور ایران» → «رئیس جمهور»)."""
    parts = title.split()
    keys = (skeleton_key(" ".join(parts[:length])) for length in (3, 2))
    return next((key for key in keys if key in words.heads), skeleton_key(parts[0]))


def _title(text: str, head: Element, after: list[Element], words: Words) -> list[Element]:
    """Return the elements after a head with its title in front of them, joined."""
    titled = head.value == "-" and after[:1] and after[0].kind == "GIVEN"
    length = 0 if titled else _length(after, words, deputy=head.extra[0] != "yes")
    if head.extra[1] == "pl" and after[length - 1 : length] and length:
        spread = _spread(text, head, after, length, words)
        if spread:
            return spread
    office = _office(text, head, after[:length], words)
    tail = _tail(head, after, length, words) if length else 0
    if tail and office.post:
        office.span = Span(office.span.start, after[length + tail - 1].span.end)
        office.post = replace(office.post, title=clean_name(office.span.of(text)))
    return [office, *after[length + tail :]]


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
        at += 2 if after[at + 1].kind in ("PLACE", "CAPITAL", "WORD") else 10
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
        if element.kind == "CAPACITY" or numbered(after, at) or governed(after, at):
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


def _office(text: str, head: Element, parts: list[Element], words: Words) -> Element:
    span = Span(head.span.start, parts[-1].span.end if parts else head.span.end)
    title = clean_name(span.of(text))
    capacity = next((part.value for part in parts if part.kind == "CAPACITY"), "")
    capacity = capacity or next((told for key, told in words.capacities.items() if head.key.startswith(key)), "holder")
    body, stands = _body(text, head, parts, words)
    post = Post(title, head.key, body, stands, head.extra[1] == "pl", capacity)
    named = tuple(clean_name(part.span.of(text)) for part in parts if part.kind == "INST")
    return Element("OFFICE", span, head.key, "sport" if head.value == "-sport" else "", post=post, extra=named)


def _body(text: str, head: Element, parts: list[Element], words: Words) -> tuple[Body | None, bool]:
    """Return the body that the title belongs to, and whether its holder stands for it."""
    stands = head.extra[0] == "yes"
    last = parts[-1] if parts else None
    if head.value.startswith("@"):
        return _elected(text, head, last, words), False
    if head.value.startswith("-") or last is None:
        return ((last.body or (last.post.body if last.post else None)) if last else None), False
    deputyship = _deputyship(text, head, parts, words)
    if deputyship:
        return deputyship, True
    if last.post or head.value.startswith("="):
        whole = last.kind in ("INST", "STATE") and len(parts) <= 2
        joined = [part.kind for part in parts[-2:-1]] == ["AND"]
        return (last.post.body, last.post.stands and joined) if last.post else (last.body, stands and whole)
    if last.kind in ("INST", "BARE"):
        return last.body, stands and len(parts) == 1
    return _restored(text, head, parts, words), stands


def _restored(text: str, head: Element, parts: list[Element], words: Words) -> Body:
    """Return the body that the title's words name behind the head noun of bodies («وزیر سابق نیرو» → «وزارت نیرو»)."""
    rest = clean_name(Span(parts[0].span.start, parts[-1].span.end).of(text))
    rest = " ".join(word for word in rest.split() if word != "استان" and skeleton_key(word) not in words.capacities)
    return _of_field(head.value, rest, words)


def _elected(text: str, head: Element, last: Element | None, words: Words) -> Body | None:
    """Return the body of a title that names it or only the place it represents («نماینده تهران», of the parliament)."""
    if last is None or last.kind not in _REGION | {"PLACE", "CAPITAL", "WORD"}:
        return (last.post.body if last.post else last.body) if last else None
    elected = last.kind != "WORD" or " " in clean_name(head.span.of(text))
    return named_body(words.lexicon, head.value[1:], "institution", "parliament", words.language) if elected else None


def _like(text: str, element: Element, kind: str, words: Words) -> bool:
    """Say whether an element can stand in the list: of the same class, or a province's name that is also a word."""
    province = kind == "PLACE" and element.kind == "WORD"
    return element.kind == kind or (province and words.lexicon.place(element.span.of(text), "province") is not None)


def _deputyship(text: str, head: Element, parts: list[Element], words: Words) -> Body | None:
    """Return the deputyship that is a known body of its own («معاون علمی … رئیس جمهور» → «معاونت علمی …»)."""
    own = head.value.removeprefix("=")
    if own == head.value or not own:
        return None
    rest = clean_name(Span(parts[0].span.start, parts[-1].span.end).of(text))
    for name in (rest, rest.replace("رئیس جمهوری", "ریاست جمهوری"), rest.replace("رئیس‌جمهور", "ریاست جمهوری")):
        if words.lexicon.institution(f"{own} {name}"):
            return named_body(words.lexicon, f"{own} {name}", "institution", "organisation", words.language)
    return None


def _spread(text: str, head: Element, after: list[Element], length: int, words: Words) -> list[Element]:
    """Return «استانداران A، B و C» as one office for each member, the elided head restored; [] for no such list."""
    members = [after[:length]]
    at = length
    kind = "STATE" if _ends_in_state(text, after[length - 1], words) else after[length - 1].kind
    while at + 1 < len(after) and after[at].kind in ("AND", "COMMA") and _like(text, after[at + 1], kind, words):
        members.append(after[at + 1 : at + 2])
        at += 2
    if len(members) < 2 or kind not in ("PLACE", "STATE", "INST"):
        return []
    singular = Element("OHEAD", head.span, skeleton_key(head.extra[2]), head.value, (None), extra=("yes", "sg", ""))
    spread: list[Element] = []
    shared = _field(text, members[0])
    for number, parts in enumerate(members):
        office = _office(text, singular, parts, words)
        span = Span(head.span.start if not number else parts[0].span.start, parts[-1].span.end)
        named = clean_name(f"{shared} {parts[-1].span.of(text)}")
        body = _of_field(head.value, named, words) if shared else office.post.body if office.post else None
        if number and members[0][-1].kind == "INST" and parts[-1].kind == "STATE":
            named = f"{_without_state(text, members[0][-1])} {named}"
            body = named_body(words.lexicon, named, "institution", "other", words.language)
        restored = Post(clean_name(f"{head.extra[2]} {named}"), singular.key, body)
        spread.append(Element("OFFICE", span, singular.key, SPREAD, post=restored))
        if number + 1 < len(members):
            spread.append(Element("COMMA", Span(span.end, span.end), "،"))
    return [*spread, *after[at:]]


def _ends_in_state(text: str, element: Element, words: Words) -> bool:
    """Say whether a body's name closes with its state («گمرک ایران» in «رؤسای گمرک ایران و X»)."""
    last = element.span.of(text).split()[-1] if element.kind == "INST" else ""
    return skeleton_key(last) in words.states


def _without_state(text: str, body: Element) -> str:
    return clean_name(body.span.of(text).rpartition(" ")[0])


def _field(text: str, parts: list[Element]) -> str:
    """Return the words between a plural head and its first state («نفت» in «وزیران نفت ایران و X»), "" without."""
    plain = len(parts) > 1 and parts[-1].kind == "STATE" and all(part.kind in _FIELD for part in parts[:-1])
    return Span(parts[0].span.start, parts[-2].span.end).of(text) if plain else ""


def _of_field(target: str, named: str, words: Words) -> Body:
    """Return the body of one state that is about the field shared by a list («وزارت نفت X»)."""
    name = f"{target} {named}"
    own = home_body(words.lexicon, name, HOME) if words.lexicon.institution(name) is None else None
    ikind = _RESTORED.get(target, "other")
    return body_of(own) if own else named_body(words.lexicon, name, "institution", ikind, words.language)
