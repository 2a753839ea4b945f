"""English bodies of a named state: "Iraq's Ministry of Electricity", "the Iraqi oil ministry", "Ministry of X of Y".

The state is part of what the body is: the ministry of another state is not the lexicon's, whatever it shares by name.
The identifier comes from the form "Ministry of Electricity of Iraq"; the name stays as the text prints it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import body_of, named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

OWNED = frozenset({"ministry", "parliament", "council", "organisation", "court", "armed-force", "fund", "committee"})
"""Kinds of bodies that exist once a state: the lexicon's one belongs to the home state unless another is named."""

_SMALL = frozenset({"ministry", "parliament", "association", "organisation"})
_CENTRAL = "central"
_CENTRAL_BANK = "centralbank"
MOST = 5
"""Most lower-case words of a name ("food and drug organization")."""


def national_bodies(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every body joined to the state that the text gives it."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        joined = (
            _presidency(text, elements, at, words)
            or _small(text, elements, at, words)
            or _trailing_state(text, elements, at, words)
        )
        if joined:
            element, at = joined
            made.append(element)
        else:
            made.append(elements[at])
            at += 1
        _owned_by_state(text, made, words)
    return made


def national_sides(elements: list[Element], words: Words) -> list[Element]:
    """Join "the Iranian side" or "the Iraqi delegation" to its state; "the U.S. airliner" is no state."""
    made: list[Element] = []
    for element in elements:
        before = made[-1] if made else None
        if before is not None and before.kind == "NATIONAL" and element.kind == "POSS":
            made[-1] = replace(before, kind="STATE")
        if _government(made, element):
            state = made[-2] if element.key == _GOVERNMENT else element
            made[-2:] = [replace(state, span=Span(made[-2].span.start, element.span.end))]
        elif before is None or before.kind not in ("NATIONAL", "STATE") or element.kind not in _SIDED:
            made.append(element)
        elif before.kind == "NATIONAL" and words.sides.get(element.key) == "state":
            made[-1] = replace(before, kind="STATE", span=Span(before.span.start, element.span.end))
            if [e.kind for e in made[-3:-1]] == ["NATIONAL", "AND"]:  # "Iranian and Russian officials"
                made[-3] = replace(made[-3], kind="STATE")
        else:
            if before.kind == "STATE" and words.sides.get(element.key) == "company":
                made[-1] = replace(before, kind="NATIONAL")
            made.append(element)
    return made


def _government(made: list[Element], element: Element) -> bool:
    """Say whether an element closes "Iraq's government" or "the government of Iraq"."""
    kinds, keys = [e.kind for e in made[-2:]], [e.key for e in made[-2:]]
    owned = element.key == _GOVERNMENT and kinds == ["STATE", "POSS"]
    return owned or (element.kind == "STATE" and kinds[1:] == ["OF"] and keys[:1] == [_GOVERNMENT])


_GOVERNMENT = "government"
_SIDED = frozenset({"WORD", "IHEAD", "OHEAD"})


def _owned_by_state(text: str, made: list[Element], words: Words) -> None:
    """Join "Iraq's" or "Iraqi" with the body behind it, in place, where the body is one of its kind in a state."""
    if made[-1].kind != "INST" or made[-1].body is None:
        return
    start = _state_before(made, len(made) - 1)
    if start is None:
        return
    state, body = made[start].body, made[-1].body
    if state is None or not _one_a_state(body, words):
        return
    if state.id == words.home and body.known:
        return
    span = Span(made[start].span.start, made[-1].span.end)
    name = " ".join(span.of(text).split())
    made[start:] = [replace(made[-1], span=span, key=skeleton_key(name), body=of_state(body, state, name, words))]


def _state_before(elements: list[Element], at: int) -> int | None:
    """Return the index of the state or its adjective that stands right before ``at``."""
    if at > 1 and elements[at - 1].kind == "POSS" and elements[at - 2].kind == "STATE":
        return at - 2
    return at - 1 if at > 0 and elements[at - 1].kind == "NATIONAL" else None


def _one_a_state(body: Body, words: Words) -> bool:
    if body.ikind == "bank":
        return skeleton_key(body.name).startswith(_CENTRAL)
    if body.known:
        entry = words.lexicon.institution_by_id(body.id)
        named = entry is not None and any(name in body.name for name in ("Iran", "Islamic"))
        return (body.ikind in OWNED or _national(body, words)) and not named
    return body.ikind in ("ministry", "parliament") or _national(body, words)


def _national(body: Body, words: Words) -> bool:
    """Say whether a body is one of which every state has its own ("Red Crescent Society", "Football Federation")."""
    return skeleton_key(body.name).endswith(tuple(words.sets["one a state"]))


def of_state(body: Body, state: Body, name: str, words: Words) -> Body:
    """Return the body as that of a state: the lexicon's where it has it, else with the id of "X of STATE"."""
    own = canonical(body.name)
    known = words.lexicon.institution(f"{own} of {state.name}") or words.lexicon.institution(name)
    if known is None and state.id == words.home:
        known = words.lexicon.institution(own)
    if known:
        return body_of(known, "en")
    return Body(name, words.lexicon.institution_id(f"{own} of {state.name}"), "institution", body.ikind)


