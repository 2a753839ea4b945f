"""A body named once for two places: «سازمان منطقه آزاد انزلی و چابهار» is two bodies where the lexicon knows both."""

from __future__ import annotations

from kg.extraction.bodies import body_of
from kg.extraction.elements import Element
from kg.extraction.words import Words

_PLACES = ("PLACE", "CAPITAL")
_AFTER = frozenset({"WITH", "RA", "IN", "AIM", "FOR", "ACT", "BYSIGN", "COMMA", "STOP", "ON", "TIME", "AND", "RASID"})


def restore_places(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Return the elements with every place behind «X ِ جای و» as the body that the lexicon knows at that place."""
    made = list(elements)
    for at in range(2, len(made)):
        if made[at].kind not in _PLACES:
            continue
        place, link, body = made[at], made[at - 1], made[at - 2]
        follows = made[at + 1].kind if at + 1 < len(made) else "STOP"
        if link.kind != "AND" or body.kind != "INST" or follows not in _AFTER:
            continue
        head = " ".join(body.span.of(text).split()[:-1])
        entry = words.lexicon.institution(f"{head} {place.span.of(text)}") if head and body.body else None
        if entry is not None and body.body is not None and body.body.known and entry.id != body.body.id:
            made[at] = Element("INST", place.span, "", body=body_of(entry))
    return made
