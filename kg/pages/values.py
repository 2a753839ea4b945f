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
    """Who signed which agreement, for whom, in which offices. id: of the signature; planned: nobody has signed yet."""

    official: Link
    agreement: Link
    on_behalf_of: Link | None
    offices: tuple[Label, ...]
    when: When | None
    quotes: Quotes
    id: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective, purpose or subject as written, with the pages of its topics."""

    text: str
    topics: tuple[Link, ...]
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
    """An office held by an official, with the first and last day it was observed. id: of the tenure.

    reach: where those days lie among all that are shown beside it, as the start and the width in hundredths.
    """

    official: Link
    institution: Link | None
    title: Label
    capacity: Label
    first: When | None
    last: When | None
    quotes: Quotes
    id: str = ""
    reach: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a source: publisher, publication date and address (http or https only, else "").

    uri: its stable address; quotes: the first ones that a page shows from it.
    """

    article: Link
    publisher: str
    published: When | None
    url: str
    uri: str = ""
    quotes: Quotes = ()


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
