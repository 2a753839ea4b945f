"""All that the page of one thing shows, by kind.

lists: the long lists of the thing with all their rows; none where a page is a further one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.pages.life_values import Decision, Dispute, Namesake, Passing, Stage
from kg.pages.paging import Rows
from kg.pages.values import Aim, Deal, Deed, Fact, Holding, Label, Link, Party, Related, Saying, Signing, Source, When


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that the page of an agreement shows.

    sayings, sources: all or some; counts: how many statements and sources there are.
    """

    id: str
    link: Link
    type: Label
    status: Label
    status_code: str
    when: When | None
    facts: tuple[Fact, ...] = ()
    parties: tuple[Party, ...] = ()
    signings: tuple[Signing, ...] = ()
    objectives: tuple[Aim, ...] = ()
    purposes: tuple[Aim, ...] = ()
    subjects: tuple[Aim, ...] = ()
    stages: tuple[Stage, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    related: tuple[Related, ...] = ()
    sayings: tuple[Saying, ...] = ()
    sources: tuple[Source, ...] = ()
    decisions: tuple[Decision, ...] = ()
    counts: tuple[int, int] = (0, 0)
    lists: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """All that the page of an institution shows.

    partners: with the number of shared agreements, partners_left: how many more there are; topics: the same.

    deals, deeds, holdings: all or some of them; total: how many agreements there are, counts: how many deeds and
    office-holders; years: (Gregorian year, agreements).
    """

    id: str
    link: Link
    kind: Label
    aliases: tuple[str, ...]
    deals: tuple[Deal, ...]
    total: int
    deeds: tuple[Deed, ...]
    holdings: tuple[Holding, ...]
    facts: tuple[Fact, ...] = ()
    partners: tuple[tuple[Link, int], ...] = ()
    partners_left: int = 0
    decisions: tuple[Decision, ...] = ()
    counts: tuple[int, int] = (0, 0)
    years: tuple[tuple[int, int], ...] = ()
    topics: tuple[tuple[Link, int], ...] = ()
    topics_left: int = 0
    passings: tuple[Passing, ...] = ()
    lists: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemePage:
    """All that the page of a topic or province (``kind``) shows. id: its IRI.

    deals: its agreements or some of them, total: how many there are; years: (Gregorian year, agreements); bodies: who
    takes part in most of them, with the number, left_out: how many more do; homes: the institutions of a province;
    kin: the wider topic and the narrower ones; ids: of the agreements that are shown.
    """

    id: str
    link: Link
    kind: str
    facts: tuple[Fact, ...]
    deals: tuple[Deal, ...]
    total: int
    years: tuple[tuple[int, int], ...]
    bodies: tuple[tuple[Link, int], ...]
    left_out: int
    homes: tuple[Link, ...]
    kin: tuple[Link, ...] = ()
    ids: tuple[str, ...] = ()
    lists: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """All that the page of an official shows.

    signings: all or some, total: how many there are; holdings, sayings: all or some, counts: how many there are.
    """

    id: str
    link: Link
    holdings: tuple[Holding, ...]
    signings: tuple[Signing, ...]
    total: int
    sayings: tuple[Saying, ...]
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    counts: tuple[int, int] = (0, 0)
    namesakes: tuple[Namesake, ...] = ()
    namesakes_left: int = 0
    lists: tuple[Rows, ...] = ()
