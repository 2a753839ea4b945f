"""Builds the values of an institution's page, and the rows of agreements that other pages show too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ontology.terms import AGR, DCTERMS, SKOS
from kg.pages.cutting import Cutting
from kg.pages.decisions import decisions
from kg.pages.holdings import held_in, holding, reaching
from kg.pages.links import agreement_link, province_link, topic_link
from kg.pages.nodes import Node
from kg.pages.page_values import InstitutionPage
from kg.pages.paging import CUTTING, WHOLE, Part, Rows
from kg.pages.parts import date_of, first_concept, first_slug
from kg.pages.passings import body_link, passings
from kg.pages.reader import Reader
from kg.pages.recency import latest
from kg.pages.values import Deal, Deed, Fact, Label, Link, Quotes

_DATE = ("date", "jalaliDate", "dateAsWritten")
_SHOWN = ("agreementType", "status", *_DATE)
"""What a row shows of an agreement."""
PARTNERS, TOPICS = 20, 12
"""Partners and topics shown beside an institution's agreements, those with most of them."""


def institution_page(reader: Reader, local_id: str, part: Part = WHOLE) -> InstitutionPage:
    """Return what is known of an institution; agreements latest first, undated last, all or a part of them.

    A part that is not the first has such rows alone.
    """
    node = reader.node(local_id)
    found = reader.once(("institution", local_id), lambda: _taking_part(reader, local_id))
    held = reader.once(("holders", local_id), lambda: held_in(reader, local_id))
    done = reader.once(("deeds", local_id), lambda: _done(reader, local_id))
    page = InstitutionPage(
        id=local_id,
        link=reader.link("institution", local_id),
        kind=first_concept(reader, node, "institutionKind"),
        aliases=node.texts(SKOS("altLabel")),
        deals=tuple(_deal(reader, one, reader.node(other), local_id) for one, other, _ in part.rows("deals", found)),
        total=len(found),
        deeds=tuple(_deed(reader, reader.node(event), agreement) for agreement, event in part.rows("deeds", done)),
        holdings=reaching(
            holding(reader, reader.node(tenure), official) for tenure, official in part.rows("holdings", held)
        ),
        counts=(len(done), len(held)),
        lists=() if part.name else (dated("deals", found), Rows("deeds", tuple(done)), Rows("holdings", tuple(held))),
    )
    return page if part.name else _whole(reader, node, page, found, part)


def _whole(
    reader: Reader, node: Node, page: InstitutionPage, found: list[tuple[str, str, str]], part: Part
) -> InstitutionPage:
    """Return a page with all that stands on the first one alone."""
    agreements = sorted({one for one, _, _ in found}) if part.counts(len(found)) else []
    shared = _partners(reader, agreements, node.id)
    topics = _topics(reader, agreements)
    years = Counter(year for one, year in {one: year_of(day) for one, _, day in found}.items() if year)
    return replace(
        page,
        facts=_institution_facts(reader, node),
        partners=tuple((reader.link("institution", body), count) for body, count in shared[:PARTNERS]),
        partners_left=len(shared[PARTNERS:]),
        topics=topics[:TOPICS],
        topics_left=len(topics[TOPICS:]),
        years=tuple(sorted(years.items())),
        passings=passings(reader, node),
        decisions=decisions(reader, node, (node.id,)),
    )


def _taking_part(reader: Reader, institution: str) -> list[tuple[str, str, str]]:
    """Return (agreement, participation, day of the agreement) of an institution, latest agreement first."""
    found = [
        (agreement, participation, reader.fact(agreement, AGR("date")))
        for participation in reader.sources_of(AGR("participant"), institution)
        for agreement in reader.owners(participation)
        if agreement.startswith("agreement/")
    ]
    return sorted(found, key=lambda row: latest(row[2], reader.address("agreement", row[0])))


def dated(name: str, rows: Sequence[tuple[str, ...]], cutting: Cutting = CUTTING) -> Rows:
    """Return a long list of rows that end with a day in its ISO form, "" for none."""
    return Rows(name, tuple(row[:-1] for row in rows), tuple(year_of(row[-1]) for row in rows), cutting)


def year_of(day: str) -> int:
    """Return the year of a day in its ISO form, 0 for none."""
    return int(day[:4]) if day[:4].isascii() and day[:4].isdigit() else 0


def _partners(reader: Reader, agreements: Iterable[str], institution: str) -> list[tuple[str, int]]:
    """Return the other parties of these agreements, with the number of them, most first."""
    shared = Counter(body for one in agreements for body in reader.parties(one) if body != institution)
    return sorted(shared.items(), key=lambda item: (-item[1], item[0]))


def deal(reader: Reader, agreement: str, role: Label, quotes: Quotes, besides: str = "") -> Deal:
    """Return an agreement as a row; all who take part are shown but ``besides``."""
    node = reader.some(agreement, *_SHOWN)
    bodies = reader.taking_part(agreement)
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


def _topics(reader: Reader, agreements: Iterable[str]) -> tuple[tuple[Link, int], ...]:
    """Return the topics of these agreements, with the number of them, most first."""
    shared = Counter(topic for one in agreements for topic in reader.objects(one, AGR("topic")))
    linked = [(link, count) for iri, count in shared.items() if (link := topic_link(reader, iri))]
    return tuple(sorted(linked, key=lambda item: (-item[1], item[0])))


def _done(reader: Reader, institution: str) -> list[tuple[str, str]]:
    """Return (agreement, event) of what an institution did in the lives of agreements; latest first."""
    found = [
        (agreement, event)
        for event in reader.sources_of(AGR("actingBody"), institution)
        for agreement in reader.sources_of(AGR("hasEvent"), event)
    ]
    return sorted(found, key=lambda one: (latest(reader.fact(one[1], AGR("date")), one[0]), one[1]))


def _deed(reader: Reader, event: Node, agreement: str) -> Deed:
    kind = first_concept(reader, event, "eventKind")
    return Deed(agreement_link(reader, agreement), kind, date_of(event), reader.quotes(event))


def _institution_facts(reader: Reader, node: Node) -> tuple[Fact, ...]:
    facts = [
        Fact("name", reader.label(node.id), reader.quotes(node)),
        *(Fact("institutionKind", reader.concept(term)) for term in node.iris(AGR("institutionKind"))),
        *(Fact("alias", Label(text)) for text in node.texts(SKOS("altLabel"))),
    ]
    for term in node.iris(AGR("parent")):
        parent = reader.local(term)
        facts.append(Fact("parent", reader.label(parent), link=body_link(reader, parent)))
    for term in node.iris(AGR("inProvince")):
        place = reader.local(term)
        facts.append(Fact("province", reader.label(place), link=province_link(reader, place)))
    for text in node.texts(DCTERMS("source")):
        facts.append(Fact("entrySource", Label(text, text)))
    facts += [Fact("basis", reader.concept(term)) for term in node.iris(AGR("basis"))]
    return tuple(fact for fact in facts if fact.value.any)
