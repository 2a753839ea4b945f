"""A reading as the documented JSON (``kg extract --json``): the same facts, ids made IRIs, documented names."""

from __future__ import annotations

from typing import cast

from kg.articles import Article
from kg.extraction.reading import (
    Aim,
    Amount,
    Evidence,
    Link,
    Located,
    OfficeHeld,
    OfficialMention,
    Party,
    Reading,
    Report,
    Signatory,
    Stated,
    Statement,
    When,
)
from kg.extraction.shapes import (
    AgreementJson,
    AgreementType,
    AimJson,
    AmountJson,
    ArticleJson,
    Basis,
    Calendar,
    Capacity,
    EvidenceJson,
    EvidenceMapJson,
    LinkJson,
    LinkKind,
    OfficeJson,
    OfficialJson,
    PartyJson,
    PartyKind,
    Precision,
    ReadingJson,
    Role,
    SignatoryJson,
    Stance,
    StatementJson,
    Status,
)


def reading_json(article: Article, reading: Reading, base_iri: str) -> ReadingJson:
    """Return the reading as one JSON object; ``base_iri`` (ends with ``/``) is put before the local ids."""
    return {
        "article": _article(article, reading),
        "agreements": [_agreement(report, base_iri) for report in reading.reports],
        "officials": [_official(official) for official in reading.officials],
        "statements": [_statement(statement) for statement in reading.statements],
        "sentences": [{"start": s.start, "end": s.end, "used": s.used, "reason": s.reason} for s in reading.sentences],
        "dropped": [
            {"what": d.what, "text": d.text, "reason": d.reason, "start": d.start, "end": d.end}
            for d in reading.dropped
        ],
    }


def _article(article: Article, reading: Reading) -> ArticleJson:
    head = reading.heading
    title = article.title or (head.title.text if head.title else None)
    return {
        "id": article.key,
        "url": article.url,
        "title": title,
        "publisher": article.publisher,
        "published": article.published,
        "byline": head.byline.text if head.byline else None,
        "dateline": head.dateline.text if head.dateline else None,
        "language": reading.language,
        "sha256": article.sha256,
        "characters": len(article.text),
    }


def _agreement(report: Report, base: str) -> AgreementJson:
    when = report.when
    return {
        "type": cast(AgreementType, report.type.value),
        "type_surface": report.type.evidence.text,
        "status": cast(Status, report.status.value),
        "title": report.title,
        "parties": [_party(party, base) for party in report.parties],
        "signatories": [_signatory(signatory) for signatory in report.signatories],
        "objectives": [_aim(aim) for aim in report.objectives],
        "purpose": [_aim(aim) for aim in report.purpose],
        "subject": [_aim(aim) for aim in report.subject],
        "date": when.date if when else None,
        "date_basis": cast(Basis, when.basis) if when else None,
        "date_surface": when.surface if when else None,
        "date_calendar": cast(Calendar, when.calendar) if when else None,
        "date_precision": cast(Precision, when.precision) if when else None,
        "values": [_amount(amount) for amount in report.values],
        "place": report.place.name if report.place else None,
        "places_concerned": [located.name for located in report.places_concerned],
        "duration": report.duration.value if report.duration else None,
        "article_count": _whole(report.article_count),
        "note_count": _whole(report.note_count),
        "set_count": _whole(report.set_count),
        "events": [
            {"kind": e.kind, "date": e.date, "by": e.by, "rule": e.rule, "evidence": _evidence(e.evidence)}
            for e in report.events
        ],
        "links": [_link(link) for link in report.links],
        "mentions": [_evidence(mention) for mention in report.mentions],
        "evidence": _evidence_map(report),
    }


def _evidence_map(report: Report) -> EvidenceMapJson:
    return {
        "type": _evidence(report.type.evidence),
        "status": _evidence(report.status.evidence),
        "date": _maybe(report.when),
        "place": _maybe(report.place),
        "places_concerned": [_evidence(located.evidence) for located in report.places_concerned],
        "duration": _maybe(report.duration),
        "article_count": _maybe(report.article_count),
        "note_count": _maybe(report.note_count),
        "set_count": _maybe(report.set_count),
    }


def _maybe(value: Stated | When | Located | None) -> EvidenceJson | None:
    return _evidence(value.evidence) if value else None


def _whole(stated: Stated | None) -> int | None:
    return int(stated.value) if stated else None


def _evidence(evidence: Evidence) -> EvidenceJson:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _party(party: Party, base: str) -> PartyJson:
    return {
        "name": party.name,
        "kind": cast(PartyKind, party.kind),
        "role": cast(Role, party.role),
        "via_office": party.via_office,
        "iri": base + party.id,
        "rule": party.rule,
        "evidence": _evidence(party.evidence),
        "mentions": [_evidence(mention) for mention in party.mentions],
    }


def _office(office: OfficeHeld) -> OfficeJson:
    return {
        "title": office.title,
        "institution": office.institution,
        "capacity": cast(Capacity, office.capacity),
        "evidence": _evidence(office.evidence),
    }


def _signatory(signatory: Signatory) -> SignatoryJson:
    return {
        "person": signatory.person,
        "for": signatory.for_name,
        "rule": signatory.rule,
        "offices": [_office(office) for office in signatory.offices],
        "evidence": _evidence(signatory.evidence),
        "mentions": [_evidence(mention) for mention in signatory.mentions],
    }


def _official(official: OfficialMention) -> OfficialJson:
    return {
        "person": official.person,
        "offices": [_office(office) for office in official.offices],
        "rule": official.rule,
        "evidence": _evidence(official.evidence),
        "mentions": [_evidence(mention) for mention in official.mentions],
    }


def _aim(aim: Aim) -> AimJson:
    return {"text": aim.text, "topics": list(aim.topics), "rule": aim.rule, "evidence": _evidence(aim.evidence)}


def _link(link: Link) -> LinkJson:
    return {
        "kind": cast(LinkKind, link.kind),
        "name": link.name,
        "agreement": link.report,
        "rule": link.rule,
        "evidence": _evidence(link.evidence),
    }


def _amount(amount: Amount) -> AmountJson:
    number = int(amount.amount) if amount.amount.lstrip("-").isdigit() else float(amount.amount)
    return {
        "amount": number,
        "currency": amount.currency,
        "surface": amount.surface,
        "rule": amount.rule,
        "evidence": _evidence(amount.evidence),
    }


def _statement(statement: Statement) -> StatementJson:
    return {
        "speaker": statement.speaker,
        "text": statement.text,
        "stance": cast(Stance, statement.stance),
        "agreement": statement.report,
        "rule": statement.rule,
        "evidence": _evidence(statement.evidence),
    }
