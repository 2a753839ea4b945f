"""What a form of the word lists means where a text has it: the hits that the matcher finds.

Everything here comes from the lexicon; a word list is the only place where a word may be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.bodies import body_of
from kg.extraction.cue_forms import ACT_CLASSES, persian_forms
from kg.extraction.elements import Body
from kg.language import skeleton_key
from kg.lexicon import Lexicon, Row

PEOPLE = ("ها", "ان", "‌های", "‌هاست")
"""Endings that make a state's adjective its people («آمریکایی‌ها»)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a matched form means: the class of its element, a value and further cells; rank settles equal spans."""

    kind: str
    value: str = ""
    extra: tuple[str, ...] = ()
    body: Body | None = None
    rank: int = 5


def noun_hit(row: Row) -> Hit:
    """Return what the row of an agreement noun means."""
    return Hit("NOUN", row["type"], (row["strength"], row["note"]), rank=2)


def plain_hits(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    """Yield every form that stands for itself as a whole word, with what it means."""
    yield from _institutions(lexicon, language)
    yield from _states(lexicon, language)
    yield from _places(lexicon, language)
    yield from _heads(lexicon, language)
    yield from _cues(lexicon, language)
    for row in lexicon.words("honorifics"):
        if row["lang"] == language:
            yield row["form"], Hit("HON", rank=3)
    for row in lexicon.words("given-names"):
        if row["lang"] == language:
            yield row["form"], Hit("GIVEN", row["common"], rank=6)
    for row in lexicon.words("false-friends"):
        if row["lang"] == language:
            yield row["form"], Hit("FRIEND", rank=0)


def _institutions(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    for entry in lexicon.institutions:
        if entry.kind == "state":
            continue
        body = body_of(entry, language)
        names = (entry.name_fa, *entry.aliases_fa) if language == "fa" else ()
        for name in (*names, entry.name_en, *entry.aliases_en):
            if len(skeleton_key(name)) > 1:
                yield name, Hit("INST", body=body, rank=1, extra=(name,))
        for head in entry.heads_fa if language == "fa" else entry.heads_en:
            yield head, Hit("OFFICE", body=body, rank=1, extra=("yes", "sg"))


def state_names(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Body, str]]:
    """Yield every name, capital and adjective of every state of the lexicon with its body and class."""
    cities = {place.slug: place for place in lexicon.places}
    for entry in lexicon.institutions:
        if entry.kind != "state":
            continue
        body = body_of(entry, language)
        fa = language == "fa"
        names = (entry.name_fa, *entry.aliases_fa) if fa else (entry.name_en, *entry.aliases_en)
        yield from ((name, body, "STATE") for name in names)
        adjectives = entry.adjectives_fa if fa else entry.adjectives_en
        yield from ((name, body, "NATIONAL") for name in adjectives)
        if fa:
            yield from ((f"{name}{COPULA}", body, "COPULA") for name in names if name.endswith(("ا", "ه", "و")))
            yield from ((f"{name}{end}", body, "NATIONAL") for name in adjectives for end in PEOPLE)
        city = cities.get(entry.capital)
        if city and fa:
            yield from ((name, body, "CAPITAL") for name in (city.name_fa, *city.aliases))
        elif city and city.name_en:
            yield city.name_en, body, "CAPITAL"


COPULA = "ست"
"""«است» written together with a name («کوباست»); it is no part of the name."""


def _states(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    for form, body, kind in state_names(lexicon, language):
        if kind == "COPULA":
            yield form, Hit("STATE", "copula", body=body, rank=1)
        elif form:
            yield form, Hit(kind, body=body, rank=1 if kind == "STATE" else 4)


def _places(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    for place in lexicon.places:
        if place.kind == "country":
            continue
        names = (place.name_fa, *place.aliases) if language == "fa" else (place.name_en,)
        if place.needs_trigger:
            names = ()
        for name in names:
            if len(skeleton_key(name)) > 2 and not (place.kind == "county" and lexicon.place(name) is None):
                yield name, Hit("PLACE", place.id, rank=4)
        if language == "fa":
            for name in place.full_names:
                yield name, Hit("PLACE", place.id, ("full",), rank=4)


def head_hits(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    """Yield every noun with which names of bodies begin («سازمان», «شرکت»), with what it means."""
    for row in lexicon.words("institution-heads"):
        if row["lang"] == language:
            yield row["form"], Hit("IHEAD", row["kind"], (row["joins"], row["party"]), rank=3)


def _heads(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    yield from head_hits(lexicon, language)
    for row in lexicon.words("office-heads" if language == "fa" else "office-heads-en"):
        cells = (row["stands"], row["number"], row.get("singular"), row.get("abroad"))
        yield row["form"], Hit("OHEAD", row["target"], cells, rank=3)
    titles = {row["form"] for row in lexicon.words("office-heads")}
    for row in lexicon.words("capacities"):
        if row["lang"] == language and row["form"] not in titles:
            yield row["form"], Hit("CAPACITY", row["capacity"], rank=4)


def _cues(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Hit]]:
    for row in lexicon.words(f"cues-{language}"):
        yield row["form"], Hit(row["class"], row["value"], rank=3 if row["class"] == "TIME" else 5)
    if language == "fa":
        for form, kind, value in persian_forms(lexicon):
            yield form, Hit(kind, value, rank=4 if kind not in (*ACT_CLASSES.values(), "ACT") else 2)
