"""Writes the pages of figures of a site: timeline, map, rankings, quality, and the lists that they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.overview import FACTS, Figures, Survey, figures, without
from kg.pages import (
    FigureNaming,
    Reader,
    data_script,
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
from kg.site.state import State
from kg.store import Store

STALE = "data/stale-figures"
"""Address of what the pages ask: how much changed since the figures were counted."""
RENEWED = 5_000
"""Agreements up to which the figures of an earlier site are made anew when something changed: about a second."""
BRIDGES = 50
_LISTS = ("timeline", "quality", "rankings")


def write_figures(site: Site, store: Store, state: State) -> Figures:
    """Write the pages of figures and return the figures.

    To be called when the pages of things are written: links lead only to pages that are there. The bridges are those of
    the state, as the network was last measured. Lists of an earlier run that are no longer are removed.
    """
    survey = Survey(store)
    found = figures(survey, [measure for _, measure in state.bridges(BRIDGES)], state.sample())
    naming = FigureNaming(Reader(store), lambda href: (site.root / href).is_file())
    written = set[str]()
    for address, text in _pages(naming, survey, found):
        site.write(address, text)
        written.add(address)
    for path in sorted(path for folder in _LISTS for path in (site.root / folder).glob("*")):
        address = path.relative_to(site.root).as_posix()
        if address not in written:
            site.remove(address)
    site.write(f"{STALE}.js", data_script(STALE, {"changed": 0}))
    return found


def renew_figures(site: Site, store: Store, state: State) -> None:
    """Write the figures of an earlier site anew; of a large one, let its pages say how much changed since."""
    if state.count("agreement") <= RENEWED:
        write_figures(site, store, state)
        return
    site.write(f"{STALE}.js", data_script(STALE, {"changed": state.drift() or 1}))


def _pages(naming: FigureNaming, survey: Survey, found: Figures) -> Iterator[tuple[str, str]]:
    yield from figure_pages(naming, found)
    yield from _years(naming, survey, found)
    yield from _missing(naming, survey)


def _years(naming: FigureNaming, survey: Survey, found: Figures) -> Iterator[tuple[str, str]]:
    for calendar in found.timeline.calendars:
        for year in calendar.years:
            for number in range(1, pages_of(year.count) + 1):
                address = numbered(year_address(calendar.name, year.year), number)
                yield address, year_page(naming, survey, calendar.name, year, number)


def _missing(naming: FigureNaming, survey: Survey) -> Iterator[tuple[str, str]]:
    for fact in FACTS:
        numbers = survey.latest_first(without(survey, fact))
        for number in range(1, missing_pages(len(numbers)) + 1) if numbers else ():
            yield numbered(missing_address(fact), number), missing_page(naming, survey, fact, number, numbers)
