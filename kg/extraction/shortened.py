"""Short names that a text uses beside the full ones: «سازمان فضایی» for «سازمان فضایی ایران», "KTZ" for its full name.

A body that the lexicon does not know by the short name is the one whose full name stands elsewhere in the text; in
Persian, where nothing else stands there, it is the home state's body that the lexicon knows with the state behind it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import HOME, body_of
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element
from kg.language import skeleton_key

_OWN = (HOME, "کشور")
"""What the full name of a body of the home state may add to the short one."""

_NATIONAL = frozenset({"organisation", "centre", "council", "research-institute", "fund"})
"""Kinds of bodies of which a state has one: a company or university without its last word is another."""

FEWEST, MOST = 2, 6
"""So many capitals make an abbreviation."""


def settle_short(document: Document) -> None:
    """Give bodies named in short the body of the full name, in place."""
    english = document.words.language == "en"
    full = _initials(document) if english else _full(document)
    for element in document.all("INST", "NAME", "OFFICE"):
        body = element.body or (element.post.body if element.post else None)
        if body is None or body.known:
            continue
        found = _abbreviated(element, body, full) if english else _national(document, body, full)
        if found:
            _give(element, found)


def _give(element: Element, body: Body) -> None:
    if element.post and element.post.body:
        element.post = replace(element.post, body=body)
    else:
        element.kind, element.body = "INST", body


def _named(document: Document) -> list[tuple[str, Body]]:
    """Return the bodies that the text names, themselves or in a title, by their names and as written."""
    made: list[tuple[str, Body]] = []
    for element in document.all("INST", "OFFICE"):
        body = element.body or (element.post.body if element.post else None)
        if body:
            written = element.post.title.partition(" ")[2] if element.post else element.span.of(document.text)
            made += [(body.name, body), (written, body)]
    return made


def _full(document: Document) -> dict[str, Body]:
    """Return the bodies named with a state's name, or the country's, behind them by what stands before that."""
    states, own_state = document.words.states, set(map(skeleton_key, _OWN))
    made: dict[str, Body] = {}
    for name, body in _named(document):
        own, _, last = name.rpartition(" ")
        if " " in own and ((key := skeleton_key(last)) in states or key in own_state):
            made.setdefault(skeleton_key(own), body)
    return made


def _national(document: Document, body: Body, full: dict[str, Body]) -> Body | None:
    """Return the body whose full name adds a state to that of a body, of this text or else of the lexicon."""
    if " " not in body.name or body.kind != "institution":
        return None
    key = skeleton_key(body.name)
    if key in full:
        return full[key]
    listed = (document.words.lexicon.institution(f"{body.name} {own}") for own in _OWN)
    entry = next((one for one in listed if one and one.kind in _NATIONAL), None)
    return body_of(entry) if entry else None


def _initials(document: Document) -> dict[str, Body]:
    """Return the bodies of an English text by the capitals of their names, and by the short name in brackets."""
    made: dict[str, Body] = {}
    heads = document.words.sets["left out"]
    for element in document.all("INST", "NAME"):
        body = element.body
        if body is None or " " not in body.name:
            continue
        made.setdefault("".join(word[0] for word in body.name.split() if word[0].isupper()), body)
        if element.extra and element.span.of(document.text).endswith(")"):
            made[element.extra[0]] = body
        own, _, head = body.name.partition(" (")[0].rpartition(" ")
        if own and " " not in own and (skeleton_key(head) in heads or body.kind == "company"):
            made.setdefault(own, body)
    return made


def _abbreviated(element: Element, body: Body, full: dict[str, Body]) -> Body | None:
    """Return the body that an English name in capitals abbreviates."""
    short = body.name
    capitals = short.isupper() and short.isalpha() and FEWEST <= len(short) <= MOST
    again = short.isalpha() and short in full and full[short].name.startswith(f"{short} ")
    return full.get(short) if capitals or (again and element.post is None) else None