def canonical(name: str) -> str:
    """Return "Ministry of Electricity" for "Electricity Ministry"; other names as they are."""
    parts = name.split()
    if len(parts) > 1 and parts[-1].lower() == "ministry":
        return f"Ministry of {' '.join(parts[:-1])}"
    return name


def _trailing_state(text: str, elements: list[Element], at: int, words: Words) -> tuple[Element, int] | None:
    """Read "Ministry of Health of Tajikistan" where the lexicon knows a body by the first part."""
    kinds = [e.kind for e in elements[at : at + 4]]
    if kinds[:3] == ["IHEAD", "OF", "STATE"] and elements[at].key == _CENTRAL_BANK:
        return _central_bank(elements, at, words)
    length = 4 if kinds == ["INST", "OF", "THE", "STATE"] else 3 if kinds[:3] == ["INST", "OF", "STATE"] else 0
    element = elements[at]
    if not length or element.body is None or not _one_a_state(element.body, words):
        return None
    state = elements[at + length - 1].body
    span = Span(element.span.start, elements[at + length - 1].span.end)
    name = " ".join(span.of(text).split())
    if state is None:
        return None
    if state.id == words.home and element.body.known:
        return replace(element, span=span), at + length
    return replace(element, span=span, body=of_state(element.body, state, name, words)), at + length


def _presidency(text: str, elements: list[Element], at: int, words: Words) -> tuple[Element, int] | None:
    """Read "the vice presidency for rural affairs" in small letters, up to its "affairs", or one that is known."""
    head = elements[at]
    if head.kind != "IHEAD" or head.key not in _VICE or [e.kind for e in elements[at + 1 : at + 2]] != ["FOR"]:
        return None
    ahead = range(at + 2, min(at + 10, len(elements)))
    known = (n for n in ahead[::-1] if words.lexicon.institution(Span(head.span.start, elements[n].span.end).of(text)))
    end = next((n for n in ahead if elements[n].key.endswith("affairs")), None) or next(known, None)
    if end is None:
        return None
    span = Span(head.span.start, elements[end].span.end)
    body = named_body(words.lexicon, span.of(text), "institution", head.value, "en")
    return Element("INST", span, skeleton_key(span.of(text)), body=body), end + 1


_VICE = ("vicepresidency", "vice-presidency")


def _central_bank(elements: list[Element], at: int, words: Words) -> tuple[Element, int] | None:
    """Read "the central bank of Russia" in small letters."""
    state = elements[at + 2].body
    name = f"Central Bank of {state.name}" if state else ""
    body = named_body(words.lexicon, name, "institution", "bank", "en")
    span = Span(elements[at].span.start, elements[at + 2].span.end)
    return (Element("INST", span, skeleton_key(name), body=body), at + 3) if state else None


def _small(text: str, elements: list[Element], at: int, words: Words) -> tuple[Element, int] | None:
    """Read a body in lower case behind its state or article: "Iraq's oil ministry", "the energy ministry"."""
    start, state = _opening(elements, at)
    if start is None:
        return None
    end = start
    while end < len(elements) and end - start < MOST and _plain(text, elements[end]):
        end += 1
    if end >= len(elements) or elements[end].kind != "IHEAD" or not _may_be_small(elements[end]):
        return None
    head = elements[end]
    alone = end == start
    if (text[head.span.start].isupper() or head.value == "parliament" or head.key == _CENTRAL_BANK) != alone:
        return None
    span = Span(elements[at if state else start].span.start, head.span.end)
    rest = " ".join(Span(elements[start].span.start, head.span.end).of(text).split())
    titled = " ".join(word if word in ("and", "of", "for") else word[:1].upper() + word[1:] for word in rest.split())
    home = words.lexicon.institution(canonical(titled)) or words.lexicon.institution(titled)
    if state is None:
        if home is None or head.value != "ministry":
            return None
        return Element("INST", span, skeleton_key(rest), body=body_of(home, "en"), extra=("THE",)), end + 1
    name = " ".join(span.of(text).split())
    body = Body(titled, words.lexicon.institution_id(titled), "institution", head.value)
    return Element("INST", span, skeleton_key(name), body=of_state(body, state, name, words)), end + 1


def _may_be_small(head: Element) -> bool:
    return head.value in _SMALL or head.key == _CENTRAL_BANK


def _opening(elements: list[Element], at: int) -> tuple[int | None, Body | None]:
    """Return where a lower-case name begins after "Iraq's", "Iraqi" or "the", and the state."""
    kind = elements[at].kind
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    if kind == "STATE" and following == "POSS":
        return at + 2, elements[at].body
    if kind == "NATIONAL":
        return at + 1, elements[at].body
    before = elements[at - 1].kind if at else ""
    return (at, None) if before == "THE" and kind in ("WORD", "COOP") else (None, None)


def _plain(text: str, element: Element) -> bool:
    return element.kind in ("WORD", "COOP", "AND") and text[element.span.start].islower()
