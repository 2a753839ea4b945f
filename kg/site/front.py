"""The front page of a site: what is in it, the latest of it, and the ways in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kg.pages import Label, render, words
from kg.site.folder import Site
from kg.site.listed import Lists
from kg.site.lists import Contents
from kg.site.state import State

LATEST = 8
WAYS = ("network", "timeline", "map", "rankings", "quality")
"""Overviews, in the order in which they are offered."""
BARS = 24
"""Years of the small chart of agreements, the latest ones."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the small chart. share: of the highest bar, 0 to 1."""

    label: Label
    href: str
    count: int
    share: float


def write_front(site: Site, state: State, lists: Sequence[Contents]) -> None:
    """Write ``index.html``."""
    listed = Lists(state.database)
    agreements = next(contents for contents in lists if contents.kind == "agreement")
    charts = {language: bars(agreements, language) for language in ("fa", "en")}
    page = render(
        "index.html",
        root="",
        section="home",
        counts=[(contents.section, contents.total) for contents in lists],
        total=sum(contents.total for contents in lists),
        latest=[one.row for one in islice(listed.rows("agreement"), LATEST)],
        connected=listed.most("institution", LATEST),
        bridges=state.bridges(LATEST),
        bars=charts,
        undrawn={name: agreements.total - sum(bar.count for bar in shown) for name, shown in charts.items()},
        ways=[name for name in WAYS if name in words()],
        quiet=state.quiet(),
    )
    site.write("index.html", page)


def bars(contents: Contents, language: str) -> list[Bar]:
    """Return the years of a calendar that have agreements, the earliest first, at most ``BARS`` of the latest."""
    stops = [stop for stop in contents.stops if stop.language == language]
    shown = sorted(stops, key=lambda stop: stop.label.en)[-BARS:]
    highest = max((stop.count for stop in shown), default=1)
    return [Bar(stop.label, stop.address, stop.count, round(stop.count / highest, 3)) for stop in shown]
