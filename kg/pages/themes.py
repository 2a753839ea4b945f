"""Builds the values of the pages of topics and provinces: which agreements are on them, who takes part, when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology import ontology_quads
from kg.ontology.terms import AGR, SKOS, TOPIC
from kg.pages.actors import dated, deal, year_of
from kg.pages.links import topic_link
from kg.pages.page_values import ThemePage
from kg.pages.paging import OF_THEMES, WHOLE, Part
from kg.pages.reader import Reader
from kg.pages.recency import latest
from kg.pages.values import Deal, Fact, Label, Link, Quotes
from kg.pages.words import words
from kg.store import Store

BODIES = 20
"""Institutions shown beside the agreements, those with most of them."""
_TIES = {"place": "concludedThere", "placeConcerned": "concernsIt"}
"""Property of an agreement that leads to a place -> the word for it."""


def topic_page(reader: Reader, local_id: str, part: Part = WHOLE) -> ThemePage:
    """Return what is known of a topic (``topic/SLUG``); agreements latest first."""
    concept = TOPIC(local_id.partition("/")[2])
    on = reader.once(("on", local_id), lambda: frozenset(reader.sources_of(AGR("topic"), concept.value)))
    found = reader.once(("topic", local_id), lambda: _latest_first(reader, filter(_is_agreement, on)))
    shown = part.rows("deals", found, OF_THEMES)
    deals = tuple(_with_quotes(reader, one, on) for one, _ in shown)
    link = Link(reader.address("topic", local_id), reader.concept(concept), "topic")
    page = _page(reader, link, "topic", concept.value, (), found, deals, (), part)
    return replace(page, ids=tuple(one for one, _ in shown), kin=() if part.name else _kin(reader, local_id))


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
    inside = reader.once(("inside", local_id), lambda: (place, *reader.sources_of(AGR("partOf"), place)))
    bodies = reader.once(("homes", local_id), lambda: reader.sources_of(AGR("inProvince"), place))
    ties = reader.once(("ties", local_id), lambda: _tying(reader, inside, bodies))
    found = reader.once(("province", local_id), lambda: _latest_first(reader, ties))
    shown = part.rows("deals", found, OF_THEMES)
    deals = tuple(_tied(reader, one, ties[one]) for one, _ in shown)
    link = Link(reader.address("province", local_id), reader.label(place), "province")
    places = () if part.name else tuple(Fact("placeWithin", reader.label(one)) for one in inside[1:])
    homes = () if part.name else tuple(reader.link("institution", body) for body in bodies)
    page = _page(reader, link, "province", reader.iri(place).value, places, found, deals, homes, part)
    return replace(page, ids=tuple(one for one, _ in shown))


def _is_agreement(local_id: str) -> bool:
    return local_id.startswith("agreement/")


def _tying(reader: Reader, inside: Iterable[str], bodies: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return agreement -> the words for what ties it to the places of a province or to its bodies."""
    found: dict[str, tuple[str, ...]] = {}
    for name, word in _TIES.items():
        for one in sorted({other for at in inside for other in reader.sources_of(AGR(name), at)}):
            if _is_agreement(one):
                found[one] = (*found.get(one, ()), word)
    for one in sorted({other for body in bodies for other in reader.sources_of(AGR("party"), body)}):
        found[one] = (*found.get(one, ()), "partyThere")
    return found


def _latest_first(reader: Reader, agreements: Iterable[str]) -> list[tuple[str, str]]:
    """Return (agreement, its day)."""
    found = ((one, reader.fact(one, AGR("date"))) for one in agreements)
    return sorted(found, key=lambda row: latest(row[1], reader.address("agreement", row[0])))


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
    found: Sequence[tuple[str, str]],
    deals: tuple[Deal, ...],
    homes: tuple[Link, ...],
    part: Part,
) -> ThemePage:
    years, bodies = Counter[int](), Counter[str]()
    if part.counts(len(found)):
        years = Counter(year for _, day in found if (year := year_of(day)))
        bodies = Counter(body for one, _ in found for body in reader.parties(one))
    ranked = sorted(bodies.items(), key=lambda item: (-item[1], item[0]))
    return ThemePage(
        id=iri,
        link=link,
        kind=kind,
        facts=facts,
        deals=deals,
        total=len(found),
        years=tuple(sorted(years.items())),
        bodies=tuple((reader.link("institution", body), count) for body, count in ranked[:BODIES]),
        left_out=max(0, len(ranked) - BODIES),
        homes=homes,
        lists=() if part.name else (dated("deals", found, OF_THEMES),),
    )


def _with_quotes(reader: Reader, agreement: str, on: Collection[str]) -> Deal:
    """Return an agreement with the words of its aims that are on a topic. on: all that is."""
    aims = [reader.node(aim) for aim in reader.objects(agreement, AGR("hasObjective")) if aim in on]
    quotes: Quotes = tuple(quote for aim in aims for quote in reader.quotes(aim))
    return deal(reader, agreement, Label(), quotes)


def _tied(reader: Reader, agreement: str, ties: tuple[str, ...]) -> Deal:
    """Return an agreement with the words for what ties it to a place."""
    labels = [words()[tie] for tie in ties]
    told = Label("، ".join(label.fa for label in labels), ", ".join(label.en for label in labels))
    return deal(reader, agreement, told, ())
