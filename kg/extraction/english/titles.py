"""English titles: "Iranian Oil Minister N", "N, the managing director of X"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element, Post
from kg.extraction.english.headed import TOWN, headed_body
from kg.extraction.english.modifiers import before
from kg.extraction.words import Words
from kg.language import Span

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
            owner = elements[at + 1 : at + 3] if _owned_by_state(elements, at, modifiers) else []
            known = _known_office(text, element, modifiers, owner, words)
            at += len(owner)
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


def _owned_by_state(elements: list[Element], at: int, modifiers: list[Element]) -> bool:
    """Say whether "of STATE" follows a title that names no state before it ("Energy Minister of Oman N")."""
    kinds = [e.kind for e in elements[at + 1 : at + 4]]
    led = any(m.kind in ("STATE", "NATIONAL") for m in modifiers)
    return kinds[:2] == ["OF", "STATE"] and kinds[2:] != ["POSS"] and not led


def _known_office(text: str, element: Element, modifiers: list[Element], owner: list[Element], words: Words) -> Element:
    """Return a title that the lexicon knows, with its modifiers; another state's ministry is not the lexicon's."""
    first = modifiers[0].span.start if modifiers else element.span.start
    span = Span(first, owner[-1].span.end if owner else element.span.end)
    title = " ".join(span.of(text).split())
    body = element.body
    named = (m for m in (*modifiers, *owner) if m.kind in ("STATE", "NATIONAL", "OFFICE"))
    bodies = [m.post.body if m.post else m.body for m in named]
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
        closed = _closes_title(elements, head, end)
        if closed:
            return closed
        if kind not in ("INST", "NAME", "STATE") and not _inner(elements, head, end):
            return _field_stop(elements, head, end)
    return head + 1


def _closes_title(elements: list[Element], head: int, at: int) -> int:
    """Return the index after the body, state or town at ``at`` that closes the title of a head, 0 where it does not."""
    kind, follows = elements[at].kind, [e.kind for e in elements[at + 1 : at + 3]]
    if kind in ("PLACE", "CAPITAL") and elements[head].value == TOWN:
        return at + 1
    if kind not in ("INST", "NAME", "STATE") or follows[:1] == ["POSS"]:
        return 0
    whole = [e.kind for e in elements[at + 1 : at + 4] if e.kind != "THE"][:2]
    if kind == "INST" and whole in (["OF", "INST"], ["IN", "INST"]):
        return 0
    return at + (3 if kind == "INST" and follows == ["OF", "STATE"] else 1)


def _inner(elements: list[Element], head: int, at: int) -> bool:
    """Say whether the title goes on here: not behind "representatives of the institute and the …", which are two."""
    kind = elements[at].kind
    ahead = [e.kind for e in elements[at + 1 : at + 2]]
    apart = kind == "AND" and elements[at - 1].kind == "IHEAD" and ahead == ["THE"]
    return kind in _TITLE_INNER and not apart and (kind != "COMMA" or _field_goes_on(elements, head, at))


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
    deputy = any(word in title.lower() for word in words.sets["deputy"])
    stands = head.extra[0] == "yes" and not deputy
    body = _vice_presidency(title, words) or headed_body(text, head, parts, words)
    post = Post(title, head.key, body, stands and body is not None, head.extra[1] == "pl", capacity)
    named = tuple(" ".join(part.span.of(text).split()) for part in parts if part.kind == "INST")
    state = next((part.body for part in parts if part.kind in ("STATE", "NATIONAL") and part.body), None)
    return Element("OFFICE", span, head.key, body=state if head.key == "counterpart" else None, post=post, extra=named)
