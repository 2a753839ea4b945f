"""Builds the values of the pages of topics and provinces: which agreements are on them, who takes part, when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology import ontology_quads
from kg.ontology.terms import AGR, SKOS, TOPIC
from kg.pages.actors import deal
from kg.pages.links import topic_link
from kg.pages.page_values import ThemePage
from kg.pages.paging import WHOLE, Part
from kg.pages.reader import Reader
from kg.pages.recency import recency
from kg.pages.values import Deal, Fact, Label, Link, Quotes
from kg.pages.words import words
from kg.store import Store

BODIES = 40
"""Institutions shown beside the agreements, those with most of them."""
_TIES = {"place": "concludedThere", "placeConcerned": "concernsIt"}
"""Property of an agreement that leads to a place -> the word for it."""


def topic_page(reader: Reader, local_id: str, part: Part = WHOLE) -> ThemePage:
    """Return what is known of a topic (``topic/SLUG``); agreements latest first."""
    concept = TOPIC(local_id.partition("/")[2])
    found = reader.once(("topic", local_id), lambda: _latest_first(reader, _on_topic(reader, concept.value)))
    shown = _shown(found, part)
    deals = tuple(_with_quotes(reader, one, concept.value) for one in shown)
    link = Link(reader.address("topic", local_id), reader.concept(concept), "topic")
    page = _page(reader, link, "topic", concept.value, (), found, deals, (), part)
    return replace(page, ids=tuple(shown), kin=() if part.start else _kin(reader, local_id))


def kin_of(local_id: str) -> tuple[str, ...]:
    """Return the wider topic and the narrower ones of ``topic/SLUG``, the wider first."""
    wider, narrower = _family()
    return (*wider.get(local_id, ()), *narrower.get(local_id, ()))


def _kin(reader: Reader, local_id: str) -> tuple[Link, ...]:
    """Return the links to those of them that have a page."""
    iris = (TOPIC(one.partition("/")[2]).value for one in kin_of(local_id))
    return tuple(link for iri in iris if reader.is_used(AGR("topic"), iri) and (link := topic_link(reader, iri)))


@cache
def _family() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return topic -> wider topics, and topic -> narrower ones, of the shipped ontology."""
    wider, narrower = dict[str, list[str]](), dict[str, list[str]]()
    for quad in sorted(ontology_quads(), key=str):
        ends = [TOPIC.local(quad.subject), TOPIC.local(quad.object)]
        if quad.predicate == SKOS("broader") and ends[0] and ends[1]:
            low, high = (f"topic/{end}" for end in ends)
            wider.setdefault(low, []).append(high)
            narrower.setdefault(high, []).append(low)
    return wider, narrower


def province_page(reader: Reader, local_id: str, part: Part = WHOLE) -> ThemePage:
    """Return what is known of a province (``province/SLUG``): agreements concluded there, about it, of its bodies."""
    place = f"place/{local_id.partition('/')[2]}"
    inside = (place, *reader.sources_of(AGR("partOf"), place))
    bodies = reader.sources_of(AGR("inProvince"), place)
    found = reader.once(("province", local_id), lambda: _latest_first(reader, _tying(reader, inside, bodies)))
    shown = _shown(found, part)
    deals = tuple(_tied(reader, one, found[one]) for one in shown)
    link = Link(reader.address("province", local_id), reader.label(place), "province")
    places = tuple(Fact("placeWithin", reader.label(one)) for one in inside[1:])
    homes = tuple(reader.link("institution", body) for body in bodies)
    page = _page(reader, link, "province", reader.iri(place).value, places, found, deals, homes, part)
    return replace(page, ids=tuple(shown))


def _on_topic(reader: Reader, iri: str) -> dict[str, tuple[str, ...]]:
    return {one: () for one in reader.sources_of(AGR("topic"), iri) if one.startswith("agreement/")}


def _tying(reader: Reader, inside: Iterable[str], bodies: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return agreement -> the words for what ties it to the places of a province or to its bodies."""
    found: dict[str, tuple[str, ...]] = {}
    for name, word in _TIES.items():
        for one in sorted({other for at in inside for other in reader.sources_of(AGR(name), at)}):
            if one.startswith("agreement/"):
                found[one] = (*found.get(one, ()), word)
    for one in sorted({other for body in bodies for other in reader.sources_of(AGR("party"), body)}):
        found[one] = (*found.get(one, ()), "partyThere")
    return found


def _latest_first(reader: Reader, found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {one: found[one] for one in sorted(found, key=lambda one: recency(reader, one))}


def is_theme(store: Store, local_id: str) -> bool:
    """Say whether this names a topic of some agreement or a province of the store."""
    kind, _, slug = local_id.partition("/")
    if kind == "topic":
        return any(store.quads(None, AGR("topic"), TOPIC(slug), DefaultGraph()))
    place = NamedNode(f"{store.base_iri}place/{slug}")
    return kind == "province" and any(store.quads(place, AGR("placeKind"), Literal("province"), DefaultGraph()))


def _page(  # noqa: PLR0913, PLR0917 - what both kinds of page are made of
    reader: Reader,
    link: Link,
    kind: str,
    iri: str,
    facts: tuple[Fact, ...],
    found: Iterable[str],
    deals: tuple[Deal, ...],
    homes: tuple[Link, ...],
    part: Part,
) -> ThemePage:
    agreements = list(found)
    years, bodies = Counter[int](), Counter[str]()
    if part.counts(len(agreements)):
        years = Counter(year for one in agreements if (year := reader.some(one, "year").number(AGR("year"))))
        bodies = Counter(body for one in agreements for body in reader.taking_part(one))
    ranked = sorted(bodies.items(), key=lambda item: (-item[1], item[0]))
    return ThemePage(
        id=iri,
        link=link,
        kind=kind,
        facts=() if part.start else facts,
        deals=deals,
        total=len(agreements),
        years=tuple(sorted(years.items())),
        bodies=tuple((reader.link("institution", body), count) for body, count in ranked[:BODIES]),
        left_out=max(0, len(ranked) - BODIES),
        homes=() if part.start else homes,
    )


def _shown(found: Iterable[str], part: Part) -> list[str]:
    """Return the agreements of a part."""
    return list(islice(found, part.start, None if part.size is None else part.start + part.size))


def _with_quotes(reader: Reader, agreement: str, topic: str) -> Deal:
    """Return an agreement with the words of its aims that are on a topic."""
    terms = reader.some(agreement, "hasObjective").iris(AGR("hasObjective"))
    aims = [reader.node(reader.local(term)) for term in terms]
    on = [aim for aim in aims if any(term.value == topic for term in aim.iris(AGR("topic")))]
    quotes: Quotes = tuple(quote for aim in on for quote in reader.quotes(aim))
    return deal(reader, agreement, Label(), quotes)


def _tied(reader: Reader, agreement: str, ties: tuple[str, ...]) -> Deal:
    """Return an agreement with the words for what ties it to a place."""
    labels = [words()[tie] for tie in ties]
    told = Label("، ".join(label.fa for label in labels), ", ".join(label.en for label in labels))
    return deal(reader, agreement, told, ())
