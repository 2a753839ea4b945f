"""The figures of a store as frozen values: by time, by place, in ranks, and how good the data are.

Things are named by local id and concepts by slug, so that nothing here hangs on a language; years are whole numbers
as the facts have them, whatever they are.
"""

from __future__ import annotations

from dataclasses import dataclass

Counts = tuple[tuple[str, int], ...]
"""What was counted, by name: the largest number first, then by name."""

MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """The agreements of one year. months: how many in each; what is left of ``count`` has no known month."""

    year: int
    count: int
    months: tuple[int, ...]
    statuses: Counts
    types: Counts


@dataclass(frozen=True, slots=True)
class Calendar:
    """Agreements by year of a calendar (``jalali`` or ``gregorian``), earliest first. undated: without such a year."""

    name: str
    years: tuple[Year, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Agreements by time in both calendars."""

    total: int
    calendars: tuple[Calendar, ...]


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """The agreements of a province or city; one agreement counts once, whatever ties it to the place.

    concluded: there; concerned: about it; of_party: a party belongs to it. topics: by topic at the top of the scheme.
    """

    place: str
    count: int
    concluded: int
    concerned: int
    of_party: int
    topics: Counts


@dataclass(frozen=True, slots=True, order=True)
class City:
    """A city with agreements and where it lies (degrees, WGS 84); a city whose place is not told is in no such list."""

    region: Region
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Regions:
    """Agreements by place. nowhere: agreements that nothing ties to a province."""

    total: int
    provinces: tuple[Region, ...]
    cities: tuple[City, ...]
    topics: Counts
    nowhere: int


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """One line of a ranking.

    nodes: what it is about (one id, or the two of a pair; the slug of a topic); count: agreements; other: a second
    number that the ranking explains; years: agreements in each year of ``Rankings.years``.
    """

    nodes: tuple[str, ...]
    count: int
    other: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Bridge:
    """A node by which many shortest paths pass. betweenness: their share, 0 to 1."""

    node: str
    betweenness: float
    degree: int
    neighbours: int


@dataclass(frozen=True, slots=True)
class Rankings:
    """Who and what stands out. All lists are cut at the same length, largest first.

    years: Gregorian years of the small charts; span: years of a period of growth, the last of which is the last of
    ``years``. connected: by partners (``other``); growing, growing_pairs: ``count`` agreements in the last ``span``
    years and ``other`` in as many before; topics: by agreements, ``other`` objectives; officials: by signatures.
    bridges: empty where the network was not measured; sample: nodes that its measure rests on, None for all of them.
    """

    years: tuple[int, ...]
    span: int
    connected: tuple[Ranked, ...]
    growing: tuple[Ranked, ...]
    growing_pairs: tuple[Ranked, ...]
    topics: tuple[Ranked, ...]
    officials: tuple[Ranked, ...]
    bridges: tuple[Bridge, ...] = ()
    measured: bool = False
    sample: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Coverage:
    """Articles of one publisher or year: how many there are, and how many tell of an agreement."""

    name: str
    articles: int
    told: int


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """How many agreements lack a fact. fact: name of the property."""

    fact: str
    count: int


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """Facts of one kind: how many there are, how many quotes they have, and how many have none."""

    kind: str
    facts: int
    quotes: int
    without: int


@dataclass(frozen=True, slots=True, order=True)
class Disputed:
    """An agreement whose articles differ on a property."""

    agreement: str
    property: str


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two things that may be one. one, other: ids of the agreements or officials; score as the facts have it."""

    score: float
    one: str
    other: str


@dataclass(frozen=True, slots=True, order=True)
class Odd:
    """An agreement with a date that can hardly be true. reason: ``early``, ``late`` (after every article), ``year``."""

    agreement: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Decided:
    """Lines of the ledgers with one word: how many act, and how many name what is not there."""

    word: str
    applied: int
    idle: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How complete and how sure the data are. Examples and lists are cut; the numbers are not."""

    agreements: int
    articles: int
    told: int
    publishers: tuple[Coverage, ...]
    years: tuple[Coverage, ...]
    skipped: Counts
    dropped: Counts
    missing: tuple[Missing, ...]
    contradictions: Counts
    disputed: tuple[Disputed, ...]
    pairs: Counts
    doubtful: tuple[Pair, ...]
    uncompared: int
    odd_dates: Counts
    odd: tuple[Odd, ...]
    quoted: tuple[Quoted, ...]
    decided: tuple[Decided, ...]
    institutions: int
    unresolved: int
    unresolved_most: Counts
    officials: int
    officeless: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a store."""

    timeline: Timeline
    regions: Regions
    rankings: Rankings
    quality: Quality
