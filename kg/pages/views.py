"""One description of a page for both ways to serve it: what it shows, its card, and its row in a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.network import NodeMeasure
from kg.pages import cards
from kg.pages.actors import institution_page
from kg.pages.agreements import agreement_page
from kg.pages.article_values import ArticlePage
from kg.pages.articles import article_page
from kg.pages.officials import official_page
from kg.pages.page_values import AgreementPage, InstitutionPage, OfficialPage, ThemePage
from kg.pages.paging import FIRST, WHOLE, Pager, Part, Rows, most_a_row
from kg.pages.picture import Near
from kg.pages.reader import Reader
from kg.pages.rendering import render
from kg.pages.sources import sources
from kg.pages.themes import province_page, topic_page
from kg.pages.values import Label, Link, Source, When

KINDS = ("agreement", "institution", "official", "article", "topic", "province")
"""Kinds of things with a page of their own making and a list, in the order in which they are written."""
_NONE = Label()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    link: Link
    links: tuple[Link, ...] = ()
    type: Label = _NONE
    status: Label = _NONE
    status_code: str = ""
    when: When | None = None
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The page of one thing.

    card: what a network shows of it (None: it is in no network); row: its row in a list; uri: its stable address;
    sources: the articles that its quotes are from; most: quotes of one row that there is room for.
    """

    kind: str
    page: AgreementPage | InstitutionPage | OfficialPage | ArticlePage | ThemePage
    card: cards.Card | None
    row: Row
    uri: str = ""
    sources: tuple[Source, ...] = ()
    most: int = 1

    @property
    def lists(self) -> tuple[Rows, ...]:
        """The long lists of the thing; none on a further page."""
        return () if isinstance(self.page, ArticlePage) else self.page.lists


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page. root: way from it to the root of the pages; drawn: address of its drawing.

    measure, sample: how its subject stands in the whole network, where that was measured. previous, next: the things
    beside it in its list, where that is known. facts: address of its triples.
    part: what this page shows of the thing; pagers: by list, the other pages of it; by_year: the pages where the rows
    of years begin. near: what is shown of its drawing without scripts.
    """

    root: str = "../"
    drawn: str = ""
    measure: NodeMeasure | None = None
    sample: int | None = None
    previous: Link | None = None
    next: Link | None = None
    facts: str = ""
    part: Part = FIRST
    pagers: Mapping[str, Pager] = field(default_factory=dict)
    by_year: Mapping[int, str] = field(default_factory=dict)
    near: Near | None = None


def view_of(reader: Reader, kind: str, local_id: str, part: Part = WHOLE) -> View:
    """Return the page of an agreement, institution, official or article (one of KINDS)."""
    view = _MAKERS[kind](reader, local_id, part)
    uri = view.page.id if isinstance(view.page, ThemePage) else reader.iri(local_id).value
    most = most_a_row(map(len, reader.rows.values()))
    return replace(view, uri=uri, most=most, sources=_sources(reader, view, most))


def _sources(reader: Reader, view: View, most: int) -> tuple[Source, ...]:
    """Return the articles whose quotes a page shows; an agreement's are all that tell of it."""
    if isinstance(view.page, AgreementPage) and view.page.sources:
        return view.page.sources
    if isinstance(view.page, ArticlePage):
        return (view.page.source,)
    return sources(reader, {quote.article for quotes in reader.rows.values() for quote in quotes[:most]})


def subject(view: View, local_id: str) -> tuple[str, tuple[str, ...]]:
    """Return whose facts are behind a page (a topic by its IRI, a province as a place), and the things beside it."""
    if isinstance(view.page, ThemePage):
        place = f"place/{local_id.partition('/')[2]}"
        return (place if view.kind == "province" else view.page.id), view.page.ids
    return local_id, ()


def page_text(view: View, frame: Frame, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page as HTML; ``extra`` are further values for the template."""
    values: dict[str, Any] = {"page": view.page, "root": frame.root, "section": f"{view.kind}s"}
    drawn = {"measure": frame.measure, "sample": frame.sample, "drawn": frame.drawn, "near": frame.near}
    values |= {"previous": frame.previous, "next": frame.next, "further": frame.part.name}
    values |= {"pagers": frame.pagers, "by_year": frame.by_year, "facts": frame.facts, "uri": view.uri}
    values |= {"sources": view.sources, "most": view.most}
    return render(f"{view.kind}.html", **values, **drawn, **extra)


def _agreement(reader: Reader, local_id: str, part: Part) -> View:
    page = agreement_page(reader, local_id, part)
    parties = tuple(dict.fromkeys(party.institution for party in page.parties))
    row = Row(page.link, parties, page.type, page.status, page.status_code, page.when)
    return View("agreement", page, cards.agreement_card(page), row)


def _institution(reader: Reader, local_id: str, part: Part) -> View:
    page = institution_page(reader, local_id, part)
    row = Row(page.link, type=page.kind, count=page.total)
    return View("institution", page, cards.institution_card(page), row)


def _official(reader: Reader, local_id: str, part: Part) -> View:
    page = official_page(reader, local_id, part)
    bodies = tuple(dict.fromkeys(item.institution for item in page.holdings if item.institution))
    row = Row(page.link, bodies, count=page.total)
    return View("official", page, cards.official_card(page), row)


def _topic(reader: Reader, local_id: str, part: Part) -> View:
    page = topic_page(reader, local_id, part)
    return View("topic", page, None, Row(page.link, count=page.total))


def _province(reader: Reader, local_id: str, part: Part) -> View:
    page = province_page(reader, local_id, part)
    return View("province", page, None, Row(page.link, count=page.total))


def _article(reader: Reader, local_id: str, part: Part) -> View:
    page = article_page(reader, local_id)
    deals = tuple(one.link for one in page.told if one.link.kind == "agreement")
    row = Row(page.link, deals, Label(page.source.publisher), when=page.source.published)
    return View("article", page, None, row if page.told else replace(row, note="toldNothing"))


_MAKERS: dict[str, Callable[[Reader, str, Part], View]] = {
    "agreement": _agreement,
    "institution": _institution,
    "official": _official,
    "article": _article,
    "topic": _topic,
    "province": _province,
}
