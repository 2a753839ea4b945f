"""Abbreviations and short names in brackets: "… (NISOC)", "… Organization (Farazan)", "the … center (BioDC)"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import body_of, named_body
from kg.extraction.elements import Body, Element
from kg.extraction.english.acronyms import long_form
from kg.extraction.english.persons import company
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

RUN = 12
"""Most words of one name."""


def _small_body(text: str, made: list[Element], short: str, words: Words) -> Element | None:
    """Return the body in small letters before its abbreviation ("the biotech development center (BioDC)")."""
    if not made or made[-1].kind != "IHEAD" or sum(char.isupper() for char in short) < 2:
        return None
    start = len(made) - 1
    while start > 0 and len(made) - start < RUN and made[start - 1].kind in ("WORD", "COOP", "ADJ", "AND", "NATIONAL"):
        start -= 1
    if start == 0 or made[start - 1].kind not in ("THE", "POSS", "ONE", "ITS") or start == len(made) - 1:
        return None
    span = Span(made[start].span.start, made[-1].span.end)
    head = made[-1]
    body = named_body(words.lexicon, span.of(text), head.extra[1], head.value, "en")
    del made[start:]
    return Element("INST", span, skeleton_key(span.of(text)), body=body)


def _short_name(body: Element, inner: Element, short: str) -> bool:
    """Say whether one bracketed word is the everyday name of a body with a long one ("… Organization (Farazan)")."""
    return body.kind == "INST" and inner.kind == "NAME" and not inner.extra and short.isalpha() and len(short) <= 15


TAIL = 2
"""Most words in small letters between a name and its head in small letters."""


def tailed(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join a name with the small letters that close it ("Hope entrepreneurship fund")."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        end = _tail_end(text, elements, at, words) if _begins_name(text, elements, at) else 0
        if end:
            span = Span(elements[at].span.start, elements[end].span.end)
            head = elements[end]
            body = named_body(words.lexicon, " ".join(span.of(text).split()), head.extra[1], head.value, "en")
            made.append(Element("INST", span, skeleton_key(span.of(text)), body=body))
        else:
            made.append(elements[at])
        at = end + 1 if end else at + 1
    return made


def _begins_name(text: str, elements: list[Element], at: int) -> bool:
    """Say whether a name, a given name ("Omid fund") or, before police, a city may begin a body's name."""
    element = elements[at]
    if element.kind in ("CAPITAL", "PLACE"):
        return any(e.key == "police" for e in elements[at + 1 : at + 2 + TAIL])
    named = element.kind == "NAME" and not element.extra
    return named or (element.kind == "GIVEN" and text[element.span.start].isupper())


def _tail_end(text: str, elements: list[Element], at: int, words: Words) -> int:
    """Return the index of the head that closes a name behind a word or two of what it does, 0 without."""
    ahead = elements[at + 1 : at + 2 + TAIL]
    head = next((n for n, e in enumerate(ahead) if e.kind != "WORD"), 0)
    while head and [e.kind for e in ahead[head : head + 2]] == ["IHEAD", "IHEAD"]:  # "insurance company"
        head += 1
    small = all(text[e.span.start].islower() for e in ahead[: head + 1])
    plain = small and all(words.actions.get(e.key) != "verb" for e in ahead[:head])
    follows = elements[at + head + 2 : at + head + 3]
    closed = not follows or follows[0].kind not in ("WORD", "OHEAD", "NAME", "IHEAD")
    return at + 1 + head if head and plain and closed and ahead[head].kind == "IHEAD" else 0


