"""Plural offices of counted states: «رؤسای جمهور دو کشور», "the presidents of the two countries" find their holders."""

from __future__ import annotations

from kg.extraction.counted import state_of
from kg.extraction.document import Document, Holding
from kg.extraction.elements import Body, Element, Post
from kg.language import Span, skeleton_key

REACH = 3
"""Most elements between a plural office and the states that are counted."""

_BETWEEN = frozenset({"OF", "THE"})


def joint_holders(document: Document, elements: list[Element], at: int) -> list[tuple[Holding, Post, Span]]:
    """Return who holds the plural office at an index for the states counted behind it, each with his own office.

    [] unless the text names just so many, of different states.
    """
    post = elements[at].post
    counted = next((n for n in range(at + 1, min(at + 1 + REACH, len(elements))) if elements[n].kind == "PARTIES"), at)
    between = {e.kind for e in elements[at + 1 : counted]}
    if post is None or counted == at or not between <= _BETWEEN or not elements[counted].value.isdigit():
        return []
    found = _holders(document, _singular(document, post))
    states = {state.id for _, held, span in found if (state := _state(document, held, span)) is not None}
    return found if len(found) == len(states) == int(elements[counted].value) else []


def _holders(document: Document, title: str) -> list[tuple[Holding, Post, Span]]:
    """Return the persons with an office of that title, and who is told as the counterpart of one of them."""
    found: list[tuple[Holding, Post, Span]] = []
    for holding in document.holdings.values():
        own = [(post, span) for post, span in holding.posts if post.capacity != "former" and _so_called(post, title)]
        if title and own:
            found.append((holding, *own[0]))
    peers = [
        (holding, post, span)
        for holding in document.holdings.values()
        for post, span in holding.posts
        if post.head == _PEER and all(holding is not one for one, _, _ in found)
    ]
    return [*found, *peers] if len(found) == len(peers) == 1 else found


_PEER = "counterpart"


def _so_called(post: Post, title: str) -> bool:
    whole = skeleton_key(post.title)
    return whole.startswith(title) or (title.isascii() and (whole.endswith(title) or post.head == title))


def _singular(document: Document, post: Post) -> str:
    """Return the key of a plural title in the singular («وزرای نفت»: «وزیر نفت»), "" for a head without one."""
    singular = document.words.singulars.get(post.head, "")
    whole = skeleton_key(post.title)
    return whole.replace(post.head, singular, 1) if singular else ""


def _state(document: Document, post: Post, span: Span) -> Body | None:
    """Return the state whose office a post is."""
    return state_of(Element("OFFICE", span, post.head, post=post), document.words)
