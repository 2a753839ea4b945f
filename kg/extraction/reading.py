"""What an extractor returns: all that was read from one article, as plain frozen values.

The field names are those of the documented JSON; every value carries the evidence it was read from.
Ids of institutions and places are local (``institution/ministry-of-energy``): the base IRI is added outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The exact quote: ``text == article.text[start:end]``, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class OfficeHeld:
    """A post in an institution as the text names it. capacity: holder, acting, former or deputy-in-charge."""

    title: str
    institution: str | None
    institution_id: str | None
    capacity: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """An institution's part in an agreement. kind: institution, state or company.

    role: party, host, witness, executor or supervisor. via_office: only its office-holder is named.
    name: the fullest form in which the text names it, the canonical name where only its office-holder, an abbreviation
    or a reference stands; id: local id. mentions: further places where it is named.
    """

    name: str
    kind: str
    role: str
    via_office: bool
    id: str
    rule: str
    evidence: Evidence
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Signatory:
    """Who signed, for which institution (canonical name and local id), in which offices."""

    person: str
    for_name: str | None
    for_id: str | None
    offices: tuple[OfficeHeld, ...]
    rule: str
    evidence: Evidence
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Aim:
    """An objective, a purpose or a subject, as written; topics are slugs of the topic scheme, best first."""

    text: str
    topics: tuple[str, ...]
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """Money as stated. amount: integer or decimal in units of the currency (ISO 4217; toman is rial x 10)."""

    amount: str
    currency: str
    surface: str
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """An act in the life of the agreement. kind: slug of the event scheme; date: ISO, as precise as known.

    by, by_id: the body whose act it is where the text names one (the cabinet, the parliament), else None.
    """

    kind: str
    date: str | None
    rule: str
    evidence: Evidence
    by: str | None = None
    by_id: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Another agreement that this one rests on. kind: implements, amends, extends or supersedes.

    name: the other one as the text names it; report: index into ``Reading.reports`` where the text tells of it, too.
    """

    kind: str
    name: str
    report: int | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A date as the text gives it, in Gregorian ISO form (``2021-10-04``, ``2021-10``, ``2021``).

    calendar: jalali, hijri-lunar, gregorian or shahanshahi; precision: day, month or year;
    basis: stated, or resolved against the publication date. earliest, latest: the first and last ISO day it can
    mean, for a Jalali month or year is no Gregorian one.
    """

    date: str
    surface: str
    calendar: str
    precision: str
    basis: str
    rule: str
    evidence: Evidence
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True, order=True)
class Located:
    """A place as the text names it; id: local id (``place/mazandaran``) or None when the lexicon has none."""

    name: str
    id: str | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Stated:
    """A single plain value (type, status, duration, count): its normalised form and its evidence."""

    value: str
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """What the article says about ONE agreement.

    type.value and status.value are slugs of their schemes; duration.value is ISO 8601; the counts' values are decimal
    integers. set_count: the number of agreements that the text names only together («۴۸ توافقنامه»).
    """

    type: Stated
    status: Stated
    title: str
    parties: tuple[Party, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    objectives: tuple[Aim, ...] = ()
    purpose: tuple[Aim, ...] = ()
    subject: tuple[Aim, ...] = ()
    when: When | None = None
    values: tuple[Amount, ...] = ()
    place: Located | None = None
    places_concerned: tuple[Located, ...] = ()
    duration: Stated | None = None
    article_count: Stated | None = None
    note_count: Stated | None = None
    set_count: Stated | None = None
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class OfficialMention:
    """A named person with the offices the text gives; honorifics removed, سید kept."""

    person: str
    offices: tuple[OfficeHeld, ...]
    rule: str
    evidence: Evidence
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A quoted promise, claim, denial or opinion.

    speaker: full name of the person, or the body or office if no person is known. report: index into
    ``Reading.reports`` of the agreement it speaks about, or None.
    """

    speaker: str
    text: str
    stance: str
    report: int | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class SentenceUse:
    """One sentence of the article: used as evidence or not, and if not, why (a stable upper-case code)."""

    start: int
    end: int
    used: bool
    reason: str | None


@dataclass(frozen=True, slots=True, order=True)
class Dropped:
    """A candidate that was not made a fact. what: party, signatory, date …; reason: stable upper-case code."""

    what: str
    text: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """What the text's head says about itself: its title line, byline and dateline, each with its evidence."""

    title: Evidence | None = None
    byline: Evidence | None = None
    dateline: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article; lists stand in the order of the text."""

    language: str
    heading: Heading = field(default_factory=Heading)
    reports: tuple[Report, ...] = ()
    officials: tuple[OfficialMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: tuple[SentenceUse, ...] = ()
    dropped: tuple[Dropped, ...] = ()
