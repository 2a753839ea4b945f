"""Counterparts: «همتای عراقی‌اش», who holds the same office in another state and acts for that state."""

from __future__ import annotations

from kg.extraction.elements import Element, Post
from kg.extraction.wording import clean_name
from kg.extraction.words import Words
from kg.language import Span

PEER = "-peer"
"""Target of the heads that name a counterpart."""


def peer(text: str, head: Element, after: list[Element], words: Words) -> list[Element]:
    """Return the elements after «همتای» with the whole title joined in front of them."""
    nation = [e for e in after[:1] if e.kind in ("NATIONAL", "STATE")]
    own = [e for e in after[len(nation) : len(nation) + 1] if e.kind == "HE" or e.key in words.sets["his own"]]
    span = Span(head.span.start, [head, *nation, *own][-1].span.end)
    post = Post(clean_name(span.of(text)), head.key, nation[0].body if nation else None)
    return [Element("OFFICE", span, head.key, post=post), *after[len(nation) + len(own) :]]
