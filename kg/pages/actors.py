"""Builds the values of the pages of institutions and officials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ontology.terms import AGR, DCTERMS, SKOS
from kg.pages.agreements import saying, signing
from kg.pages.dates import when
from kg.pages.decisions import decisions, mentions_of
from kg.pages.links import agreement_link
from kg.pages.parts import date_of, first_concept, first_slug, in_text_order
from kg.pages.reader import Node, Reader
from kg.pages.values import Deal, Deed, Fact, Holding, InstitutionPage, Label, Link, OfficialPage, Signing, When

_PARTICIPATIONS = ("Party", "Host", "Executor", "Supervisor", "Witness")
_DATE = ("date", "jalaliDate", "dateAsWritten")
_SHOWN = ("agreementType", "status", *_DATE, *(f"has{role}Participation" for role in _PARTICIPATIONS))
"""What an institution's page shows of an agreement."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which of an institution's agreements a page shows: that many, from the given place on; None: all."""

    start: int = 0
    size: int | None = None


WHOLE = Part()


def institution_page(reader: Reader, local_id: str, part: Part = WHOLE) -> InstitutionPage:
    """Return what is known of an institution; agreements latest first, undated last, all or a part of them.

    Where only a part is shown, partners are not counted: the shown ones alone would give wrong numbers.
    """
    node = reader.node(local_id)
    found = _taking_part(reader, local_id)
    end = None if part.size is None else part.start + part.size
    deals = tuple(
        _deal(reader, reader.some(one, *_SHOWN), reader.node(other), local_id) for one, other in found[part.start : end]
    )
    shared = Counter(partner for deal in deals for partner in deal.partners) if len(deals) == len(found) else {}
    return InstitutionPage(
        id=local_id,
        link=reader.link("institution", local_id),
        kind=first_concept(reader, node, "institutionKind"),
        aliases=node.texts(SKOS("altLabel")),
        facts=_institution_facts(reader, node),
        deals=deals,
        total=len(found),
        deeds=_deeds(reader, local_id),
        partners=tuple(sorted(shared.items(), key=lambda item: (-item[1], item[0]))),
        holdings=_holders(reader, local_id),
        decisions=decisions(reader, node, (local_id,)),
    )


def official_page(reader: Reader, local_id: str) -> OfficialPage:
    """Return all that is known of an official."""
    node = reader.node(local_id)
    tenures = [reader.node(reader.local(term)) for term in node.iris(AGR("hasTenure"))]
    sayings = [reader.node(item) for item in reader.sources_of(AGR("speaker"), local_id)]
    return OfficialPage(
        id=local_id,
        link=reader.link("official", local_id),
        facts=(Fact("name", reader.label(local_id), reader.quotes(node)),),
        holdings=_in_order(_holding(reader, item, local_id) for item in tenures),
        signings=_signings(reader, local_id),
        sayings=tuple(
            saying(reader, item)
            for item in sorted(sayings, key=lambda item: in_text_order(reader.quotes(item), item.id))
        ),
        decisions=decisions(reader, node, mentions_of(reader, node)),
    )


def latest_first(moment: When | None, href: str) -> tuple[bool, tuple[int, ...], str]:
    """Return a sorting key: latest date first, no date last, then by address."""
    iso = moment.iso if moment else ""
    return (not iso, tuple(-ord(char) for char in iso), href)


def _taking_part(reader: Reader, institution: str) -> list[tuple[str, str]]:
    """Return (agreement, participation) of an institution, latest agreement first."""
    found = [
        (agreement, participation)
        for participation in reader.sources_of(AGR("participant"), institution)
        for role in _PARTICIPATIONS
        for agreement in reader.sources_of(AGR(f"has{role}Participation"), participation)
    ]
    return sorted(found, key=lambda pair: _recency(reader, pair[0]))


def _recency(reader: Reader, agreement: str) -> tuple[bool, tuple[int, ...], str]:
    return latest_first(when(reader.fact(agreement, AGR("date"))), reader.address("agreement", agreement))


def _deal(reader: Reader, agreement: Node, participation: Node, institution: str) -> Deal:
    own = reader.link("institution", institution)
    partners = {reader.link("institution", body) for body in _taking_part_in(reader, agreement)} - {own}
    return Deal(
        agreement=agreement_link(reader, agreement.id),
        role=first_concept(reader, participation, "role"),
        type=first_concept(reader, agreement, "agreementType"),
        status=first_concept(reader, agreement, "status"),
        status_code=first_slug(agreement, "status"),
        when=date_of(agreement),
        partners=tuple(sorted(partners)),
        quotes=reader.quotes(participation),
    )


def _taking_part_in(reader: Reader, agreement: Node) -> Iterator[str]:
    """Yield who takes part in an agreement, in any role."""
    for role in _PARTICIPATIONS:
        for term in agreement.iris(AGR(f"has{role}Participation")):
            yield from map(reader.local, reader.some(reader.local(term), "participant").iris(AGR("participant"))[:1])


def _deeds(reader: Reader, institution: str) -> tuple[Deed, ...]:
    """Return what an institution did in the lives of agreements; latest first."""
    found = [
        _deed(reader, reader.node(event), agreement)
        for event in reader.sources_of(AGR("actingBody"), institution)
        for agreement in reader.sources_of(AGR("hasEvent"), event)
    ]
    return tuple(sorted(found, key=lambda deed: (latest_first(deed.when, deed.agreement.href), deed.kind)))


def _deed(reader: Reader, event: Node, agreement: str) -> Deed:
    kind = first_concept(reader, event, "eventKind")
    return Deed(agreement_link(reader, agreement), kind, date_of(event), reader.quotes(event))


def _signings(reader: Reader, official: str) -> tuple[Signing, ...]:
    found = [
        signing(reader, reader.node(signature), agreement)
        for signature in reader.sources_of(AGR("signedBy"), official)
        for agreement in reader.sources_of(AGR("hasSignature"), signature)
    ]
    return tuple(sorted(found, key=lambda item: latest_first(item.when, item.agreement.href)))


def _holders(reader: Reader, institution: str) -> tuple[Holding, ...]:
    """Return who held which office of an institution."""
    return _in_order(
        _holding(reader, reader.node(tenure), official)
        for office in reader.sources_of(AGR("postIn"), institution)
        for tenure in reader.sources_of(AGR("tenureOf"), office)
        for official in reader.sources_of(AGR("hasTenure"), tenure)
    )


def _in_order(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    return tuple(sorted(holdings, key=lambda item: (latest_first(item.last, item.official.href), item.title)))


def _holding(reader: Reader, tenure: Node, official: str) -> Holding:
    offices = [reader.node(reader.local(term)) for term in tenure.iris(AGR("tenureOf"))]
    office = offices[0] if offices else Node("", {})
    bodies = [reader.link("institution", reader.local(term)) for term in office.iris(AGR("postIn"))]
    return Holding(
        official=reader.link("official", official),
        institution=bodies[0] if bodies else None,
        title=Label(office.text(AGR("officeTitle"))),
        capacity=first_concept(reader, tenure, "capacity"),
        first=when(tenure.text(AGR("observedEarliest"))),
        last=when(tenure.text(AGR("observedLatest"))),
        quotes=reader.quotes(tenure),
        id=tenure.id,
    )


def _institution_facts(reader: Reader, node: Node) -> tuple[Fact, ...]:
    facts = [
        Fact("name", reader.label(node.id), reader.quotes(node)),
        *(Fact("institutionKind", reader.concept(term)) for term in node.iris(AGR("institutionKind"))),
        *(Fact("alias", Label(text)) for text in node.texts(SKOS("altLabel"))),
    ]
    for term in node.iris(AGR("parent")):
        parent = reader.local(term)
        facts.append(Fact("parent", reader.label(parent), link=_known(reader, parent)))
    for term in node.iris(AGR("inProvince")):
        facts.append(Fact("province", reader.label(reader.local(term))))
    for text in node.texts(DCTERMS("source")):
        facts.append(Fact("entrySource", Label(text, text)))
    facts += [Fact("basis", reader.concept(term)) for term in node.iris(AGR("basis"))]
    return tuple(fact for fact in facts if fact.value.any)


def _known(reader: Reader, institution: str) -> Link | None:
    """Return the link to an institution if it has a page, that is, if the store knows more than its name."""
    has_page = reader.node(institution).iris(AGR("institutionKind"))
    return reader.link("institution", institution) if has_page else None
