"""One description of a page for both ways to serve it: what it shows, its card, and its row in a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from kg.network import NodeMeasure
from kg.pages import cards
from kg.pages.actors import WHOLE, Part, institution_page, official_page
from kg.pages.agreements import agreement_page
from kg.pages.article_values import ArticlePage
from kg.pages.articles import article_page
from kg.pages.picture import Near
from kg.pages.reader import Reader
from kg.pages.rendering import render
from kg.pages.themes import province_page, topic_page
from kg.pages.values import AgreementPage, InstitutionPage, Label, Link, OfficialPage, ThemePage, When

KINDS = ("agreement", "institution", "official", "article", "topic", "province")
"""Kinds of things with a page of their own making and a list, in the order in which they are written."""
PART = 60
"""Agreements or signatures of one page: some 60 kB."""
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

    card: what a network shows of it (None: it is in no network); row: its row in a list; total: rows of its longest
    list (agreements, signatures, office-holders …) that may be divided over several pages, 0 where there are none;
    uri: its stable address.
    """

    kind: str
    page: AgreementPage | InstitutionPage | OfficialPage | ArticlePage | ThemePage
    card: cards.Card | None
    row: Row
    total: int = 0
    uri: str = ""

    @property
    def parts(self) -> int:
        """In how many pages the thing is shown: one for each ``PART`` of its rows."""
        return max(1, -(-self.total // PART))


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page. root: way from it to the root of the pages; drawn: address of its drawing.

    measure, sample: how its subject stands in the whole network, where that was measured. previous, next: the things
    beside it in its list, where that is known. facts: address of its triples.
    part: which page of the thing this is, from 1; beside: addresses of the
    pages of it before and after, "" for none. near: what is shown of its drawing without scripts.
    """

    root: str = "../"
    drawn: str = ""
    measure: NodeMeasure | None = None
    sample: int | None = None
    previous: Link | None = None
    next: Link | None = None
    facts: str = ""
    part: int = 1
    beside: tuple[str, str] = ("", "")
    near: Near | None = None


def view_of(reader: Reader, kind: str, local_id: str, part: Part = WHOLE) -> View:
    """Return the page of an agreement, institution, official or article (one of KINDS)."""
    view = _MAKERS[kind](reader, local_id, part)
    uri = view.page.id if isinstance(view.page, ThemePage) else reader.iri(local_id).value
    return replace(view, uri=uri)


def page_text(view: View, frame: Frame, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page as HTML; ``extra`` are further values for the template."""
    values: dict[str, Any] = {"page": view.page, "root": frame.root, "section": f"{view.kind}s"}
    drawn = {"measure": frame.measure, "sample": frame.sample, "drawn": frame.drawn, "near": frame.near}
    values |= {"previous": frame.previous, "next": frame.next, "part": frame.part, "parts": view.parts}
    values |= {"before": frame.beside[0], "after": frame.beside[1], "facts": frame.facts, "uri": view.uri}
    return render(f"{view.kind}.html", **values, **drawn, **extra)


def _agreement(reader: Reader, local_id: str, part: Part) -> View:
    page = agreement_page(reader, local_id)
    parties = tuple(dict.fromkeys(party.institution for party in page.parties))
    row = Row(page.link, parties, page.type, page.status, page.status_code, page.when)
    return View("agreement", page, cards.agreement_card(page), row)


def _institution(reader: Reader, local_id: str, part: Part) -> View:
    whole = institution_page(reader, local_id, part)
    rows = max(whole.total, len(whole.holdings), len(whole.deeds))
    page = replace(whole, holdings=part.of(whole.holdings), deeds=part.of(whole.deeds))
    row = Row(page.link, type=page.kind, count=page.total)
    return View("institution", page, cards.institution_card(page), row, rows)


def _official(reader: Reader, local_id: str, part: Part) -> View:
    whole = official_page(reader, local_id, part)
    rows = max(whole.total, len(whole.holdings), len(whole.sayings))
    page = replace(whole, holdings=part.of(whole.holdings), sayings=part.of(whole.sayings))
    bodies = tuple(dict.fromkeys(item.institution for item in page.holdings if item.institution))
    return View("official", page, cards.official_card(page), Row(page.link, bodies, count=page.total), rows)


def _topic(reader: Reader, local_id: str, part: Part) -> View:
    page = topic_page(reader, local_id, part)
    return View("topic", page, None, Row(page.link, count=page.total), page.total)


def _province(reader: Reader, local_id: str, part: Part) -> View:
    page = province_page(reader, local_id, part)
    return View("province", page, None, Row(page.link, count=page.total), page.total)


def _article(reader: Reader, local_id: str, part: Part) -> View:
    page = article_page(reader, local_id)
    deals = tuple(link for link, _ in page.told if link.kind == "agreement")
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
