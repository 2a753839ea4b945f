"""What is scored of an article, taken from the documented JSON (``kg extract --json``) of gold and prediction alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import InputError

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence as stated: ``text`` should stand in the article from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A party, signatory or official: its name, its quote if any, the titles of its offices."""

    name: str
    quote: Quote | None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """An objective, purpose or subject: its text, its quote if any, its topics."""

    text: str
    quote: Quote | None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who said what, in which stance."""

    speaker: str
    text: str
    stance: str


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What is scored of one agreement. ``plain``: single values by field, as text; absent where there is none.

    ``values`` are (amount, currency), ``events`` (kind, date or ""). ``background`` ones count neither way.
    """

    plain: Mapping[str, str]
    resolved: bool
    parties: tuple[Named, ...]
    signatories: tuple[Named, ...]
    objectives: tuple[Phrase, ...]
    aims: tuple[Phrase, ...]
    topics: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    places_concerned: tuple[str, ...]
    background: bool


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is scored of one article; ``language`` is ``fa``, ``en`` or ""."""

    id: str
    language: str
    agreements: tuple[AgreementFacts, ...] = ()
    officials: tuple[Named, ...] = ()
    statements: tuple[Said, ...] = ()


PLAIN = ("type", "status", "date", "duration", "article_count", "note_count", "place")


def facts_of(record: Record, where: str = "") -> ArticleFacts:
    """Return what is scored of one line of ``kg extract --json``. Raises InputError when it is no such line."""
    try:
        return ArticleFacts(
            str(record["article"]["id"]),
            str(record["article"].get("language") or ""),
            tuple(_agreement(one) for one in record["agreements"]),
            tuple(_named(one) for one in record["officials"]),
            tuple(_said(one) for one in record["statements"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise InputError(
            f"this is no reading ({type(error).__name__}: {error})",
            where=where,
            expected="a line of `kg extract --json`",
            todo="write it with: kg extract --json FILE -o READINGS",
        ) from error


def _agreement(one: Record) -> AgreementFacts:
    objectives = tuple(_phrase(item) for item in one["objectives"])
    aims = (*objectives, *(_phrase(item) for name in ("purpose", "subject") for item in one[name]))
    return AgreementFacts(
        {field: str(one[field]) for field in PLAIN if one.get(field) is not None},
        one.get("date_basis") == "resolved",
        tuple(_named(item) for item in one["parties"]),
        tuple(_named(item) for item in one["signatories"]),
        objectives,
        aims,
        tuple(sorted({topic for aim in aims for topic in aim.topics})),
        tuple((f"{float(item['amount']):.15g}", str(item["currency"])) for item in one["values"]),
        tuple((str(item["kind"]), str(item.get("date") or "")) for item in one["events"]),
        tuple(str(name) for name in one["places_concerned"]),
        one.get("salience") == "background",
    )


def _named(item: Record) -> Named:
    name = item["person"] if "person" in item else item["name"]
    return Named(str(name or ""), _quote(item), tuple(str(office["title"]) for office in item.get("offices", ())))


def _phrase(item: Record) -> Phrase:
    return Phrase(str(item["text"]), _quote(item), tuple(str(topic) for topic in item.get("topics", ())))


def _said(item: Record) -> Said:
    return Said(str(item["speaker"] or ""), str(item["text"]), str(item["stance"]))


def _quote(item: Record) -> Quote | None:
    evidence = item.get("evidence")
    return Quote(int(evidence["start"]), int(evidence["end"]), str(evidence["text"])) if evidence else None
