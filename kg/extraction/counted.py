"""References that count: «سه کشور», «دو کشور», «پیمان سه‌جانبه» find the states that the text names.

The states named last before the reference come first, then those whose office-holders the text names, then all states
of the text: each only where their number is the counted one.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.bodies import body_of, non_state_actor
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Post, Sentence
from kg.extraction.words import Words
from kg.language import skeleton_key

REACH = 4
"""So many sentences before the reference are looked through."""

MOST = 6
"""The largest number that is resolved."""

_NAMING = ("STATE", "CAPITAL", "INST", "OFFICE")


def counted_states(document: Document, sentence: Sentence, element: Element) -> list[Body]:
    """Return the states that an element such as «سه کشور» refers to, in the order of the text; [] if unclear."""
    number = int(element.value) if element.value.isdigit() else 0
    if not 2 <= number <= MOST:
        return []
    before = [e for e in sentence.elements if e.span.end <= element.span.start]
    recent = [e for s in document.sentences[max(0, sentence.number - REACH) : sentence.number] for e in s.elements]
    nearest = _distinct(reversed([*recent, *before]), document.words, number)
    if len(nearest) == number:
        return nearest[::-1]
    if number not in document.counted:
        document.counted[number] = _in_all(document, number)
    return document.counted[number]


def counted_bodies(document: Document, sentence: Sentence, element: Element) -> list[Body]:
    """Return the bodies that "the two" refers to: all that are named shortly before, where there are just so many.

    First in the sentence itself, then in the one before it and the two before it.
    """
    number = int(element.value) if element.value.isdigit() else 0
    named: dict[str, Body] = {}
    for reach in (0, 1, 2):
        before = [e for s in document.sentences[max(0, sentence.number - reach) : sentence.number] for e in s.elements]
        before = before or [e for e in sentence.elements if e.span.end <= element.span.start]
        named = {e.body.id: e.body for e in before if e.kind in ("INST", "NAME") and e.body}
        if len(named) >= number:
            break
    return list(named.values()) if element.key == ALONE and len(named) == number > 1 else []


ALONE = "thetwo"
"""The key of "the two" without a noun."""


def _in_all(document: Document, number: int) -> list[Body]:
    """Return the states of the whole text where there are just so many: those with an office-holder, else all."""
    for kinds in (("OFFICE",), _NAMING):
        found = _distinct(document.all(*kinds), document.words, number + 1)
        if len(found) == number:
            return found
    home = _home(document) if len(found) == number - 1 == 1 else None
    return [home, *found] if home and home.id != found[0].id else []


def _home(document: Document) -> Body | None:
    """Return the home state where a text names one of its office-holders without it ("Culture Minister N")."""
    entry = document.words.lexicon.institution_by_id(document.words.home)
    posts = [e.post for e in document.all("OFFICE") if e.post]
    own = any(_of_home(post, document.words) for post in posts)
    return body_of(entry, document.words.language) if entry and own else None


def _of_home(post: Post, words: Words) -> bool:
    """Say whether a post without a state's name is the home one: a minister's in English, a president's in Persian."""
    if post.body is not None:
        return post.body.known and post.body.ikind == "ministry" and words.language == "en"
    sovereign = bool(words.sovereigns) and skeleton_key(post.title).startswith(words.sovereigns)
    return sovereign and state_at_end(post.title, words) is None


def _distinct(elements: Iterable[Element], words: Words, most: int) -> list[Body]:
    found: dict[str, Body] = {}
    for element in elements:
        state = state_of(element, words) if element.kind in _NAMING else None
        if state:
            found.setdefault(state.id, state)
            if len(found) == most:
                break
    return list(found.values())


def state_of(element: Element, words: Words) -> Body | None:
    """Return the state that an element names: itself, by its capital, or at the end of a body's name."""
    body = element.post.body if element.post else element.body
    if body is None and element.post:
        return state_at_start(element.post.title, words)
    if body is None or element.kind in ("STATE", "CAPITAL") or body.kind == "state":
        return body
    title = element.post.title if element.kind == "OFFICE" and element.post else body.name
    return state_at_end(title, words) or state_at_start(title, words) or state_at_end(body.name, words)


def state_at_end(name: str, words: Words) -> Body | None:
    """Return the state whose name closes a body's name or a title («وزارت انرژی پاکستان»), or None."""
    parts = name.split()
    for length in (3, 2, 1):
        if len(parts) > length:
            entry = words.lexicon.institution(" ".join(parts[-length:]))
            if entry and entry.kind == "state":
                return body_of(entry, words.language)
    return None


def state_at_start(title: str, words: Words) -> Body | None:
    """Return the state whose adjective or name opens an English title ("Iraqi deputy minister"), or None."""
    parts = title.replace("’s", "'s").split() if words.language == "en" else []
    for length in (2, 1):
        form = " ".join(parts[:length]).removesuffix("'s")
        state = words.states.get(skeleton_key(form)) if len(parts) > length else None
        if state:
            return state
    return None


def state_served(document: Document, posts: list[Post], body: Body) -> Body | None:
    """Return the state for which an office-holder acts: named in his title or body, else the home of a known body."""
    if body.kind == "state":
        return body
    if non_state_actor(body) or (not body.known and body.ikind in _REGIONAL):
        return None
    named = state_at_end(body.name, document.words)
    titles = [post.title for post in posts]
    named = named or next((state for title in titles if (state := state_at_start(title, document.words))), None)
    if named is not None or not body.known or body.ikind in _NO_STATES:
        return named
    home = document.words.lexicon.institution_by_id(document.words.home)
    return body_of(home, document.words.language) if home else None


_NO_STATES = frozenset({"international-organisation", "company", "bank", "university", "association", "municipality"})
"""Kinds of bodies whose head does not act for a state."""

_REGIONAL = frozenset({"other", "governorate", "county-governorate"})
"""Kinds of unknown bodies that are a region's («ایالت X»), whose head acts for it and not for the state."""
