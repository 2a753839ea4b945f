"""The tables of consolidated facts: what all articles together say."""

from __future__ import annotations

from typing import Final

from kg.export.columns import BASIS, DATES, LABELS, LINKS, Sheet, body, of_agreement

_PARTS: Final = "|".join(
    f"^agr:has{role}Participation" for role in ("Party", "Host", "Witness", "Executor", "Supervisor")
)

FACT_SHEETS: Final = (
    Sheet(
        "agreements",
        "Agreement",
        (
            *LABELS,
            ("type", "agr:agreementType"),
            ("status", "agr:status"),
            *DATES,
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
            *((name, f"agr:{name}") for name in LINKS),
            ("references", "agr:hasReference/agr:text"),
            ("set_count", "^agr:countsTogether/agr:statedCount"),
            ("acting_bodies", "agr:hasEvent/agr:actingBody"),
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
            *body("institution", "agr:participant"),
            ("role", "agr:role"),
            ("via_office", "agr:viaOffice"),
            *BASIS,
        ),
    ),
    Sheet(
        "signatures",
        "Signature",
        (
            *of_agreement("agr:hasSignature"),
            ("planned_agreement", "^agr:hasPlannedSignature"),
            *body("official", "agr:signedBy"),
            *body("institution", "agr:onBehalfOf"),
            ("offices", "agr:inOffice"),
            ("office_titles", "agr:inOffice/agr:officeTitle"),
            *BASIS,
        ),
    ),
    Sheet(
        "objectives",
        "Objective",
        (*of_agreement("agr:hasObjective"), ("text", "agr:text"), ("topics", "agr:topic"), *BASIS),
    ),
    Sheet(
        "events",
        "LifecycleEvent",
        (
            *of_agreement("agr:hasEvent"),
            ("kind", "agr:eventKind"),
            *DATES,
            *body("acting_body", "agr:actingBody"),
            *BASIS,
        ),
    ),
    Sheet(
        "references",
        "AgreementReference",
        (
            *of_agreement("agr:hasReference"),
            ("kind", "agr:referenceKind"),
            ("name", "agr:text"),
            *BASIS,
        ),
    ),
    Sheet(
        "sets",
        "AgreementSet",
        (
            ("agreement", "agr:countsTogether"),
            ("agreement_title", "agr:countsTogether/rdfs:label"),
            ("count", "agr:statedCount"),
            ("basis", "agr:basis"),
            ("evidence", "agr:evidence"),
        ),
    ),
    Sheet(
        "values",
        "MonetaryValue",
        (
            *of_agreement("agr:value"),
            ("amount", "agr:amount"),
            ("currency", "agr:currency"),
            ("as_written", "agr:asWritten"),
            *BASIS,
        ),
    ),
    Sheet(
        "statements",
        "Statement",
        (
            *of_agreement("agr:hasStatement"),
            ("speaker", "agr:speaker"),
            ("speaker_name", "agr:speakerName"),
            ("stance", "agr:stance"),
            ("text", "agr:text"),
            ("article", "agr:statedIn"),
            *BASIS,
        ),
    ),
    Sheet(
        "officials",
        "Official",
        (
            *LABELS,
            ("offices", "agr:holdsOffice"),
            ("office_titles", "agr:holdsOffice/agr:officeTitle"),
            *BASIS[:1],
            *BASIS[2:],
        ),
    ),
    Sheet(
        "tenures",
        "Tenure",
        (
            *body("official", "org:member"),
            ("office", "agr:tenureOf"),
            ("office_title", "agr:tenureOf/agr:officeTitle"),
            *body("institution", "agr:tenureOf/agr:postIn"),
            ("capacity", "agr:capacity"),
            ("observed_earliest", "agr:observedEarliest"),
            ("observed_latest", "agr:observedLatest"),
            *BASIS[:1],
            *BASIS[2:],
        ),
    ),
    Sheet(
        "institutions",
        "Institution",
        (
            *LABELS,
            ("other_names", "skos:altLabel"),
            ("kind", "agr:institutionKind"),
            *body("parent", "agr:parent"),
            *body("province", "agr:inProvince"),
            ("co_parties", "agr:coParty"),
            ("basis", "agr:basis"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "places",
        "Place",
        (
            *LABELS,
            ("kind", "agr:placeKind"),
            *body("part_of", "agr:partOf"),
            ("latitude", "geo:lat"),
            ("longitude", "geo:long"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "tallies",
        "Tally",
        (
            ("rule", "agr:rule"),
            ("institution", "agr:talliedInstitution"),
            ("institution_name", "agr:talliedInstitution/rdfs:label"),
            ("together", "agr:talliedTogether"),
            ("kind", "agr:talliedKind"),
            ("other_kind", "agr:talliedOtherKind"),
            ("topic", "agr:talliedTopic"),
            ("place", "agr:talliedPlace"),
            ("type", "agr:talliedType"),
            ("status", "agr:talliedStatus"),
            ("administration", "agr:talliedAdministration"),
            ("year", "agr:talliedYear"),
            ("jalali_year", "agr:talliedJalaliYear"),
            ("agreements", "agr:agreementCount"),
            ("co_parties", "agr:coPartyCount"),
            ("objectives", "agr:objectiveCount"),
            ("concluded", "agr:concludedCount"),
            ("concerned", "agr:concernedCount"),
            ("of_parties", "agr:ofPartyCount"),
            ("uncertain", "agr:uncertainCount"),
        ),
    ),
)
"""Tables of the consolidated facts, in the order in which a reader wants them."""
