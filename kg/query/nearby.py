"""Identifiers near to one that a store does not have, found without reading the store as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from kg.lexicon import load_lexicon
from kg.query.near import near
from kg.query.redirects import is_named
from kg.store import Store

KINDS: Final = ("agreement", "article", "institution", "official", "place", "office", "report", "mention")
"""Kinds under which the same name is looked for."""
LONGEST: Final = 100
"""Characters of an identifier for which near ones are looked for."""
MOST: Final = 5


def near_ids(store: Store, local_id: str) -> tuple[str, ...]:
    """Return at most MOST local ids that the store has and that may be meant.

    Looked at are other letter cases, marks at the end, the same name under another kind, and the names of the shipped
    lexicon: a bounded number of look-ups.
    """
    if len(local_id) > LONGEST:
        return ()
    found = []
    for one in dict.fromkeys(_candidates(local_id)):
        if one != local_id and is_named(store, NamedNode(store.base_iri + one)):
            found.append(one)
        if len(found) == MOST:
            break
    return tuple(found)


def _candidates(local_id: str) -> Iterator[str]:
    plain = re.sub(r"[^a-z0-9/-]+", "-", local_id.lower()).strip("-/")
    kind, _, name = plain.partition("/")
    yield plain
    if name:
        yield from (f"{other}/{name}" for other in KINDS)
    for other, slugs in _slugs().items():
        if not name or kind == other or kind not in _slugs():
            yield from (f"{other}/{slug}" for slug in near(name or kind, slugs))


@cache
def _slugs() -> dict[str, tuple[str, ...]]:
    lexicon = load_lexicon()
    return {
        "institution": tuple(sorted(one.id.rpartition("/")[2] for one in lexicon.institutions)),
        "place": tuple(sorted(one.id.rpartition("/")[2] for one in lexicon.places)),
    }
