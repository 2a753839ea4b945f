"""All figures of a store at once."""

from __future__ import annotations

from collections.abc import Iterable

from kg.network import NodeMeasure
from kg.overview.figure_places import regions
from kg.overview.figure_quality import quality
from kg.overview.figure_ranks import rankings
from kg.overview.figure_time import timeline
from kg.overview.figure_values import Figures
from kg.overview.survey import Survey


def figures(survey: Survey, standing: Iterable[NodeMeasure] | None = None, sample: int | None = None) -> Figures:
    """Return the figures of the store that a survey reads; the same store gives the same figures.

    standing, sample: as for ``rankings``.
    """
    return Figures(timeline(survey), regions(survey), rankings(survey, standing, sample), quality(survey))
