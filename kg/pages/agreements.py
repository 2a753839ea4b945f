"""Builds the values of an agreement's page."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.ontology.terms import AGR, SCHEMA
from kg.pages.dates import when
from kg.pages.decisions import decisions
from kg.pages.links import agreement_link, topic_link
from kg.pages.names import web_address
from kg.pages.parts import date_of, first_concept, first_slug, parts
from kg.pages.plain import Support, agreement_facts
from kg.pages.reader import Node, Reader
from kg.pages.related import related_to
from kg.pages.values import AgreementPage, Aim, Happening, Label, Party, Saying, Signing, Source

_ROLES = ("Party", "Host", "Executor", "Supervisor", "Witness")


def agreement_page(reader: Reader, local_id: str) -> AgreementPage:
    """Return all that is known of an agreement, each part in the order of its first quote."""
    node = reader.node(local_id)
    support = Support(reader, node)
    return AgreementPage(
        id=local_id,
        link=agreement_link(reader, local_id),
        type=first_concept(reader, node, "agreementType"),
        status=first_concept(reader, node, "status"),
        status_code=first_slug(node, "status"),
        when=date_of(node),
        facts=agreement_facts(reader, node, support),
        parties=parties_of(reader, node),
        signings=tuple(signing(reader, item, local_id) for item in parts(reader, node, "hasSignature")),
        objectives=tuple(_aim(reader, item) for item in parts(reader, node, "hasObjective")),
        purposes=_texts(node, "purpose", support),
        subjects=_texts(node, "subject", support),
        events=tuple(_event(reader, item) for item in parts(reader, node, "hasEvent")),
        related=related_to(reader, node),
        sayings=tuple(saying(reader, item) for item in parts(reader, node, "hasStatement")),
        sources=_sources(reader, node),
        decisions=decisions(reader, node, map(reader.local, node.iris(AGR("reportedBy")))),
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
        for role in _ROLES
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


def _event(reader: Reader, item: Node) -> Happening:
    bodies = [reader.link("institution", reader.local(term)) for term in item.iris(AGR("actingBody"))]
    kind = first_concept(reader, item, "eventKind")
    return Happening(kind, date_of(item), bodies[0] if bodies else None, reader.quotes(item))


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


def _sources(reader: Reader, node: Node) -> tuple[Source, ...]:
    reports = [reader.stated(reader.local(term)) for term in node.iris(AGR("reportedBy"))]
    articles = {reader.local(term) for report in reports for term in report.iris(AGR("reportedIn"))}
    return tuple(sorted((source(reader, article) for article in articles), key=_by_date))


def _by_date(item: Source) -> tuple[str, str]:
    return (item.published.iso if item.published else "9999", item.article.href)


def source(reader: Reader, article: str) -> Source:
    """Return an article as a source."""
    node = reader.stated(article)
    urls = [term.value for term in node.all(SCHEMA("url")) if isinstance(term, NamedNode | Literal)]
    return Source(
        article=reader.article(article),
        publisher=node.text(SCHEMA("publisher")),
        published=when(node.text(SCHEMA("datePublished"))),
        url=web_address(urls[0]) if urls else "",
    )
