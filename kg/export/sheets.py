"""Which tables the CSV export writes, and what their columns hold.

A column is a path of properties from the row's node: ``agr:signedBy/rdfs:label@fa`` goes two steps and takes the
Persian label, ``^agr:hasSignature`` goes backwards, ``a|b`` takes either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_PARTS: Final = "|".join(
    f"^agr:has{role}Participation" for role in ("Party", "Host", "Witness", "Executor", "Supervisor")
)
_DATES: Final = (
    ("date", "agr:date"),
    ("jalali_date", "agr:jalaliDate"),
    ("date_as_written", "agr:dateAsWritten"),
    ("earliest", "agr:earliest"),
    ("latest", "agr:latest"),
)
_AGREEMENT: Final = (("agreement", "^{}"), ("agreement_title", "^{}/rdfs:label"))


def _of_agreement(property_: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, path.format(property_)) for name, path in _AGREEMENT)


def _body(name: str, path: str) -> tuple[tuple[str, str], ...]:
    return ((name, path), (f"{name}_fa", f"{path}/rdfs:label@fa"), (f"{name}_en", f"{path}/rdfs:label@en"))


_LABELS: Final = (("label_fa", "rdfs:label@fa"), ("label_en", "rdfs:label@en"))
_BASIS: Final = (("basis", "agr:basis"), ("rule", "agr:rule"), ("evidence", "agr:evidence"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: file name without ending, class of its rows, columns (name, path), kept when consolidated."""

    name: str
    of: str
    columns: tuple[tuple[str, str], ...]
    fact: bool = True


