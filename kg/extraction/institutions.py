"""Institutions that the lexicon does not know: a head noun, its modifiers, and the place that closes the name.

Persian names run on from the head («سازمان» + modifiers + «استان مازندران»). Where the head's row allows it, the name
may hold its own «و» and «،» («صندوق نوآوری و شکوفایی»). A head without modifiers («این سازمان», «بانک») is a
reference: BARE.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kg.extraction.belonging import field_of_minister, foreign, local_office, of_state, own_state
from kg.extraction.bodies import named_body
from kg.extraction.branches import branch_end, governed, in_region, martyr, numbered
from kg.extraction.elements import Body, Element
from kg.extraction.plurals import spread_heads
from kg.extraction.quoted_lists import listed_by_name
from kg.extraction.wording import clean_name, ends_name
from kg.extraction.words import Words
from kg.language import Span

LONGEST = 10
"""Most elements a name may take after its head; longer ones are clauses."""

_INSIDE = frozenset({"WORD", "NATIONAL", "GIVEN", "COOP", "ADJ", "CAPITAL", "SPORT"})
_CLOSING = frozenset({"PLACE", "STATE", "INST"})
_OPENING = frozenset({"IHEAD", "PARTIES", "INST"})
"""What a name or a list of names begins with, besides «یک» and the words for an office of a body."""

_HEADS = frozenset({"IHEAD", "PARTIES"})
"""What a list of bodies can stand behind."""

_NATIONAL = frozenset({"STATE", "NATIONAL", "CAPITAL"})
_REGION = frozenset({"PROVINCE", "COUNTY", "CITY", "COUNTRY"})


def build_institutions(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every head noun and its modifiers joined into one INST or BARE element."""
    made: list[Element] = []
    offices = words.sets["office at a place"]
    at = 0
    while at < len(elements):
        element = elements[at]
        plain = element.kind not in _OPENING and element.value != "a" and element.key not in offices
        listed, end = ([element], at + 1) if plain else _list(text, elements, at, words)
        if listed:
            made += listed
            at = end
        elif _unnamed(elements, at):
            end = _unnamed_end(elements, at, words)
            made.append(_nameless(text, elements, at, end, words))
            at = end
        elif field_of_minister(elements, at):
            made.append(replace(elements[at], kind="WORD", value="", extra=()))
            at += 1
        elif elements[at].kind == "IHEAD":
            end = at + 1 if at and elements[at - 1].kind == "THIS" else name_end(elements, at, words)
            made.append(_institution(text, elements, at, end, words))
            at = at + 1 if made[-1].kind == "WORD" else end
        elif foreign(elements, at, words):
            span = Span(elements[at].span.start, elements[at + 1].span.end)
            body = elements[at].body
            party, ikind = (body.kind, body.ikind) if body else ("institution", "ministry")
            named = named_body(words.lexicon, clean_name(span.of(text)), party, ikind, words.language)
            made.append(Element("INST", span, body=named))
            at += 2
        elif branch_end(text, elements, at, words) > at:
            end = branch_end(text, elements, at, words)
            made.append(_branch(text, elements[at:end], words))
            at = end
        elif local_office(elements, at, words):
            at += 1
        elif own_state(elements, at, words) or in_region(elements, at):
            span = Span(elements[at].span.start, elements[at + 1].span.end)
            made.append(replace(elements[at], span=span))
            at += 2
        else:
            made.append(elements[at])
            at += 1
    return _with_states(made, words)


