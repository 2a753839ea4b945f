"""Writes the pages of figures of a site: timeline, map, rankings, quality, and the lists that they lead to."""

from __future__ import annotations

from kg.network import Measures
from kg.overview import FACTS, Figures, Survey, figures, without
from kg.pages import (
    FigureNaming,
    Reader,
    figure_pages,
    missing_address,
    missing_page,
    missing_pages,
    numbered,
    pages_of,
    year_address,
    year_page,
)
from kg.site.folder import Site
from kg.store import Store


def write_figures(site: Site, store: Store, measures: Measures | None = None, reader: Reader | None = None) -> Figures:
    """Write the pages of figures and return the figures.

    To be called when the pages of things are written: links lead only to pages that are there. measures: of the whole
    cooperation network, for the ranking of bridges; reader: one that is warm already.
    """
    survey = Survey(store)
    found = figures(survey, measures)
    naming = FigureNaming(reader or Reader(store), lambda href: (site.root / href).is_file())
    for address, text in figure_pages(naming, found):
        site.write(address, text)
    _write_years(site, naming, survey, found)
    _write_missing(site, naming, survey)
    return found


def _write_years(site: Site, naming: FigureNaming, survey: Survey, found: Figures) -> None:
    for calendar in found.timeline.calendars:
        for year in calendar.years:
            for number in range(1, pages_of(year.count) + 1):
                address = numbered(year_address(calendar.name, year.year), number)
                site.write(address, year_page(naming, survey, calendar.name, year, number))


def _write_missing(site: Site, naming: FigureNaming, survey: Survey) -> None:
    for fact in FACTS:
        numbers = survey.latest_first(without(survey, fact))
        for number in range(1, missing_pages(len(numbers)) + 1) if numbers else ():
            site.write(numbered(missing_address(fact), number), missing_page(naming, survey, fact, number, numbers))
