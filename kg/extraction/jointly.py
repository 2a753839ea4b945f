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
    post, number = elements[at].post, _number(elements, at)
    if post is None or not number:
        return []
    found = _holders(document, _singular(document, post))
    found = found if len(found) == number else [one for one in found if _near(document, one[0], elements[at].span)]
    states = {state.id for _, held, span in found if (state := _state(document, held, span)) is not None}
    return found if len(found) == len(states) == number else []


def counted_holders(document: Document, element: Element) -> list[tuple[Holding, Post, Span]]:
    """Return the persons whom "the two ministers" counts, each with his own office; [] unless they are named before."""
    heads = [head for head in document.words.singulars if element.key.endswith(head)]
    number = next((count for word, count in _COUNTS.items() if element.key.startswith(f"the{word}")), 0)
    if not heads or not number:
        return []
    found = _holders(document, document.words.singulars[max(heads, key=len)])
    found = found if len(found) == number else [one for one in found if _near(document, one[0], element.span)]
    return found if len(found) == number else []


def _number(elements: list[Element], at: int) -> int:
    """Return how many hold a plural office: as many as the states counted behind it or the word before it says."""
    before = elements[at - 1].key if at else ""
    if before in _COUNTS:
        return _COUNTS[before]
    counted = next((n for n in range(at + 1, min(at + 1 + REACH, len(elements))) if elements[n].kind == "PARTIES"), at)
    between = {e.kind for e in elements[at + 1 : counted]}
    value = elements[counted].value if counted > at and between <= _BETWEEN else ""
    return int(value) if value.isdigit() else 0


_COUNTS = {"two": 2, "three": 3, "four": 4}


def _near(document: Document, holding: Holding, office: Span) -> bool:
    """Say whether a person is named shortly before the plural office."""
    starts = [span.start for span in (holding.first, *holding.mentions)]
    return any(0 < office.start - start < NEAR for start in starts)


NEAR = 400
"""Within so many characters before "the two ministers" these are named."""


def _holders(document: Document, title: str) -> list[tuple[Holding, Post, Span]]:
    """Return the persons with an office of that title, and who is told as the counterpart of one of them."""
    found: list[tuple[Holding, Post, Span]] = []
    other = document.words.sets["other office"]
    for holding in document.holdings.values():
        held = ((post, span) for post, span in holding.posts if post.capacity != "former")
        own = next(((post, span) for post, span in held if _so_called(post, title, other)), None)
        if title and own:
            found.append((holding, *own))
    peers = [
        (holding, post, span)
        for holding in document.holdings.values()
        for post, span in holding.posts
        if post.head == _PEER and all(holding is not one for one, _, _ in found)
    ]
    return [*found, *peers] if len(found) == len(peers) == 1 else found


_PEER = "counterpart"


def _so_called(post: Post, title: str, other: frozenset[str]) -> bool:
    """Say whether an office is called so: in Persian it begins with the title, in English that is one of its words.

    other: words that make another office of an English title.
    """
    whole = skeleton_key(post.title)
    if not title.isascii():
        return whole.startswith(title)
    words = [skeleton_key(word) for word in post.title.split()]
    return not other & set(words) and (title in words or whole.endswith(title))


def _singular(document: Document, post: Post) -> str:
    """Return the key of a plural title in the singular («وزرای نفت»: «وزیر نفت»), "" for a head without one."""
    singular = document.words.singulars.get(post.head, "")
    whole = skeleton_key(post.title)
    return whole.replace(post.head, singular, 1) if singular else ""


def _state(document: Document, post: Post, span: Span) -> Body | None:
    """Return the state whose office a post is."""
    return state_of(Element("OFFICE", span, post.head, post=post), document.words)