SHEETS: Final = (
    Sheet(
        "agreements",
        "Agreement",
        (
            *_LABELS,
            ("type", "agr:agreementType"),
            ("status", "agr:status"),
            *_DATES,
            ("calendar", "agr:calendar"),
            ("precision", "agr:precision"),
            ("date_basis", "agr:dateBasis"),
            ("year", "agr:year"),
            ("jalali_year", "agr:jalaliYear"),
            ("parties", "agr:party"),
            ("signatories", "agr:signatory"),
            ("topics", "agr:topic"),
            ("purpose", "agr:purpose"),
            ("subject", "agr:subject"),
            ("article_count", "agr:articleCount"),
            ("note_count", "agr:noteCount"),
            ("duration", "agr:duration"),
            ("place", "agr:place"),
            ("places_concerned", "agr:placeConcerned"),
            ("reports", "agr:reportedBy"),
            ("basis", "agr:basis"),
            ("evidence", "agr:evidence"),
        ),
    ),
    Sheet(
        "participations",
        "Participation",
        (
            ("agreement", _PARTS),
            ("agreement_title", f"{_PARTS}/rdfs:label"),
            *_body("institution", "agr:participant"),
            ("role", "agr:role"),
            ("via_office", "agr:viaOffice"),
            *_BASIS,
        ),
    ),
    Sheet(
        "signatures",
        "Signature",
        (
            *_of_agreement("agr:hasSignature"),
            ("planned_agreement", "^agr:hasPlannedSignature"),
            *_body("official", "agr:signedBy"),
            *_body("institution", "agr:onBehalfOf"),
            ("offices", "agr:inOffice"),
            ("office_titles", "agr:inOffice/agr:officeTitle"),
            *_BASIS,
        ),
    ),
    Sheet(
        "objectives",
        "Objective",
        (*_of_agreement("agr:hasObjective"), ("text", "agr:text"), ("topics", "agr:topic"), *_BASIS),
    ),
    Sheet(
        "events",
        "LifecycleEvent",
        (
            *_of_agreement("agr:hasEvent"),
            ("kind", "agr:eventKind"),
            *_DATES,
            *_body("acting_body", "agr:actingBody"),
            *_BASIS,
        ),
    ),
    Sheet(
        "values",
        "MonetaryValue",
        (
            *_of_agreement("agr:value"),
            ("amount", "agr:amount"),
            ("currency", "agr:currency"),
            ("as_written", "agr:asWritten"),
            *_BASIS,
        ),
    ),
    Sheet(
        "statements",
        "Statement",
        (
            *_of_agreement("agr:hasStatement"),
            ("speaker", "agr:speaker"),
            ("speaker_name", "agr:speakerName"),
            ("stance", "agr:stance"),
            ("text", "agr:text"),
            ("article", "agr:statedIn"),
            *_BASIS,
        ),
    ),
    Sheet(
        "officials",
        "Official",
        (
            *_LABELS,
            ("offices", "agr:holdsOffice"),
            ("office_titles", "agr:holdsOffice/agr:officeTitle"),
            *_BASIS[:1],
            *_BASIS[2:],
        ),
    ),
    Sheet(
        "tenures",
        "Tenure",
        (
            *_body("official", "org:member"),
            ("office", "agr:tenureOf"),
            ("office_title", "agr:tenureOf/agr:officeTitle"),
            *_body("institution", "agr:tenureOf/agr:postIn"),
            ("capacity", "agr:capacity"),
            ("observed_earliest", "agr:observedEarliest"),
            ("observed_latest", "agr:observedLatest"),
            *_BASIS[:1],
            *_BASIS[2:],
        ),
    ),
    Sheet(
        "institutions",
        "Institution",
        (
            *_LABELS,
            ("other_names", "skos:altLabel"),
            ("kind", "agr:institutionKind"),
            *_body("parent", "agr:parent"),
            *_body("province", "agr:inProvince"),
            ("co_parties", "agr:coParty"),
            ("basis", "agr:basis"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "places",
        "Place",
        (
            *_LABELS,
            ("kind", "agr:placeKind"),
            *_body("part_of", "agr:partOf"),
            ("latitude", "geo:lat"),
            ("longitude", "geo:long"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "articles",
        "Article",
        (
            ("identifier", "dcterms:identifier"),
            ("headline", "schema:headline"),
            ("url", "schema:url"),
            ("publisher", "schema:publisher"),
            ("published", "schema:datePublished"),
            ("language", "schema:inLanguage"),
            ("byline", "agr:byline"),
            ("dateline", "agr:dateline"),
            ("characters", "agr:characters"),
            ("sha256", "agr:sha256"),
            ("text", "agr:text"),
        ),
        fact=False,
    ),
    Sheet(
        "reports",
        "Report",
        (
            ("agreement", "^agr:reportedBy"),
            ("article", "agr:reportedIn"),
            ("ordinal", "agr:ordinal"),
            ("title", "agr:reportedTitle"),
            ("type", "agr:reportedType"),
            ("type_as_written", "agr:typeAsWritten"),
            ("status", "agr:reportedStatus"),
            ("date", "agr:reportedDate"),
            ("date_as_written", "agr:dateAsWritten"),
            ("parties", "agr:reportedParty"),
            ("article_count", "agr:reportedArticleCount"),
            ("note_count", "agr:reportedNoteCount"),
            ("duration", "agr:reportedDuration"),
        ),
        fact=False,
    ),
    Sheet(
        "evidence",
        "Evidence",
        (
            ("article", "oa:hasSource"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("about", "agr:about"),
            ("property", "agr:onProperty"),
            ("value", "agr:literalValue"),
            ("rule", "agr:rule"),
        ),
        fact=False,
    ),
    Sheet(
        "unused-sentences",
        "UnusedSentence",
        (
            ("article", "agr:unusedIn"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("reason", "agr:reason"),
        ),
        fact=False,
    ),
    Sheet(
        "dropped-candidates",
        "DroppedCandidate",
        (
            ("article", "agr:droppedIn"),
            ("kind", "agr:candidateKind"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("reason", "agr:reason"),
        ),
        fact=False,
    ),
)
"""All tables, in the order in which a reader wants them."""
