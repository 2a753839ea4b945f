"""The values a lexicon is made of: institutions, places, topics and the rows of word lists.

All are frozen and ordered, so that tuples of them sort the same way on every machine. Slugs are curated,
ASCII and permanent: identifiers of the graph hang on them (``institution/ministry-of-energy``).
"""

from __future__ import annotations

from dataclasses import dataclass

INSTITUTION_KINDS = frozenset(
    {
        *(
            "ministry",
            "governorate",
            "county-governorate",
            "municipality",
            "organisation",
            "council",
            "centre",
        ),
        *("university", "bank", "company", "state", "international-organisation", "parliament", "court"),
        *("armed-force", "embassy", "fund", "research-institute", "association", "news-agency", "foundation"),
        *("committee", "other"),
    }
)
"""Slugs of the scheme of institution kinds (``ikind:``)."""

PLACE_KINDS = ("province", "country", "city", "county")
"""Kinds of places; where one bare name fits several kinds, the earlier kind is meant."""

TRIGGERS = {"province": "استان", "country": "کشور", "city": "شهر", "county": "شهرستان"}
"""The word that, written before a name, says which kind of place is meant."""

UNVERIFIED = "unverified"
"""What the column ``source`` holds where nobody has looked the row up."""


@dataclass(frozen=True, slots=True, order=True)
class Institution:
    """A body that can be a party.

    province, capital: slugs of places; parent, successor: slugs of institutions; each "" where there is none.
    heads_fa, heads_en: office titles that stand for the body («وزیر نیرو»).
    adjectives_fa, adjectives_en: for states («روسی»). origin: ``curated`` (written by hand) or ``pattern``.
    source: a law, an official site's domain, a standard, or ``unverified``.
    """

    slug: str
    kind: str
    name_fa: str
    name_en: str
    aliases_fa: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    parent: str = ""
    province: str = ""
    heads_fa: tuple[str, ...] = ()
    heads_en: tuple[str, ...] = ()
    source: str = UNVERIFIED
    licence: str = ""
    origin: str = "curated"
    successor: str = ""
    capital: str = ""
    adjectives_fa: tuple[str, ...] = ()
    adjectives_en: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the local identifier, ``institution/{slug}``."""
        return f"institution/{self.slug}"

    @property
    def verified(self) -> bool:
        """Say whether the row names a source."""
        return self.source != UNVERIFIED

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name of the body, the canonical Persian and English ones first in their language."""
        return (self.name_fa, *self.aliases_fa, self.name_en, *self.aliases_en)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A province, county, city or country; ``parent`` is the slug of the place it lies in, or "".

    lat, lon: decimal degrees (WGS 84) of cities where known. code: official code of the administrative
    division, or the ISO 3166-1 code of a country. needs_trigger: the bare name is also an everyday word or
    another thing's name (نور, فارس), so only «شهر نور», «استان فارس» or a context that asks for a place
    means it. principal: of several places of one kind and name, the one a bare name means.
    """

    slug: str
    kind: str
    name_fa: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    wikidata: str = ""
    iso: str = ""
    code: str = ""
    needs_trigger: bool = False
    principal: bool = False
    source: str = UNVERIFIED

    @property
    def id(self) -> str:
        """Return the local identifier, ``place/{slug}``."""
        return f"place/{self.slug}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the bare names: Persian, further spellings, English where known."""
        return (self.name_fa, *self.aliases, *((self.name_en,) if self.name_en else ()))

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return the names with the word for the kind before them («استان مازندران»)."""
        persian = (name for name in (self.name_fa, *self.aliases) if not name.isascii())
        return tuple(f"{TRIGGERS[self.kind]} {name}" for name in persian)


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """A concept of the topic scheme with the words that speak for it. ``parent`` is a slug, "" at the top."""

    slug: str
    parent: str
    label_fa: str
    label_en: str
    keywords_fa: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the local identifier, ``topic/{slug}``."""
        return f"topic/{self.slug}"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One row of a word list: the cells under their column names. ``where`` is ``file:line`` for messages."""

    columns: tuple[str, ...]
    cells: tuple[str, ...]
    where: str

    def __getitem__(self, column: str) -> str:
        """Return the cell of the column; KeyError when the list has no such column."""
        if column not in self.columns:
            raise KeyError(f"{self.where}: no column {column!r}; there are {', '.join(self.columns)}")
        return self.cells[self.columns.index(column)]

    def get(self, column: str, default: str = "") -> str:
        """Return the cell of the column, or the default when the list has no such column."""
        return self.cells[self.columns.index(column)] if column in self.columns else default

    def many(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that holds several values separated by ``|``."""
        return tuple(part for part in self.get(column).split("|") if part)


@dataclass(frozen=True, slots=True, order=True)
class Retired:
    """An id that was given away once. heirs: the ids that took its place, none when it is gone; since: ISO day."""

    id: str
    heirs: tuple[str, ...]
    since: str
    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Collision:
    """One folded key that belongs to several entries. table: ``institutions`` or ``places``; ids: sorted."""

    table: str
    key: str
    ids: tuple[str, ...]
