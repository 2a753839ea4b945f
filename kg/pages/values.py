"""The plain values that page templates show: nothing here knows of RDF or of files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A text in Persian and in English; one of them may be empty."""

    fa: str = ""
    en: str = ""

    @property
    def any(self) -> str:
        """The Persian text, else the English one."""
        return self.fa or self.en


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A page of the site: its address from the site's root (may carry a fragment), its label and kind."""

    href: str
    label: Label
    kind: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """An exact quote within its sentence: ``text`` stands at start–end (code points) of the article.

    before, after: what surrounds it in the sentence, shortened with an ellipsis. source: the quote's place on
    the article's page. rule: id of the rule that read it.
    """

    article: str
    start: int
    end: int
    before: str
    text: str
    after: str
    source: Link
    rule: str = ""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A date. iso: Gregorian, as precise as known; jalali, gregorian: in words; written: as printed."""

    iso: str
    jalali: Label
    gregorian: Label
    written: str = ""


Quotes = tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table of facts. name: key of an interface word; link: where the value has a page."""

    name: str
    value: Label
    quotes: Quotes = ()
    link: Link | None = None
    when: When | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An institution's part in an agreement. id: of the participation."""

    institution: Link
    role: Label
    via_office: bool
    quotes: Quotes
    id: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed which agreement, for whom, in which offices. id: of the signature."""

    official: Link
    agreement: Link
    on_behalf_of: Link | None
    offices: tuple[Label, ...]
    when: When | None
    quotes: Quotes
    id: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective, purpose or subject as written, with the pages of its topics."""

    text: str
    topics: tuple[Link, ...]
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in the life of an agreement."""

    kind: Label
    when: When | None
    body: Link | None
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Related:
    """Another agreement. kind: key of an interface word ("amends", "amendedBy"); link: where it has a page."""

    kind: str
    name: Label
    link: Link | None
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Deed:
    """What an institution did in the life of an agreement, such as approving it."""

    agreement: Link
    kind: Label
    when: When | None
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with its speaker."""

    speaker: Label
    official: Link | None
    text: str
    stance: Label
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held by an official, with the first and last day it was observed. id: of the tenure."""

    official: Link
    institution: Link | None
    title: Label
    capacity: Label
    first: When | None
    last: When | None
    quotes: Quotes
    id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a source: publisher, publication date and address (http or https only, else "")."""

    article: Link
    publisher: str
    published: When | None
    url: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a ledger. word: key of an interface word (same, reject …); about: ids of what was compared with.

    applied: whether the line acts; property, value, replacement: of a correction.
    """

    id: str
    word: str
    about: tuple[str, ...]
    property: Label
    value: str
    replacement: str
    applied: bool
    by: str
    on: When | None
    why: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that the page of an agreement shows."""

    id: str
    link: Link
    type: Label
    status: Label
    status_code: str
    when: When | None
    facts: tuple[Fact, ...]
    parties: tuple[Party, ...]
    signings: tuple[Signing, ...]
    objectives: tuple[Aim, ...]
    purposes: tuple[Aim, ...]
    subjects: tuple[Aim, ...]
    events: tuple[Happening, ...]
    related: tuple[Related, ...]
    sayings: tuple[Saying, ...]
    sources: tuple[Source, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement as a row on an institution's page."""

    agreement: Link
    role: Label
    type: Label
    status: Label
    status_code: str
    when: When | None
    partners: tuple[Link, ...]
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """All that the page of an institution shows.

    partners: with the number of shared agreements, partners_left: how many more there are.

    deals: all its agreements or some of them; total: how many there are.
    """

    id: str
    link: Link
    kind: Label
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...]
    deals: tuple[Deal, ...]
    total: int
    deeds: tuple[Deed, ...]
    partners: tuple[tuple[Link, int], ...]
    partners_left: int
    holdings: tuple[Holding, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemePage:
    """All that the page of a topic or province (``kind``) shows. id: its IRI.

    deals: its agreements or some of them, total: how many there are; years: (Gregorian year, agreements); bodies: who
    takes part in most of them, with the number, left_out: how many more do; homes: the institutions of a province.
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


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """All that the page of an official shows. signings: all or some; total: how many there are."""

    id: str
    link: Link
    facts: tuple[Fact, ...]
    holdings: tuple[Holding, ...]
    signings: tuple[Signing, ...]
    total: int
    sayings: tuple[Saying, ...]
    decisions: tuple[Decision, ...] = ()
