"""What is doubtful in a lexicon: shared and ambiguous names, missing English, rows without a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.language import skeleton_key
from kg.lexicon.entries import Institution, Place
from kg.lexicon.lexicon import Lexicon

WRONG = ("DUPLICATE_ALIAS", "MISSING_ENGLISH", "MISSING_CAPITAL", "DUPLICATE_OFFICE")
"""Codes of what a lexicon should not ship with; the others are only to be known."""


FORMER = "ISO 3166-3"
"""The source of states that exist no more: their capitals are those of other states now, and need not be given."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """One finding. code: stable upper-case word; name: the name or slug it is about; ids: the entries concerned.

    DUPLICATE_ALIAS: a name of several institutions. DUPLICATE_OFFICE: a title that stands for several.
    AMBIGUOUS_NAME: an institution's name that is a place's or a word of the grammar, too. AMBIGUOUS_PLACE: a bare
    name of several places of one kind. UNDATED_SUCCESSION: a body whose successor is known and not when it came.
    MISSING_ENGLISH, MISSING_CAPITAL, MISSING_SOURCE, MISSING_COORDINATES.
    """

    code: str
    name: str
    ids: tuple[str, ...]

    @property
    def wrong(self) -> bool:
        """Say whether it is a fault rather than something to know."""
        return self.code in WRONG


def check(lexicon: Lexicon) -> tuple[Doubt, ...]:
    """Return all doubts about a lexicon, faults first, then by code and name."""
    doubts = {*_shared(lexicon), *_ambiguous(lexicon), *_incomplete(lexicon), *_offices(lexicon)}
    return tuple(sorted(doubts, key=lambda one: (not one.wrong, one)))


def extent(lexicon: Lexicon) -> dict[str, int]:
    """Return how many entries of each kind there are; institutions made from a pattern are counted apart."""
    bodies = Counter(body.origin for body in lexicon.institutions)
    places = Counter(place.kind for place in lexicon.places)
    return {
        "institutions curated": bodies["curated"],
        "institutions from patterns": bodies["pattern"],
        "institutions with a source": sum(body.verified for body in lexicon.institutions),
        "states": sum(body.kind == "state" for body in lexicon.institutions),
        **{f"places: {kind}": count for kind, count in sorted(places.items())},
        "topics": len(lexicon.topics),
        "administrations": len(lexicon.administrations),
        "successions": len(lexicon.successions),
        **{f"words: {name}": len(rows) for name, rows in lexicon.word_lists},
    }


def _shared(lexicon: Lexicon) -> Iterator[Doubt]:
    codes = {"institutions": "DUPLICATE_ALIAS", "places": "AMBIGUOUS_PLACE"}
    for collision in lexicon.collisions:
        yield Doubt(codes[collision.table], collision.key, collision.ids)


def _offices(lexicon: Lexicon) -> Iterator[Doubt]:
    held: dict[str, set[str]] = {}
    for body in lexicon.institutions:
        for title in (*body.heads_fa, *body.heads_en):
            held.setdefault(skeleton_key(title), set()).add(body.id)
    for title, ids in held.items():
        if len(ids) > 1:
            yield Doubt("DUPLICATE_OFFICE", title, tuple(sorted(ids)))


def _ambiguous(lexicon: Lexicon) -> Iterator[Doubt]:
    words = {
        skeleton_key(row["form"]): f"words/{name}"
        for name, rows in lexicon.word_lists
        for row in rows
        if "form" in row.columns
    }
    for body in lexicon.institutions:
        for name in filter(None, body.names):
            key = skeleton_key(name)
            others = [place.id for place in lexicon.places_named(name) if body.kind != "state"]
            others += [words[key]] if key in words else []
            if others:
                yield Doubt("AMBIGUOUS_NAME", name, (body.id, *sorted(others)))


def _incomplete(lexicon: Lexicon) -> Iterator[Doubt]:
    for body in lexicon.institutions:
        yield from (Doubt(code, body.slug, (body.id,)) for code in _lacks(body))
        told = {one.successor for one in lexicon.successions_of(body.slug) if one.former == body.slug}
        if body.successor and body.successor not in told:
            yield Doubt("UNDATED_SUCCESSION", body.slug, (body.id, f"institution/{body.successor}"))
    for place in lexicon.places:
        yield from (Doubt(code, place.slug, (place.id,)) for code in _misses(place))


def _lacks(body: Institution) -> Iterator[str]:
    if not body.name_en:
        yield "MISSING_ENGLISH"
    if not body.verified:
        yield "MISSING_SOURCE"
    if body.kind == "state" and not body.capital and not body.source.startswith(FORMER):
        yield "MISSING_CAPITAL"


def _misses(place: Place) -> Iterator[str]:
    if place.kind == "province" and not place.name_en:
        yield "MISSING_ENGLISH"
    if place.kind == "city" and place.code and place.lat is None:
        yield "MISSING_COORDINATES"
