"""English titles: "Iranian Oil Minister N", "N, the managing director of X"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element, Post
from kg.extraction.english.modifiers import before
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_POSTED = frozenset({"STATE", "INST", "CAPITAL", "PLACE"})
MINISTRY = "Ministry of "


def build_english_offices(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join titles: what stands before the head ("Iranian Oil Minister") and after it ("director of X")."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.kind == "OFFICE" and element.post is None:
            start = before(text, made, words)
            modifiers = made[start:]
            known = _known_office(text, element, modifiers, words)
            more = affairs(elements, at)
            made[start:] = [_wider(text, known, elements[at + more], words) if more else known]
            at += more
        elif element.kind == "OHEAD":
            start = before(text, made, words)
            end = _after(elements, at)
            parts = [*made[start:], *elements[at:end]]
            more = affairs(elements, end - 1)
            office = _office(text, element, parts, words)
            made[start:] = [_wider(text, office, elements[end - 1 + more], words) if more else office]
            at = end + more
            continue
        else:
            made.append(element)
        at += 1
    return made


def _known_office(text: str, element: Element, modifiers: list[Element], words: Words) -> Element:
    """Return a title that the lexicon knows, with its modifiers; another state's ministry is not the lexicon's."""
    first = modifiers[0].span.start if modifiers else element.span.start
    span = Span(first, element.span.end)
    title = " ".join(span.of(text).split())
    body = element.body
    bodies = [m.post.body if m.post else m.body for m in modifiers if m.kind in ("STATE", "NATIONAL", "OFFICE")]
    state = next((one for one in bodies if one and one.kind == "state"), None)
    if body and state and state.id != words.home:
        own = as_ministry(" ".join(element.span.of(text).split())) or body.name
        known = words.lexicon.institution(f"{body.name} of {state.name}")
        name = known.name_en if known else f"{own} of {state.name}"
        body = named_body(words.lexicon, name, "institution", body.ikind, "en")
    deputy = any(m.kind == "OFFICE" for m in modifiers)
    return Element("OFFICE", span, element.key, post=Post(title, element.key, body, stands=not deputy))


def affairs(elements: list[Element], at: int) -> int:
    """Return how many elements "Affairs", "for Political Affairs" or "for planning and trade," take behind a title."""
    for count in range(1, REMIT):
        ahead = elements[at + 1 : at + 1 + count]
        if len(ahead) < count or any(e.kind not in _REMIT for e in ahead[1:]) or (count > 1 and ahead[0].kind != "FOR"):
            return 0
        follows = elements[at + 1 + count].kind if at + 1 + count < len(elements) else ""
        if ahead[-1].key.endswith("affairs") or (count > PLAIN and follows == "COMMA" and ahead[-1].kind == "WORD"):
            return count
    return 0


PLAIN = 2
"""What somebody is in charge of has more elements than these, with "for", where no "affairs" closes it."""

REMIT = 9
"""Most elements behind "for" that tell what somebody is in charge of."""

_REMIT = frozenset({"WORD", "AND", "COOP", "ADJ", "NAME", "IHEAD", "NATIONAL", "COMMA", "INST", "POSS"})


def _wider(text: str, office: Element, affairs: Element, words: Words) -> Element:
    """Return the title with the "Affairs" that closes it."""
    span = Span(office.span.start, affairs.span.end)
    title = " ".join(span.of(text).split())
    post = replace(office.post, title=title) if office.post else None
    if post is not None:
        post = replace(post, body=_vice_presidency(title, words) or post.body)
    return replace(office, span=span, post=post)


def _vice_presidency(title: str, words: Words) -> Body | None:
    """Return the "Vice Presidency for X Affairs" that a vice president for them heads, None for other titles."""
    if not title.lower().startswith(f"{_VICE} for "):
        return None
    return named_body(words.lexicon, f"Vice Presidency{title[len(_VICE) :]}", "institution", "organisation", "en")


_VICE = "vice president"
"""The title whose holder heads a vice presidency where "for … affairs" follows."""


def as_ministry(title: str) -> str:
    """Return "Ministry of Oil" for "Oil Minister"; "" for a title that names no field or the foreign minister's."""
    parts = title.split()
    if len(parts) < 2 or parts[0].lower() == "foreign" or parts[-1].lower() != "minister":
        return ""
    return MINISTRY + " ".join(part if part == "and" else part[:1].upper() + part[1:] for part in parts[:-1])


def _after(elements: list[Element], head: int) -> int:
    """Return the index after "of X", "of x y at X" or "for X affairs" behind a head."""
    at = head + 1
    if at >= len(elements) or elements[at].kind not in ("OF", "FOR", "IN", "TO"):
        return head + 1
    if elements[at].kind == "TO":
        place = [e.kind for e in elements[at + 1 : at + 3] if e.kind != "THE"][:1]
        return at + 2 + (elements[at + 1].kind == "THE") if place and place[0] in _POSTED else head + 1
    for end in range(at + 1, min(at + 14, len(elements))):
        kind = elements[end].kind
        if kind == "NAME" and elements[end - 1].kind == "WORD":
            return end
        if kind in ("PLACE", "CAPITAL") and elements[head].value == _TOWN:
            return end + 1
        if kind in ("INST", "NAME", "STATE"):
            follows = elements[end + 1 : end + 3]
            if [e.kind for e in follows][:1] == ["POSS"]:
                continue
            return end + (3 if kind == "INST" and [e.kind for e in follows] == ["OF", "STATE"] else 1)
        if kind not in _TITLE_INNER or (kind == "COMMA" and not _field_goes_on(elements, head, end)):
            return _field_stop(elements, head, end)
    return head + 1


