"""Who acts for a whole state: its head, its head of government, and persons whom news names without their office.

A ministry that signs by itself stays a ministry; a foreign minister beside another state, or another one's foreign
minister, signs for his state.
"""

from __future__ import annotations

from kg.extraction.bodies import body_of
from kg.extraction.counted import state_at_end
from kg.extraction.document import Document
from kg.extraction.elements import Body, Person, Post
from kg.extraction.parties import Member
from kg.extraction.words import Words
from kg.language import skeleton_key


def for_states(document: Document, listed: list[Member]) -> list[Member]:
    """Return the members, those who act for a state with that state as their body; in English heads of state alone."""
    if document.words.language == "en":
        return _heads(document, listed)
    for member in listed:
        state = None if member.named else _state_of(document, member)
        if state:
            member.body = state
    states = {m.body.id for m in listed if m.body and m.body.kind == "state"}
    ministers = [(m, state) for m in listed if (state := _foreign(document, m)) is not None]
    if len(states | {state.id for _, state in ministers}) > 1:
        for member, state in ministers:
            member.body = state
    return listed


def _heads(document: Document, listed: list[Member]) -> list[Member]:
    for member in listed:
        states = [state for post, _ in member.posts if (state := state_of_post(post, document.words))]
        if states and not member.named:
            member.body = states[0]
    return listed


def figure(document: Document, person: Person) -> Body | None:
    """Return the state for which a person stands whom the text names without office («ترامپ»), or None."""
    states = document.words.figure_states
    return states.get(person.key) or states.get(person.family)


def state_of_post(post: Post, words: Words) -> Body | None:
    """Return the state whose head of state or government the post is, or None."""
    if post.body is not None and post.head in words.sets["home president"] and post.body.ikind == "organisation":
        return home_state(words)
    if not words.sovereigns or not skeleton_key(post.title).startswith(words.sovereigns):
        return None
    return state_at_end(post.title, words) or (home_state(words) if post.body and post.body.known else None)


def _state_of(document: Document, member: Member) -> Body | None:
    states = [state for post, _ in member.posts if (state := state_of_post(post, document.words))]
    if states or member.person is None or member.body or any(post.body for post, _ in member.posts):
        return states[0] if states else None
    state = figure(document, member.person)
    abroad = state is not None and (state.id != document.words.home or _foreign_states(document))
    return state if abroad else None


def _foreign_states(document: Document) -> bool:
    """Say whether the text names another state than the home one, or somebody who stands for one."""
    home = document.words.home
    if any(e.body is not None and e.body.id != home for e in document.all("STATE", "NATIONAL")):
        return True
    figures = (figure(document, e.person) for e in document.all("PERSON") if e.person)
    return any(state is not None and state.id != home for state in figures)


def _foreign(document: Document, member: Member) -> Body | None:
    """Return the state of a foreign minister who is named by his office, or None."""
    if member.named:
        return None
    titles = tuple(document.words.sets["foreign minister"])
    posts = [post for post, _ in member.posts if skeleton_key(post.title).startswith(titles)]
    found = [state_at_end(post.title, document.words) or _own(post, document.words) for post in posts]
    return next((state for state in found if state), None)


def _own(post: Post, words: Words) -> Body | None:
    return home_state(words) if post.body and post.body.known else None


def home_state(words: Words) -> Body | None:
    """Return the home state, None where the lexicon has none."""
    entry = words.lexicon.institution_by_id(words.home)
    return body_of(entry, words.language) if entry else None
