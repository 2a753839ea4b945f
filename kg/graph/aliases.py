"""Other names that a text itself gives a body: «بنیاد نمونه (Example Foundation)», "Example Foundation (EF)".

A name in brackets right after a body's own name is evidence that both are names of one body, whatever the lexicon
knows. Only full names count: a bare abbreviation is borne by too many bodies to join articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.reading import Evidence, Party

RULE = "identity.body.bracket"
_BRACKET = re.compile(
    r"[ \u200c]?[(«]\s*([A-Z][A-Za-z'’.&-]*(?:[ -](?:[A-Z][A-Za-z'’.&-]*|of|for|the|and|in|on)){1,9})\s*[)»]"
)
"""A Latin name of two to ten words, capitalised but for small words."""
_INSIDE = re.compile(r"^(?P<name>[^()]{3,}?)\s*\((?P<short>[^()]+)\)$")
_LATIN = re.compile("[A-Za-z]")


def aliases(text: str, party: Party) -> Iterator[tuple[str, str, Evidence]]:
    """Yield the other names of a party in an article's text: the name, its language, the quote that shows it."""
    inside = _INSIDE.match(party.name)
    if inside and len(inside["name"].split()) > 1:
        yield inside["name"], "en" if _LATIN.search(inside["name"]) else "fa", party.evidence
    if _LATIN.search(party.name):
        return
    for found in (party.evidence, *party.mentions):
        named = _BRACKET.match(text, found.end)
        if named:
            yield named[1], "en", Evidence(found.start, named.end(), text[found.start : named.end()])
