"""Links to agreements, which may have no label of their own, and to topics and provinces."""

from __future__ import annotations

from kg.ontology.terms import AGR, TOPIC
from kg.pages.parts import first_concept
from kg.pages.reader import Reader
from kg.pages.values import Link


def agreement_link(reader: Reader, local_id: str) -> Link:
    """Return the link to an agreement; one without a label is named by its kind."""
    link = reader.link("agreement", local_id)
    if link.label.any.strip():
        return link
    return Link(link.href, first_concept(reader, reader.node(local_id), "agreementType"), "agreement")


def thing_link(reader: Reader, kind: str, local_id: str) -> Link | None:
    """Return the link to the page of a thing of any kind that has one, None for a theme that has none."""
    slug = local_id.partition("/")[2]
    if kind == "topic":
        return topic_link(reader, TOPIC(slug).value)
    if kind == "province":
        return province_link(reader, f"place/{slug}")
    if kind == "article":
        return reader.article(local_id)
    return agreement_link(reader, local_id) if kind == "agreement" else reader.link(kind, local_id)


def topic_link(reader: Reader, iri: str) -> Link | None:
    """Return the link to a topic's page, None for a concept of another scheme."""
    if not iri.startswith(TOPIC.base):
        return None
    name = f"topic/{iri.removeprefix(TOPIC.base)}"
    return Link(reader.address("topic", name), reader.concept(TOPIC(name.partition("/")[2])), "topic")


def province_link(reader: Reader, place: str) -> Link | None:
    """Return the link to the page of a place that is a province, None for any other."""
    if reader.fact(place, AGR("placeKind")) != "province":
        return None
    return Link(reader.address("province", f"province/{place.partition('/')[2]}"), reader.label(place), "province")