def abbreviated(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Give a bracketed abbreviation to the body before it; the brackets join its span."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        long = _long_form(elements, at) if made and made[-1].kind in ("INST", "NAME") else 0
        if long:
            made[-1] = replace(made[-1], span=Span(made[-1].span.start, elements[long].span.end))
            at = long + 1
            continue
        inner = _inner(elements, at, words)
        if inner and made:
            _restore(text, made, elements[inner].span.of(text), words)
            named = _abbreviated(text, made[-1], elements[inner], words, told=inner > at + 1)
            if named:
                whole = Span(named.span.start, elements[inner + 1].span.end)
                made[-1] = replace(named, span=whole if inner == at + 1 else named.span)
                at = inner + 2
                if [e.kind for e in elements[at : at + 2]] == ["OF", "STATE"] and inner == at - 2:
                    made[-1] = replace(made[-1], span=Span(whole.start, elements[at + 1].span.end))
                    at += 2
                continue
        made.append(elements[at])
        at += 1
    return made


def run_on(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Join a name that goes on behind its abbreviation in brackets ("X Organization (XO) Trade Bank")."""
    made: list[Element] = []
    for element in elements:
        before = made[-1] if made else element
        beside = text[before.span.end - 1] == ")" and element.span.start == before.span.end + 1
        whole = _whole(text, before, element, words) if beside and before.kind == "INST" else None
        if whole:
            made[-1] = Element("INST", Span(before.span.start, element.span.end), skeleton_key(whole.name), body=whole)
        else:
            made.append(element)
    return made


def _whole(text: str, before: Element, rest: Element, words: Words) -> Body | None:
    """Return the body whose name goes on with ``rest``: known by its abbreviation and that, else a body by its head."""
    name = rest.span.of(text)
    entry = words.lexicon.institution(f"{before.extra[0]} {name}") if before.extra else None
    if entry and rest.kind in ("INST", "NAME"):
        return body_of(entry, "en")
    if rest.kind != "INST" or rest.body is None or rest.body.known:
        return None
    written = Span(before.span.start, rest.span.end).of(text)
    return named_body(words.lexicon, " ".join(written.split()), rest.body.kind, rest.body.ikind, "en")


def _long_form(elements: list[Element], at: int) -> int:
    """Return the index of the bracket that closes the long form of a name ("PKN (Polski Koncern i Nafta)"), else 0."""
    ahead = [e.kind for e in elements[at : at + LONG]]
    close = ahead.index("RP") if ahead[:1] == ["LP"] and "RP" in ahead else 0
    inside = ahead[2 if ahead[1:2] == ["THE"] else 1 : close]
    named = bool(inside) and inside[0] in ("NAME", "INST") and set(inside) <= _LONG
    return at + close if named and (len(inside) > 1 or ahead[1] == "THE") else 0


LONG = 9
"""Most elements of a long form in brackets behind a name."""

_LONG = frozenset({"NAME", "INST", "WORD", "OF", "AND", "OTHER"})


def _inner(elements: list[Element], at: int, words: Words) -> int:
    """Return the index of the one name in the bracket that opens at ``at``, 0 where none opens or it holds more."""
    if elements[at].kind != "LP":
        return 0
    inner = at + 1
    while inner < len(elements) and (elements[inner].key in words.sets["known as"] or elements[inner].kind == "AS"):
        inner += 1
    closed = [e.kind for e in elements[inner + 1 : inner + 2]] == ["RP"]
    return inner if closed else 0


def joined_capitals(text: str, elements: list[Element]) -> list[Element]:
    """Join the parts of an abbreviation in brackets that has a space ("(PNOC EC)")."""
    made: list[Element] = []
    at = 0
    while at < len(elements):
        kinds = [e.kind for e in elements[at : at + 4]]
        short = Span(elements[at + 1].span.start, elements[at + 2].span.end).of(text) if len(kinds) == 4 else ""
        if kinds[:1] == ["LP"] and kinds[3:] == ["RP"] and short.isupper() and short.replace(" ", "").isalpha():
            span = Span(elements[at + 1].span.start, elements[at + 2].span.end)
            made += [elements[at], Element("NAME", span, skeleton_key(short), name=span)]
            at += 3
        else:
            made.append(elements[at])
            at += 1
    return made


def _restore(text: str, made: list[Element], short: str, words: Words) -> None:
    """Join what belongs to the name of an abbreviation, in place: small letters, or further than its last capitals."""
    small = _small_body(text, made, short, words)
    if small:
        made.append(small)
        return
    start = long_form(text, made, short) if made[-1].kind in ("INST", "NAME", "WORD", "IHEAD") else len(made) - 1
    if start < len(made) - 1:
        span = Span(made[start].span.start, made[-1].span.end)
        heads = [e for e in made[start:] if e.kind == "IHEAD" or (e.kind == "INST" and e.body)]
        kind = heads[0].value or (heads[0].body.ikind if heads[0].body else "company") if heads else "company"
        body = named_body(words.lexicon, " ".join(span.of(text).split()), "institution", kind, "en")
        made[start:] = [Element("INST", span, skeleton_key(span.of(text)), body=body)]


def _without_nation(text: str, named: Element, short: str, words: Words) -> Element:
    """Return a body without the nation before it that its abbreviation leaves out ("the Danish Harbour Group (HG)")."""
    nation, _, rest = named.span.of(text).partition(" ")
    initials = "".join(word[0] for word in rest.split() if word[0].isupper())
    apart = named.body is not None and not named.body.known and skeleton_key(nation) in words.states
    if not apart or named.body is None or initials != short:
        return named
    body = named_body(words.lexicon, " ".join(rest.split()), named.body.kind, named.body.ikind, "en")
    return replace(named, span=Span(named.span.end - len(rest), named.span.end), key=skeleton_key(rest), body=body)


def _abbreviated(text: str, named: Element, inner: Element, words: Words, *, told: bool) -> Element | None:
    """Return the body before a bracket with the short or other name inside it; None where that is no name of it.

    told: the bracket says that it is another name, so that a body known by it is meant.
    """
    short = inner.span.of(text)
    upper = sum(char.isupper() for char in short) >= 2 and len(short) <= 12
    known = inner.kind == "INST" and named.kind == "INST" and inner.body is not None
    if named.kind not in ("INST", "NAME") or not (upper or known or _short_name(named, inner, short)):
        return None
    named = _without_nation(text, named, short, words)
    body = named.body or company(text, named.span, words)
    if known and inner.body is not None and not body.known and (told or not upper):
        body = replace(inner.body, name=body.name)
    return Element("INST", named.span, named.key, body=body, extra=(short,))