def _with_states(elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every known foreign company joined with the state behind it."""
    made: list[Element] = []
    for at, element in enumerate(elements):
        if at and of_state(elements, at - 1, words):
            made[-1] = replace(made[-1], span=Span(made[-1].span.start, element.span.end))
        else:
            made.append(element)
    return made


def _list(text: str, elements: list[Element], at: int, words: Words) -> tuple[list[Element], int]:
    """Return the bodies of a list behind one head, and where it ends; a plural head without names as one element."""
    if elements[at].kind not in _HEADS:
        return [], at
    listed, end = listed_by_name(text, elements, at, words)
    plural = elements[at].kind == "IHEAD" and _plural(elements, at)
    if listed or not (plural or elements[at].kind == "PARTIES"):
        return listed, end
    spread, end = spread_heads(text, elements, at, words)
    if not plural:
        return spread, end
    span = Span(elements[at].span.start, elements[at + 1].span.end)
    return (spread, end) if spread else ([Element("PLURAL", span, elements[at].key)], at + 2)


def _branch(text: str, parts: list[Element], words: Words) -> Element:
    """Return the branch that a known body has at a place; one that the lexicon knows is that one."""
    span, body = Span(parts[0].span.start, parts[-1].span.end), parts[0].body
    kind, ikind = (body.kind, body.ikind) if body else ("institution", "other")
    return Element("INST", span, body=named_body(words.lexicon, clean_name(span.of(text)), kind, ikind, words.language))


def _unnamed(elements: list[Element], at: int) -> bool:
    """Say whether a company without a name stands here: «یک شرکت چینی», «یک شرکت مستقر در X»."""
    if elements[at].value != "a" or at + 2 >= len(elements) or elements[at + 1].kind != "IHEAD":
        return False
    company = elements[at + 1].extra[1:2] == ("company",)
    return company and elements[at + 2].kind in ("NATIONAL", "SEATED")


def _unnamed_end(elements: list[Element], at: int, words: Words) -> int:
    if elements[at + 2].kind == "NATIONAL":
        return at + 3
    placed = at + 4 < len(elements) and elements[at + 3].kind == "IN"
    return at + 5 if placed and elements[at + 4].kind in ("PLACE", "STATE", "CAPITAL") else at + 2


def _plural(elements: list[Element], at: int) -> bool:
    """Say whether a plural ending stands after the head («شرکت‌های X»): a common noun before names, no name itself."""
    after = elements[at + 1] if at + 1 < len(elements) else None
    return after is not None and after.kind == "WORD" and after.key in ("های", "ها", "هایی")


def name_end(elements: list[Element], head: int, words: Words) -> int:
    """Return the index after the last element of the name that begins with the head at ``head``."""
    joins = elements[head].extra[:1] == ("yes",)
    at = head + 1
    held = head > 0 and elements[head - 1].kind in ("OHEAD", "REP", "FROM", "BY")
    while at < len(elements) and at - head <= LONGEST:
        if held and at > head + 1 and _holder(elements, at, words):
            break
        step, closed = _step(elements, at, head, joins, words)
        at += step
        if closed or not step:
            break
        if elements[at - 1].kind == "IHEAD":
            joins = joins or elements[at - 1].extra[:1] == ("yes",)
    return at


def _holder(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether the name of the one who holds the office begins behind the body («مدیرعامل شرکت X بهرام نیک‌سیرت»)."""
    pair, after = elements[at : at + 2], elements[at + 2 : at + 3]
    opens = len(pair) == 2 and pair[0].kind == "GIVEN" and not pair[0].value
    named = opens and pair[1].kind in ("WORD", "GIVEN") and pair[1].key not in words.everyday
    return named and (not after or after[0].kind not in ("WORD", "PLACE", "STATE", "INST", "NATIONAL"))


def _step(elements: list[Element], at: int, head: int, joins: bool, words: Words) -> tuple[int, bool]:
    """Return how many elements join the name here, and whether they close it."""
    kind = elements[at].kind
    inner_head = kind == "IHEAD" and at - head <= 4
    if inner_head or kind in _CLOSING or (kind in _INSIDE and not ends_name(elements[at], words)):
        return 1, kind in _CLOSING
    if numbered(elements, at, words) or governed(elements, at, words) or martyr(elements, at, words):
        return 1, False
    if kind in _REGION:
        follows = at + 1 < len(elements) and elements[at + 1].kind in ("PLACE", "CAPITAL")
        named = at > head + 1 or _of_words(elements[head])
        return (2, True) if follows else (1, kind == "COUNTRY") if named else (0, True)
    if kind == "QUOTE" and at <= head + 3 and elements[at].key not in CLOSING_MARKS:
        person = at > head + 1 and _of_person(elements, at)
        return 0 if person else _quoted(elements, at), True
    goes_on = kind in ("AND", "COMMA") and joins and (at > head + 1 or _of_words(elements[head]))
    if goes_on or (kind in ("WITH", "ON", "FROMP") and at > head + 1):
        return _joined(elements, at, words), False
    return 0, True


def _of_person(elements: list[Element], at: int) -> bool:
    """Say whether a quotation behind a body names a person («از طرف موزه X «نام»، معاون …»)."""
    end = next((n for n in range(at + 2, min(at + 7, len(elements))) if elements[n].kind == "QUOTE"), 0)
    after = [element.kind for element in elements[end + 1 : end + 3] if element.kind != "COMMA"] if end else []
    given = elements[at + 1].kind == "GIVEN" and not elements[at + 1].value if end else False
    return end > at + 2 and (given or after[:1] in (["OHEAD"], ["OFFICE"]))


CLOSING_MARKS = frozenset("»”")
"""Marks that end a name rather than open one."""


def _of_words(head: Element) -> bool:
    """Say whether a head has several words («مرکز مطالعات»): its key has lost the spaces between them."""
    return head.span.end - head.span.start > len(head.key)


def _quoted(elements: list[Element], at: int) -> int:
    for step in range(2, 7):
        if at + step < len(elements) and elements[at + step].kind == "QUOTE":
            return step + 1
    return 0


def _joined(elements: list[Element], at: int, words: Words) -> int:
    """Return 2 when «و X» or «، X» goes on inside the name: X is a plain word, and a comma needs an «و» soon.

    A preposition goes on with what the body is for («ستاد مبارزه با …», «دفتر نظارت بر …»).
    """
    following = elements[at + 1] if at + 1 < len(elements) else None
    if following is None or following.kind != "WORD" or ends_name(following, words):
        return 0
    if elements[at].kind not in ("AND", "COMMA"):
        return 2 if elements[at - 1].kind == "WORD" and elements[at - 1].key in words.actions else 0
    if elements[at].kind == "AND":
        return 2
    ahead = [element.kind for element in elements[at + 2 : at + 5]]
    return 2 if ahead[:1] == ["AND"] or ahead[:2] == ["WORD", "AND"] else 0


def _nameless(text: str, elements: list[Element], at: int, end: int, words: Words) -> Element:
    """Return a body without a name, known by its description; its id is this text's own, for no other can be it."""
    span, head = Span(elements[at].span.start, elements[end - 1].span.end), elements[at + 1]
    name = clean_name(span.of(text))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    body = Body(name, words.lexicon.institution_id(f"{name} {digest}"), head.extra[1], head.value)
    return Element("INST", span, "", body=body, extra=(head.key,))


def _institution(text: str, elements: list[Element], head: int, end: int, words: Words) -> Element:
    span = Span(elements[head].span.start, elements[end - 1].span.end)
    state = _government(elements[head:end], words)
    if state:
        return Element("STATE", span, "", body=state)
    if elements[head].value == "state" and not any(part.kind in _NATIONAL for part in elements[head:end]):
        return Element("WORD", elements[head].span, elements[head].key)
    if _unnaming(elements[head + 1 : end], words):
        return Element("BARE", span, elements[head].key, UNNAMED, extra=elements[head].extra)
    if end == head + 1:
        return Element("BARE", span, elements[head].key, elements[head].value, extra=elements[head].extra)
    body = _body(span.of(text), elements[head], words)
    return Element("INST", span, "", body=body, extra=(elements[head].key, *elements[head].extra[:1]))


UNNAMED = "unnamed"
"""Value of a body that is only described («شرکت سرمایه‌گذار»), and refers to none that is named."""


def _unnaming(modifiers: list[Element], words: Words) -> bool:
    """Say whether a head's modifiers only tell what it is to somebody («شرکت سرمایه‌گذار», «بانک دولتی»)."""
    plain = [e for e in modifiers if e.kind not in ("AND", "COMMA")]
    return bool(plain) and all(e.key in words.unnaming for e in plain)


def _government(parts: list[Element], words: Words) -> Body | None:
    """Return the state of «دولت جمهوری X»: a government acts for its state."""
    if parts[0].value != "state" or parts[-1].kind != "STATE":
        return None
    plain = (part.kind in ("IHEAD", "STATE") or part.key in words.sets["of a government"] for part in parts)
    return parts[-1].body if all(plain) else None


def _body(name: str, head: Element, words: Words) -> Body:
    if head.extra[:1] == ("government",):
        state = words.lexicon.institution(name.partition(" ")[2])
        if state and state.kind == "state":
            return named_body(words.lexicon, name, "state", "state", words.language)
    return named_body(words.lexicon, clean_name(name), head.extra[1] or "institution", head.value, words.language)