def _field_stop(elements: list[Element], head: int, end: int) -> int:
    """Return where the title of a minister ends whose field stands in small letters; right behind other heads."""
    inner = {e.kind for e in elements[head + 2 : end]}
    if elements[head + 1].kind == "OF" and elements[end - 1].kind == "IHEAD" and elements[head + 2].kind in _REFERRING:
        return end
    small = bool(inner) and inner <= {"WORD", "COOP", "AND", "COMMA"} and elements[end - 1].kind in ("WORD", "COOP")
    return end if small and elements[head].value == "Ministry" and elements[head + 1].kind == "OF" else head + 1


_REFERRING = ("THE", "ITS")
"""What opens a reference to a body in a title ("the chairman of the Italian company")."""

_TITLE_INNER = frozenset("THE WORD NATIONAL POSS IN COOP AND ITS OF ADJ FOR IHEAD DASH COMMA".split())


def _field_goes_on(elements: list[Element], head: int, comma: int) -> bool:
    """Say whether a comma parts the fields of a ministry ("minister of energy, environment and …")."""
    ahead = [e.kind for e in elements[comma + 1 : comma + 6]]
    until = ahead.index("AND") + 2 if "AND" in ahead else 0
    return elements[head].value == "Ministry" and bool(until) and set(ahead[:until]) <= {"WORD", "COOP", "COMMA", "AND"}


def _office(text: str, head: Element, parts: list[Element], words: Words) -> Element:
    span = Span(parts[0].span.start, parts[-1].span.end)
    title = " ".join(span.of(text).split())
    capacity = next((part.value for part in parts if part.kind == "CAPACITY"), "holder")
    deputy = "deputy" in title.lower() or "vice" in title.lower()
    stands = head.extra[0] == "yes" and not deputy
    body = _vice_presidency(title, words) or _office_body(text, head, parts, words)
    post = Post(title, head.key, body, stands and body is not None, head.extra[1] == "pl", capacity)
    named = tuple(" ".join(part.span.of(text).split()) for part in parts if part.kind == "INST")
    state = next((part.body for part in parts if part.kind in ("STATE", "NATIONAL") and part.body), None)
    return Element("OFFICE", span, head.key, body=state if head.key == "counterpart" else None, post=post, extra=named)


def _office_body(text: str, head: Element, parts: list[Element], words: Words) -> Body | None:
    body = next((part.body for part in parts if part.kind == "INST" and part.body), None)
    if body is not None or head.value == "-":
        return body
    state = next((part.body for part in parts if part.kind in ("STATE", "NATIONAL") and part.body), None)
    if parts[-1].kind == "IHEAD" and parts[-1] is not head:
        return None
    named = ("NAME", "WORD", "COOP", *(("PLACE", "CAPITAL") if head.value == _TOWN else ()))
    names = [part.span.of(text) for part in parts if part.kind in named and text[part.span.start].isupper()]
    own, rest = _nation(" ".join(" ".join(names).split()), words)
    joint = _joint_field(text, head, parts, words)
    state = state or own
    field = joint or rest or _small_words(text, head, parts)
    if head.value == "=":
        return _headed(field, state, words) if field else state
    if not field:
        return (
            named_body(words.lexicon, f"{head.value} of {state.name}", "institution", "other", "en") if state else None
        )
    for name in (f"{head.value} of {field}", f"{field} {head.value}"):
        if words.lexicon.institution(name) and (state is None or state.id == words.home):
            return named_body(words.lexicon, name, "institution", "ministry", "en")
    owner = f" of {state.name}" if state else ""
    name = f"{field} {head.value}" if head.value == _TOWN else f"{head.value} of {field}{owner}"
    return named_body(words.lexicon, name, "institution", "ministry", "en")


_TOWN = "Municipality"
"""Target of the head whose title names a city."""


def _nation(names: str, words: Words) -> tuple[Body | None, str]:
    """Return the state whose adjective opens the words of a title, and the rest ("New Zealander Trade")."""
    parts = names.split()
    for length in (2, 1):
        state = words.states.get(skeleton_key(" ".join(parts[:length]))) if len(parts) > length else None
        if state is not None:
            return state, " ".join(parts[length:])
    return None, names


def _joint_field(text: str, head: Element, parts: list[Element], words: Words) -> str:
    """Return "Transport and Urban Development" before the head of its minister, without the state; "" elsewhere."""
    links = [n for n, part in enumerate(parts) if part.kind in ("AND", "COMMA") and part.span.start < head.span.start]
    if not links or links[0] == 0:
        return ""
    named = Span(parts[links[0] - 1].span.start, head.span.start).of(text).split()
    return " ".join(named[1:] if skeleton_key(named[0]) in words.states else named)


def _headed(field: str, state: Body | None, words: Words) -> Body:
    """Return the body of a head: one so called, else the home body that has the field («Environment chief»)."""
    home = state is None or state.id == words.home
    forms = (f"{field} {kind}" for kind in _BODIES) if home and words.lexicon.institution(field) is None else ()
    name = next((form for form in forms if words.lexicon.institution(form)), field)
    return named_body(words.lexicon, name, "company", "company", "en")


_BODIES = ("Department", "Organization", "Administration")
"""What a head's body is called where his title names its field alone."""


def _small_words(text: str, head: Element, parts: list[Element]) -> str:
    """Return the field of a ministry in lower case ("minister of public health"), with capitals; "" for others."""
    if head.value != "Ministry":
        return ""
    small = [part.span.of(text) for part in parts if part.kind in ("WORD", "COOP", "AND")]
    return " ".join(word if word == "and" else word[:1].upper() + word[1:] for word in small)
