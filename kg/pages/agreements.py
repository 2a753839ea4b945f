"""Builds the values of an agreement's page."""

from __future__ import annotations

from dataclasses import replace

from kg.ontology.terms import AGR, SCHEMA
from kg.pages.decisions import decisions
from kg.pages.disputes import disputes
from kg.pages.links import agreement_link, topic_link
from kg.pages.lives import stages
from kg.pages.lookups import ROLES
from kg.pages.nodes import Node
from kg.pages.page_values import AgreementPage
from kg.pages.paging import WHOLE, Part, Rows
from kg.pages.parts import date_of, first_concept, first_slug, parts
from kg.pages.plain import Support, agreement_facts
from kg.pages.reader import Reader
from kg.pages.related import related_to
from kg.pages.sources import articles_of, sources
from kg.pages.values import Aim, Label, Party, Saying, Signing


def agreement_page(reader: Reader, local_id: str, part: Part = WHOLE) -> AgreementPage:
    """Return what is known of an agreement, each part in the order of its first quote.

    Statements and sources are all or a part of them; a part that is not the first has nothing else.
    """
    node = reader.node(local_id)
    told = reader.once(("told", local_id), lambda: _articles(reader, node))
    reader.within(*(article for article, _ in told))
    said = [
        (item.id, local_id) for item in parts(reader, node, "hasStatement")
    ]  # each time: sources show what these quote
    page = AgreementPage(
        id=local_id,
        link=agreement_link(reader, local_id),
        type=first_concept(reader, node, "agreementType"),
        status=first_concept(reader, node, "status"),
        status_code=first_slug(node, "status"),
        when=date_of(node),
        sayings=tuple(saying(reader, reader.node(item)) for item, _ in part.rows("sayings", said)),
        counts=(len(said), len(told)),
        lists=() if part.name else (Rows("sayings", tuple(said)), Rows("sources", tuple(told))),
    )
    page = page if part.name else _whole(reader, node, page)
    return replace(page, sources=sources(reader, (article for article, _ in part.rows("sources", told))))


def _whole(reader: Reader, node: Node, page: AgreementPage) -> AgreementPage:
    """Return a page with all that stands on the first one alone."""
    support = Support(reader, node)
    return replace(
        page,
        facts=agreement_facts(reader, node, support),
        parties=parties_of(reader, node),
        signings=_signings(reader, node),
        objectives=tuple(_aim(reader, item) for item in parts(reader, node, "hasObjective")),
        purposes=_texts(node, "purpose", support),
        subjects=_texts(node, "subject", support),
        stages=stages(reader, node),
        disputes=disputes(reader, node.id),
        related=related_to(reader, node),
        decisions=decisions(reader, node, map(reader.local, node.iris(AGR("reportedBy")))),
    )


def _articles(reader: Reader, node: Node) -> list[tuple[str, str]]:
    """Return (article, agreement) of the articles that tell of it, first published first, those without a date last."""
    found = ((reader.stated(one).text(SCHEMA("datePublished")) or "9999", one) for one in articles_of(reader, node))
    return [(article, node.id) for _, article in sorted(found)]


def _signings(reader: Reader, node: Node) -> tuple[Signing, ...]:
    """Return who has signed, then who is to sign."""
    planned = parts(reader, node, "hasPlannedSignature")
    return (
        *(signing(reader, item, node.id) for item in parts(reader, node, "hasSignature")),
        *(replace(signing(reader, item, node.id), planned=True) for item in planned),
    )


def parties_of(reader: Reader, node: Node) -> tuple[Party, ...]:
    """Return the parties of an agreement, then those with other roles."""
    return tuple(
        Party(
            institution=reader.link("institution", reader.local(institution)),
            role=first_concept(reader, item, "role"),
            via_office=item.text(AGR("viaOffice")) == "true",
            quotes=reader.quotes(item),
            id=item.id,
        )
        for role in ROLES
        for item in parts(reader, node, f"has{role}Participation")
        for institution in item.iris(AGR("participant"))[:1]
    )


def signing(reader: Reader, item: Node, agreement: str) -> Signing:
    """Return one signature."""
    bodies = [reader.link("institution", reader.local(term)) for term in item.iris(AGR("onBehalfOf"))]
    official = reader.local(next(iter(item.iris(AGR("signedBy"))), None))
    return Signing(
        official=reader.link("official", official),
        agreement=agreement_link(reader, agreement),
        on_behalf_of=bodies[0] if bodies else None,
        offices=tuple(reader.label(reader.local(term)) for term in item.iris(AGR("inOffice"))),
        when=date_of(reader.some(agreement, "date", "jalaliDate", "dateAsWritten")),
        quotes=reader.quotes(item),
        id=item.id,
    )


def _aim(reader: Reader, item: Node) -> Aim:
    topics = tuple(link for term in item.iris(AGR("topic")) if (link := topic_link(reader, term.value)))
    return Aim(item.text(AGR("text")), topics, reader.quotes(item))


def _texts(node: Node, name: str, support: Support) -> tuple[Aim, ...]:
    return tuple(Aim(text, (), support.quotes("text", text)) for text in node.texts(AGR(name)))


def saying(reader: Reader, item: Node) -> Saying:
    """Return one statement."""
    speakers = [reader.link("official", reader.local(term)) for term in item.iris(AGR("speaker"))]
    return Saying(
        speaker=Label(item.text(AGR("speakerName"))),
        official=speakers[0] if speakers else None,
        text=item.text(AGR("text")),
        stance=first_concept(reader, item, "stance"),
        quotes=reader.quotes(item),
    )
