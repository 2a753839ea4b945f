"""The types of the documented JSON: what ``reading_json`` returns and from which the JSON Schema is generated."""

from __future__ import annotations

from typing import Literal, TypedDict

AgreementType = Literal[
    "memorandum", "agreement", "contract", "treaty", "protocol", "statement", "letter-of-intent",
    "cooperation-document", "other",
]  # fmt: skip
Status = Literal[
    "negotiated", "planned", "signed", "exchanged", "ratified", "in-force", "extended", "suspended", "cancelled",
    "expired", "unknown",
]  # fmt: skip
PartyKind = Literal["institution", "state", "company"]
Role = Literal["party", "host", "witness", "executor", "supervisor"]
Capacity = Literal["holder", "acting", "former", "deputy-in-charge"]
Stance = Literal["promise", "claim", "denial", "opinion"]
Calendar = Literal["jalali", "hijri-lunar", "gregorian", "shahanshahi"]
Precision = Literal["day", "month", "year"]
Basis = Literal["stated", "resolved"]
LinkKind = Literal["implements", "amends", "extends", "supersedes"]


class EvidenceJson(TypedDict):
    """The exact quote: ``text`` is ``article.text[start:end]``, offsets in code points."""

    start: int
    end: int
    text: str


class ArticleJson(TypedDict):
    """The article's metadata, and what its head says."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    byline: str | None
    dateline: str | None
    language: str
    sha256: str
    characters: int


class OfficeJson(TypedDict):
    """An office as the text names it."""

    title: str
    institution: str | None
    capacity: Capacity
    evidence: EvidenceJson


class PartyJson(TypedDict):
    """A party of an agreement."""

    name: str
    kind: PartyKind
    role: Role
    via_office: bool
    iri: str
    rule: str
    evidence: EvidenceJson
    mentions: list[EvidenceJson]


SignatoryJson = TypedDict(
    "SignatoryJson",
    {
        "person": str,
        "for": str | None,
        "rule": str,
        "offices": list[OfficeJson],
        "evidence": EvidenceJson,
        "mentions": list[EvidenceJson],
    },
)


class AimJson(TypedDict):
    """An objective, a purpose or a subject."""

    text: str
    topics: list[str]
    rule: str
    evidence: EvidenceJson


class AmountJson(TypedDict):
    """A sum of money, as stated."""

    amount: int | float
    currency: str
    surface: str
    rule: str
    evidence: EvidenceJson


class EventJson(TypedDict):
    """An act in the agreement's life; by: the body whose act it is, where the text names one."""

    kind: str
    date: str | None
    by: str | None
    rule: str
    evidence: EvidenceJson


class LinkJson(TypedDict):
    """Another agreement that this one rests on; agreement: its index where the text tells of it, too."""

    kind: LinkKind
    name: str
    agreement: int | None
    rule: str
    evidence: EvidenceJson


class EvidenceMapJson(TypedDict):
    """The evidence of an agreement's plain values, null where the value is null."""

    type: EvidenceJson | None
    status: EvidenceJson | None
    date: EvidenceJson | None
    place: EvidenceJson | None
    places_concerned: list[EvidenceJson]
    duration: EvidenceJson | None
    article_count: EvidenceJson | None
    note_count: EvidenceJson | None
    set_count: EvidenceJson | None


class AgreementJson(TypedDict):
    """What the article says about one agreement."""

    type: AgreementType
    type_surface: str
    status: Status
    title: str
    parties: list[PartyJson]
    signatories: list[SignatoryJson]
    objectives: list[AimJson]
    purpose: list[AimJson]
    subject: list[AimJson]
    date: str | None
    date_basis: Basis | None
    date_surface: str | None
    date_calendar: Calendar | None
    date_precision: Precision | None
    values: list[AmountJson]
    place: str | None
    places_concerned: list[str]
    duration: str | None
    article_count: int | None
    note_count: int | None
    set_count: int | None
    events: list[EventJson]
    links: list[LinkJson]
    mentions: list[EvidenceJson]
    evidence: EvidenceMapJson


class OfficialJson(TypedDict):
    """A named person with an office."""

    person: str
    offices: list[OfficeJson]
    rule: str
    evidence: EvidenceJson
    mentions: list[EvidenceJson]


class StatementJson(TypedDict):
    """A quoted statement; ``agreement`` is the index of the agreement it is about, or null."""

    speaker: str
    text: str
    stance: Stance
    agreement: int | None
    rule: str
    evidence: EvidenceJson


class SentenceJson(TypedDict):
    """One sentence: used or not, and why not."""

    start: int
    end: int
    used: bool
    reason: str | None


class DroppedJson(TypedDict):
    """A candidate that made no fact."""

    what: str
    text: str
    reason: str
    start: int
    end: int


class ReadingJson(TypedDict):
    """One article's reading, one line of ``kg extract --json``."""

    article: ArticleJson
    agreements: list[AgreementJson]
    officials: list[OfficialJson]
    statements: list[StatementJson]
    sentences: list[SentenceJson]
    dropped: list[DroppedJson]
