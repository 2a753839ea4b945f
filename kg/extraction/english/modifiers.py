"""What stands before the head of an English title and belongs to it: "Iranian Oil Minister", "Shiraz Mayor"."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.words import Words
from kg.language import skeleton_key

FIELDS = 7
"""Most elements before a head that name the fields of its ministry."""


def before(text: str, made: list[Element], words: Words) -> int:
    """Return the index in ``made`` where the title's modifiers begin."""
    at = len(made)
    joined = False
    while at > 0 and len(made) - at < FIELDS:
        before = made[at - 1]
        if before.kind == "POSS" and at > 1 and made[at - 2].kind in ("STATE", "INST", "NAME"):
            at -= 2
        elif _modifies(text, before, words):
            at -= 1
        elif _oxford(made, at) and _two_fields(text, made, at - 1, words):
            at -= 3
            joined = True
        elif _two_fields(text, made, at, words) and (before.kind == "AND" or joined):
            at -= 2
            joined = True
        else:
            break
    return _small_field(text, made, at, words)


def _oxford(made: list[Element], at: int) -> bool:
    """Say whether a comma stands before the last "and" of the fields ("Industry, Mining, and Trade Minister")."""
    fields = at > FEWEST and made[at - 1].kind == "AND" and made[at - 2].kind == "COMMA"
    return fields and any(element.kind == "COMMA" for element in made[max(0, at - FIELDS) : at - 2])


FEWEST = 4
"""Fewest elements of "Industry, Mining, and" before a head."""


def _two_fields(text: str, made: list[Element], at: int, words: Words) -> bool:
    """Say whether "and" or a comma joins fields of one ministry ("Transport and Urban Development Minister")."""
    inside = 1 < at <= len(made) and made[at - 1].kind in ("AND", "COMMA")
    if not inside or (at < len(made) and made[at].kind not in ("NAME", "WORD", "INST", "AND")):
        return False
    last = skeleton_key(made[at - 2].span.of(text).split()[-1])
    return made[at - 2].kind in ("NAME", "WORD") and last in words.fields and text[made[at - 2].span.start].isupper()


SMALL = 4
"""Most lower-case words before a head that name its field."""


def _small_field(text: str, made: list[Element], start: int, words: Words) -> int:
    """Return where "Iraqi oil" or "Qatar's sports and youth" begins before a head; ``start`` without such words."""
    at = start
    while at > 0 and start - at < SMALL and made[at - 1].kind in ("WORD", "COOP", "AND"):
        at -= 1
        if text[made[at].span.start].isupper():
            return start
    if at in (start, 0) or made[at].kind == "AND":
        return start
    if made[at - 1].kind == "NATIONAL":
        return at - 1
    if made[at - 1].kind == "OFFICE" and _modifies(text, made[at - 1], words):
        return at - 1
    return at - 2 if at > 1 and made[at - 1].kind == "POSS" and made[at - 2].kind == "STATE" else start


def _modifies(text: str, element: Element, words: Words) -> bool:
    """Say whether an element before an office head is part of the title."""
    if element.kind == "NAME":
        return not element.extra
    if element.kind in ("WORD", "COOP"):
        return text[element.span.start].isupper()
    if element.kind == "OFFICE":
        post = element.post
        deputy = post is not None and post.head in words.sets["deputy"]
        return post is not None and deputy and skeleton_key(post.title).endswith(post.head)
    return element.kind in ("NATIONAL", "INST", "STATE", "OHEAD", "CAPACITY") or (
        element.kind in ("PLACE", "CAPITAL") and text[element.span.end : element.span.end + 7].strip() in _OF_PLACES
    )


_OF_PLACES = ("Mayor", "mayor")
"""Heads before which a place stands as part of the title ("Shiraz Mayor N")."""
