"""Offices: a title's head, its modifiers, and the body or place that it belongs to.

«استاندار مازندران» stands for «استانداری مازندران»; «رئیس سازمان X» for «سازمان X»; a deputy or an adviser is named
with the body and does not stand for it by title alone. Plural heads hand
their title to each member of the list that follows them.
"""

from __future__ import annotations

from kg.extraction.elements import Body, Element, Post
from kg.extraction.institutions import OWN_NAMED, clean_name, is_verb
from kg.extraction.words import Words, named_body
from kg.language import Span, skeleton_key

LONGEST = 9
"""Most elements a title may take after its head."""

SPREAD = "spread"
"""Value of an office whose head stands once for a list («روسای جمهور X و Y»)."""

_INSIDE = frozenset({"WORD", "NATIONAL", "COOP", "ADJ", "NOMACT"})
_CLOSING = frozenset({"INST", "BARE", "STATE", "PLACE", "OFFICE", "CAPITAL"})
_REGION = frozenset({"PROVINCE", "COUNTY", "CITY", "COUNTRY"})


def build_offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with each title joined into one OFFICE element, plural ones spread over their list.

    Built from the right, so that a title inside a title («معاون عمران وزیر کشور») stands already.
    """
    made: list[Element] = []
    for at in range(len(elements) - 1, -1, -1):
        element = elements[at]
        if element.kind == "OHEAD":
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
    span, body = element.span, element.body
    state = after[0] if after and after[0].kind in ("STATE", "NATIONAL") else None
    if state is not None and state.body and body and body.ikind not in OWN_NAMED:
        span = Span(span.start, state.span.end)
        after = after[1:]
        if state.body.id != words.home:
            name = f"{body.name} {state.span.of(text)}"
            body = named_body(words.lexicon, name, body.kind, body.ikind, words.language)
    title = span.of(text)
    post = Post(clean_name(title), skeleton_key(title.split()[0]), body)
    return [Element("OFFICE", span, element.key, post=post), *after]


def _title(text: str, head: Element, after: list[Element], words: Words) -> list[Element]:
    """Return the elements after a head with its title in front of them, joined."""
    length = _length(after, deputy=head.extra[0] != "yes")
    if head.extra[1] == "pl" and after[length - 1 : length] and length:
        spread = _spread(text, head, after, length, words)
        if spread:
            return spread
    return [_office(text, head, after[:length], words), *after[length:]]


def _length(after: list[Element], deputy: bool) -> int:
    """Return how many of the following elements belong to the title."""
    for at, element in enumerate(after[:LONGEST]):
        if element.kind in _CLOSING:
            return at + 1
        if element.kind in _REGION:
            named = at + 1 < len(after) and after[at + 1].kind in ("PLACE", "CAPITAL")
            return at + 2 if named else at + 1
        if element.kind == "CAPACITY":
            continue
        if element.kind == "THIS" and after[at + 1 : at + 2] and after[at + 1].kind == "BARE":
            return at + 2
        if element.kind in ("AND", "COMMA") and _goes_on(after, at, deputy):
            continue
        everyday = element.kind == "GIVEN" and element.value == "yes"
        if (element.kind not in _INSIDE and not everyday) or is_verb(element.key):
            return at
    return 0


def _goes_on(after: list[Element], at: int, deputy: bool) -> bool:
    """Say whether «و» stands inside the title: plain words follow it, up to a body within reach."""
    if at == 0 or (not deputy and at > 3):
        return False
    for element in after[at + 1 : at + 6]:
        if element.kind in _CLOSING:
            return True
        if element.kind not in ("WORD", "AND", "COOP", "COMMA", "NATIONAL"):
            return False
    return False


def _office(text: str, head: Element, parts: list[Element], words: Words) -> Element:
    span = Span(head.span.start, parts[-1].span.end if parts else head.span.end)
    title = clean_name(span.of(text))
    capacity = next((part.value for part in parts if part.kind == "CAPACITY"), "")
    capacity = capacity or words.capacities.get(head.key, "holder")
    body, stands = _body(text, head, parts, words)
    post = Post(title, head.key, body, stands, head.extra[1] == "pl", capacity)
    named = tuple(clean_name(part.span.of(text)) for part in parts if part.kind == "INST")
    return Element("OFFICE", span, head.key, post=post, extra=named)


def _body(text: str, head: Element, parts: list[Element], words: Words) -> tuple[Body | None, bool]:
    """Return the body that the title belongs to, and whether its holder stands for it."""
    stands = head.extra[0] == "yes"
    last = parts[-1] if parts else None
    if head.value == "-" or last is None:
        return ((last.body or (last.post.body if last.post else None)) if last else None), False
    deputyship = _deputyship(text, head, parts, words)
    if deputyship:
        return deputyship, True
    if last.kind == "OFFICE" and last.post:
        return last.post.body, False
    if head.value.startswith("="):
        return last.body, stands and last.kind in ("INST", "STATE") and len(parts) <= 2
    if last.kind in ("INST", "BARE"):
        return last.body, stands and len(parts) == 1
    rest = clean_name(Span(parts[0].span.start, last.span.end).of(text))
    rest = " ".join(word for word in rest.split() if word not in ("استان", "وقت", "سابق", "پیشین"))
    ikind = {"وزارت": "ministry", "استانداری": "governorate", "شهرداری": "municipality", "سفارت": "embassy"}
    name = f"{head.value} {rest}"
    return named_body(words.lexicon, name, "institution", ikind.get(head.value, "other"), words.language), stands


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
    kind = after[length - 1].kind
    while at + 1 < len(after) and after[at].kind in ("AND", "COMMA") and _like(text, after[at + 1], kind, words):
        members.append(after[at + 1 : at + 2])
        at += 2
    if len(members) < 2 or kind not in ("PLACE", "STATE", "INST"):
        return []
    singular = Element("OHEAD", head.span, skeleton_key(head.extra[2]), head.value, (None), extra=("yes", "sg", ""))
    spread: list[Element] = []
    for number, parts in enumerate(members):
        office = _office(text, singular, parts, words)
        span = Span(head.span.start if not number else parts[0].span.start, parts[-1].span.end)
        restored = Post(
            clean_name(f"{head.extra[2]} {parts[-1].span.of(text)}"),
            singular.key,
            office.post.body if office.post else None,
        )
        spread.append(Element("OFFICE", span, singular.key, SPREAD, post=restored))
        if number + 1 < len(members):
            spread.append(Element("COMMA", Span(span.end, span.end), "،"))
    return [*spread, *after[at:]]
