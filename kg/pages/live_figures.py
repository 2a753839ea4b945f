"""The pages of figures on a server, each counted when it is asked for: a server keeps answers while its store stays.

A page reads only what it shows. Of a store beyond ``COUNTED`` agreements nothing is counted; the page says so.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from pyoxigraph import DefaultGraph

from kg.ontology.terms import AGR, RDF
from kg.overview import FACTS, Rankings, Survey, network_overview, quality, rankings, regions, timeline, without
from kg.pages.bounded import BoundedReader
from kg.pages.figures import Naming, pages_of
from kg.pages.figures_map import map_page
from kg.pages.figures_quality import missing_address, missing_page, missing_pages, quality_page
from kg.pages.figures_ranks import TABLES, ranking_csv, rankings_page
from kg.pages.figures_time import timeline_page, year_page
from kg.pages.rendering import render
from kg.pages.themes import is_theme
from kg.pages.views import KINDS
from kg.store import Store

COUNTED = 200_000
"""Agreements up to which figures are counted while somebody waits: about half a minute for the slowest page."""
MEASURED = 150
"""Agreements up to which the network is measured for its bridges: exact measures take nodes times edges steps."""
OVERVIEWS = ("timeline", "map", "rankings", "quality")
_YEAR = re.compile(r"timeline/(jalali|gregorian)-(-?[0-9]{1,9})(?:-p([0-9]{1,6}))?\.html")
_MISSING = re.compile(r"(quality/without-[a-z-]{1,40}?)(?:-p([0-9]{1,6}))?\.html")
_TABLE = re.compile(rf"rankings/({'|'.join(TABLES)})\.csv")
FIGURES = re.compile(
    rf"((?:{'|'.join(OVERVIEWS)})\.html|rankings/(?:{'|'.join(TABLES)})\.csv"
    r"|timeline/(?:jalali|gregorian)-[0-9p-]{1,20}\.html|quality/without-[a-z0-9-]{1,50}\.html)"
)
"""Every address of a page of figures; what stands for its name is the whole of it."""


def figure_text(store: Store, address: str, **extra: Any) -> str | None:  # noqa: ANN401 - whatever templates show
    """Return the page or table under an address, None where there is none (a year without agreements)."""
    found = store.quads(None, RDF("type"), AGR("Agreement"), DefaultGraph())
    if sum(1 for _ in islice(found, COUNTED + 1)) > COUNTED:
        section = address.partition("/")[0].removesuffix(".html")
        return render("uncounted.html", root="../" * address.count("/"), section=section, most=COUNTED, **extra)
    naming, survey = Naming(BoundedReader(store), lambda href: _served(store, href)), Survey(store)
    table = _TABLE.fullmatch(address)
    if table:
        return ranking_csv(naming, _rankings(store, survey), table[1])
    if address.removesuffix(".html") in OVERVIEWS:
        return _overview(naming, survey, address.removesuffix(".html"), extra)
    year, missing = _YEAR.fullmatch(address), _MISSING.fullmatch(address)
    if year:
        return _year(naming, survey, year, extra)
    return _lacking(naming, survey, missing, extra) if missing else None


def _served(store: Store, href: str) -> bool:
    """Say whether a page of a thing may be asked for: of topics and provinces those that the store knows."""
    kind = href.partition("/")[0]
    return is_theme(store, href.removesuffix(".html")) if kind in ("topic", "province") else kind in KINDS


def _overview(naming: Naming, survey: Survey, name: str, extra: dict[str, Any]) -> str:
    if name == "timeline":
        return timeline_page(naming, timeline(survey), **extra)
    if name == "map":
        return map_page(naming, regions(survey), **extra)
    if name == "rankings":
        return rankings_page(naming, _rankings(survey.store, survey), **extra)
    return quality_page(naming, quality(survey), **extra)


def _rankings(store: Store, survey: Survey) -> Rankings:
    small = len(survey.ids) <= MEASURED
    if not small:
        return rankings(survey)
    overview = network_overview(store)
    return rankings(survey, overview.measures(), overview.standing.sample)


def _year(naming: Naming, survey: Survey, asked: re.Match[str], extra: dict[str, Any]) -> str | None:
    name, number = asked[1], int(asked[3] or 1)
    calendar = next(one for one in timeline(survey).calendars if one.name == name)
    year = next((one for one in calendar.years if str(one.year) == asked[2]), None)
    if year is None or not 1 <= number <= pages_of(year.count):
        return None
    return year_page(naming, survey, name, year, number, **extra)


def _lacking(naming: Naming, survey: Survey, asked: re.Match[str], extra: dict[str, Any]) -> str | None:
    fact = next((one for one in FACTS if missing_address(one) == asked[1]), None)
    number = int(asked[2] or 1)
    numbers = survey.latest_first(without(survey, fact)) if fact else []
    if fact is None or not 1 <= number <= missing_pages(len(numbers)):
        return None
    return missing_page(naming, survey, fact, number, numbers, **extra)
