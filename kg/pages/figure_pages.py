"""All pages of figures by their addresses, and the tables beside them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.overview import Figures
from kg.pages.figures import Naming
from kg.pages.figures_map import map_page
from kg.pages.figures_quality import quality_page
from kg.pages.figures_ranks import TABLES, ranking_csv, rankings_page
from kg.pages.figures_time import timeline_page


def figure_pages(naming: Naming, found: Figures) -> Iterator[tuple[str, str]]:
    """Yield (address from the root of the pages, text) of the overviews and of the rankings as CSV."""
    yield "timeline.html", timeline_page(naming, found.timeline)
    yield "map.html", map_page(naming, found.regions)
    yield "rankings.html", rankings_page(naming, found.rankings)
    for name in TABLES:
        yield f"rankings/{name}.csv", ranking_csv(naming, found.rankings, name)
    yield "quality.html", quality_page(naming, found.quality)
