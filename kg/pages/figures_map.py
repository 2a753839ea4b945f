"""The page of the map: provinces as tiles, cities as points, both as tables; no border is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.overview import City, Region, Regions
from kg.pages.charts import classes, shade, shade_of, spans
from kg.pages.figures import Naming, Tile, tiles
from kg.pages.rendering import render
from kg.pages.values import Label, Link
from kg.pages.words import words

SHOWN_CITIES = 150
"""Cities that are drawn and listed, those with most agreements."""
NAMED_CITIES = 30
"""Most cities that have their name beside the point; the others tell it on hovering."""
POINTS_WIDTH = 700
_WEST, _EAST, _SOUTH, _NORTH = 43.5, 63.8, 24.6, 40.0
"""Degrees around Iran."""
_MIDDLE = math.cos(math.radians((_SOUTH + _NORTH) / 2))
_WHOLE = 5
"""Degrees between the lines behind the points."""
POINTS_HEIGHT = round(POINTS_WIDTH * (_NORTH - _SOUTH) / ((_EAST - _WEST) * _MIDDLE))
_SEAS = (("caspian", (51.3, 38.6)), ("gulf", (51.3, 27.0)))
"""Names of seas, at about their middle: the only land mark of the drawing."""
_LETTER, _LINE = 7.0, 15.0
"""Pixels of a letter and a line of names, about."""
_LARGEST = 22.0
"""Radius of the largest point in pixels."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic to choose, "" for all agreements. steps: least number of each class of the map."""

    slug: str
    name: Label
    count: int
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province as tile and as line of the table. counts: agreements by choice; shade: its colour for all of them."""

    link: Link
    tile: Tile | None
    region: Region
    counts: tuple[int, ...]
    shade: int


@dataclass(frozen=True, slots=True)
class Point:
    """A city as drawn and as a line of the table; radius by choice; named: whether its name stands beside it."""

    link: Link
    region: Region
    x: float
    y: float
    counts: tuple[int, ...]
    radii: tuple[float, ...]
    named: bool = False


def map_page(naming: Naming, found: Regions, **extra: Any) -> str:  # noqa: ANN401 - whatever templates show
    """Return the page of the map."""
    topics = ("", *(slug for slug, _ in found.topics))
    regions = {region.place.partition("/")[2]: region for region in found.provinces}
    choices = tuple(_choice(naming, found, slug) for slug in topics)
    provinces = [_tile(naming, tile, regions, topics, choices[0].steps) for tile in tiles()]
    placed = {province.region.place for province in provinces}
    others = [_other(naming, region, topics) for region in found.provinces if region.place not in placed]
    values = {
        "total": found.total,
        "nowhere": found.nowhere,
        "choices": choices,
        "legend": _legend(choices[0].steps, found.provinces),
        "tiles": provinces,
        "provinces": sorted([*provinces, *others], key=lambda one: (-one.region.count, one.link.label)),
        "cities": _points(naming, found.cities, topics),
        "box": (POINTS_WIDTH, POINTS_HEIGHT),
        "meridians": [(degree, _at(degree, 0)[0]) for degree in range(45, int(_EAST) + 1, _WHOLE)],
        "parallels": [(degree, _at(0, degree)[1]) for degree in range(25, int(_NORTH), _WHOLE)],
        "seas": [(words()[name], *_at(*place)) for name, place in _SEAS],
    }
    return render("map.html", section="map", root="", **values, **extra)


def _legend(steps: Sequence[int], provinces: Sequence[Region]) -> list[tuple[int, int, int]]:
    """Return (shade, least, largest number) of each class."""
    highest = max((region.count for region in provinces), default=0)
    return [(shade_of(place, len(steps)), *span) for place, span in enumerate(spans(steps, highest), 1)]


def _choice(naming: Naming, found: Regions, slug: str) -> Choice:
    steps = classes(_of(region, slug) for region in found.provinces)
    count = dict(found.topics)[slug] if slug else found.total - found.nowhere
    return Choice(slug, naming.concept("topic", slug), count, steps)


def _of(region: Region, slug: str) -> int:
    return dict(region.topics).get(slug, 0) if slug else region.count


def _tile(
    naming: Naming, tile: Tile, regions: Mapping[str, Region], topics: Sequence[str], steps: Sequence[int]
) -> Province:
    region = regions.get(tile.slug, Region(f"place/{tile.slug}", 0, 0, 0, 0, ()))
    link = naming.page("province", f"province/{tile.slug}.html", tile.name)
    return Province(link, tile, region, _counts(region, topics), shade(region.count, steps))


def _other(naming: Naming, region: Region, topics: Sequence[str]) -> Province:
    """Return a province of a user's lexicon, which has no tile."""
    return Province(naming.thing(region.place), None, region, _counts(region, topics), 0)


def _counts(region: Region, topics: Sequence[str]) -> tuple[int, ...]:
    return tuple(_of(region, slug) for slug in topics)


def _points(naming: Naming, cities: Sequence[City], topics: Sequence[str]) -> tuple[Point, ...]:
    """Return the cities that lie in the box of the drawing."""
    inside = [city for city in cities if _WEST <= city.longitude <= _EAST and _SOUTH <= city.latitude <= _NORTH]
    drawn = inside[:SHOWN_CITIES]
    highest = tuple(max((_of(city.region, slug) for city in drawn), default=0) for slug in topics)
    points = [_point(naming, city, topics, highest) for city in drawn]
    named = _with_room(points)
    return tuple(replace(point, named=place in named) for place, point in enumerate(points))


def _with_room(points: Sequence[Point]) -> set[int]:
    """Return the places of the points whose names can stand above them without touching another name."""
    taken: list[tuple[float, float, float]] = []
    named: set[int] = set()
    for place, point in enumerate(points):
        half = _LETTER * min(24, max(len(point.link.label.fa), len(point.link.label.en))) / 2
        base = point.y - point.radii[0]
        free = all(abs(point.x - x) > half + other or abs(base - y) > _LINE for x, y, other in taken)
        if free and len(named) < NAMED_CITIES:
            taken.append((point.x, base, half))
            named.add(place)
    return named


def _point(naming: Naming, city: City, topics: Sequence[str], highest: Sequence[int]) -> Point:
    x, y = _at(city.longitude, city.latitude)
    counts = _counts(city.region, topics)
    radii = tuple(_radius(count, most) for count, most in zip(counts, highest, strict=True))
    link = Link("", naming.reader.label(city.region.place), "city")
    return Point(link, city.region, x, y, counts, radii)


def _at(east: float, north: float) -> tuple[float, float]:
    """Return where a place lies on the drawing: degrees as they are, narrowed as in the middle of the country."""
    x = (east - _WEST) / (_EAST - _WEST) * POINTS_WIDTH
    y = (_NORTH - north) / (_NORTH - _SOUTH) * POINTS_HEIGHT
    return round(x, 1), round(y, 1)


def _radius(count: int, highest: int) -> float:
    """Return the radius of a point whose area is as its number; 0 for nothing, and never too small to be seen."""
    return round(max(3.0, _LARGEST * math.sqrt(count / highest)), 1) if count else 0.0
