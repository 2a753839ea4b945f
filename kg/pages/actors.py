"""Builds the values of the pages of institutions and officials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.ontology.terms import AGR, DCTERMS, SKOS
from kg.pages.agreements import saying, signing
from kg.pages.dates import when
from kg.pages.decisions import decisions, mentions_of
from kg.pages.links import agreement_link, province_link
from kg.pages.parts import date_of, first_concept, first_slug, in_text_order
from kg.pages.reader import Node, Reader
from kg.pages.values import Deal, Deed, Fact, Holding, InstitutionPage, Label, Link, OfficialPage, Quotes, Signing, When

_Row = TypeVar("_Row")
_PARTICIPATIONS = ("Party", "Host", "Executor", "Supervisor", "Witness")
_DATE = ("date", "jalaliDate", "dateAsWritten")
_ROLES = tuple(f"has{role}Participation" for role in _PARTICIPATIONS)
_SHOWN = ("agreementType", "status", *_DATE, *_ROLES)
"""What a row shows of an agreement."""
PARTNERS = 60
"""Partners shown beside an institution's agreements, those with most of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a thing's agreements a page shows: that many, from the given place on; None: all.

    counted: up to how many agreements all are looked at for who takes part and when; None: however many.
    """

    start: int = 0
    size: int | None = None
    counted: int | None = None

    def of(self, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        """Return the rows of a list that belong to this part."""
        return rows[self.start : None if self.size is None else self.start + self.size]

    def counts(self, total: int) -> bool:
        """Say whether so many agreements are all looked at."""
        return self.counted is None or total <= self.counted


WHOLE = Part()


def institution_page(reader: Reader, local_id: str, part: Part = WHOLE) -> InstitutionPage:
    """Return what is known of an institution; agreements latest first, undated last, all or a part of them.

    What is told beside a list of agreements is on the first part alone.
    """
    node = reader.node(local_id)
    found = reader.once(("institution", local_id), lambda: _taking_part(reader, local_id))
    end = None if part.size is None else part.start + part.size
    deals = tuple(_deal(reader, one, reader.node(other), local_id) for one, other in found[part.start : end])
    shared = _partners(reader, {one for one, _ in found}, local_id) if part.counts(len(found)) else ()
    return InstitutionPage(
        id=local_id,
        link=reader.link("institution", local_id),
        kind=first_concept(reader, node, "institutionKind"),
        aliases=node.texts(SKOS("altLabel")),
        facts=_institution_facts(reader, node),
        deals=deals,
        total=len(found),
        deeds=reader.once(("deeds", local_id), lambda: _deeds(reader, local_id)),
        partners=shared[:PARTNERS],
        partners_left=len(shared[PARTNERS:]),
        holdings=reader.once(("holders", local_id), lambda: _holders(reader, local_id)),
        decisions=() if part.start else decisions(reader, node, (local_id,)),
    )


def official_page(reader: Reader, local_id: str, part: Part = WHOLE) -> OfficialPage:
    """Return what is known of an official; signatures latest first, all or a part of them."""
    node = reader.node(local_id)
    tenures = [reader.node(reader.local(term)) for term in node.iris(AGR("hasTenure"))]
    sayings = [reader.node(item) for item in reader.sources_of(AGR("speaker"), local_id)]
    found = reader.once(("official", local_id), lambda: _signed(reader, local_id))
    return OfficialPage(
        id=local_id,
        link=reader.link("official", local_id),
        facts=(Fact("name", reader.label(local_id), reader.quotes(node)),),
        holdings=_in_order(_holding(reader, item, local_id) for item in tenures),
        signings=_signings(reader, found[part.start : None if part.size is None else part.start + part.size]),
        total=len(found),
        sayings=tuple(
            saying(reader, item)
            for item in sorted(sayings, key=lambda item: in_text_order(reader.quotes(item), item.id))
        ),
        decisions=decisions(reader, node, mentions_of(reader, node)),
    )


def latest_first(moment: When | None, href: str) -> tuple[bool, tuple[int, ...], str]:
    """Return a sorting key: latest date first, no date last, then by address."""
    return _latest(moment.iso if moment else "", href)


def _latest(iso: str, href: str) -> tuple[bool, tuple[int, ...], str]:
    return (not iso, tuple(-ord(char) for char in iso), href)


def _taking_part(reader: Reader, institution: str) -> list[tuple[str, str]]:
    """Return (agreement, participation) of an institution, latest agreement first."""
    found = [
        (agreement, participation)
        for participation in reader.sources_of(AGR("participant"), institution)
        for role in _PARTICIPATIONS
        for agreement in reader.sources_of(AGR(f"has{role}Participation"), participation)
    ]
    return sorted(found, key=lambda pair: recency(reader, pair[0]))


def recency(reader: Reader, agreement: str) -> tuple[bool, tuple[int, ...], str]:
    """Return a sorting key by which the latest agreement comes first and those without a date last."""
    return _latest(reader.fact(agreement, AGR("date")), reader.address("agreement", agreement))


def _partners(reader: Reader, agreements: Iterable[str], institution: str) -> tuple[tuple[Link, int], ...]:
    """Return who else takes part in these agreements, with the number of them, most first."""
    shared = Counter(body for one in sorted(agreements) for body in taking_part_in(reader, one) if body != institution)
    linked = ((reader.link("institution", body), count) for body, count in shared.items())
    return tuple(sorted(linked, key=lambda item: (-item[1], item[0])))


def deal(reader: Reader, agreement: str, role: Label, quotes: Quotes, besides: str = "") -> Deal:
    """Return an agreement as a row; all who take part are shown but ``besides``."""
    node = reader.some(agreement, *_SHOWN)
    bodies = dict.fromkeys(_bodies(reader, node))
    return Deal(
        agreement=agreement_link(reader, agreement),
        role=role,
        type=first_concept(reader, node, "agreementType"),
        status=first_concept(reader, node, "status"),
        status_code=first_slug(node, "status"),
        when=date_of(node),
        partners=tuple(sorted(reader.link("institution", body) for body in bodies if body != besides)),
        quotes=quotes,
    )


def _deal(reader: Reader, agreement: str, participation: Node, institution: str) -> Deal:
    role = first_concept(reader, participation, "role")
    return deal(reader, agreement, role, reader.quotes(participation), institution)


def taking_part_in(reader: Reader, agreement: str) -> tuple[str, ...]:
    """Return who takes part in an agreement, in any role, each once."""
    return tuple(dict.fromkeys(_bodies(reader, reader.some(agreement, *_ROLES))))


def _bodies(reader: Reader, agreement: Node) -> Iterator[str]:
    for name in _ROLES:
        for term in agreement.iris(AGR(name)):
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


def _signed(reader: Reader, official: str) -> list[tuple[str, str]]:
    """Return (agreement, signature) of an official, latest agreement first."""
    found = [
        (agreement, signature)
        for signature in reader.sources_of(AGR("signedBy"), official)
        for agreement in reader.sources_of(AGR("hasSignature"), signature)
    ]
    return sorted(found, key=lambda pair: recency(reader, pair[0]))


def _signings(reader: Reader, found: Iterable[tuple[str, str]]) -> tuple[Signing, ...]:
    return tuple(signing(reader, reader.node(signature), agreement) for agreement, signature in found)


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
        place = reader.local(term)
        facts.append(Fact("province", reader.label(place), link=province_link(reader, place)))
    for text in node.texts(DCTERMS("source")):
        facts.append(Fact("entrySource", Label(text, text)))
    facts += [Fact("basis", reader.concept(term)) for term in node.iris(AGR("basis"))]
    return tuple(fact for fact in facts if fact.value.any)


def _known(reader: Reader, institution: str) -> Link | None:
    """Return the link to an institution if it has a page, that is, if the store knows more than its name."""
    has_page = reader.node(institution).iris(AGR("institutionKind"))
    return reader.link("institution", institution) if has_page else None
