"""Rows of tables → institutions, places and topics, each fault told with file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from kg.errors import DataError
from kg.lexicon.entries import INSTITUTION_KINDS, PLACE_KINDS, UNVERIFIED, Institution, Place, Row, Topic
from kg.lexicon.history import ADMINISTRATION_COLUMNS, SUCCESSION_COLUMNS
from kg.lexicon.tables import Table, degrees, fault, flag, many, one_of, required, slug

INSTITUTION_COLUMNS = tuple(field.name for field in fields(Institution))
PLACE_COLUMNS = tuple(field.name for field in fields(Place))
NAME_COLUMNS = ("slug", "name_en", "wikidata", "iso")
TOPIC_COLUMNS = tuple(field.name for field in fields(Topic))

_ORIGINS = frozenset({"curated", "pattern"})


def institution(row: Row) -> Institution:
    """Return the institution of a row of ``institutions/*.tsv``."""
    return Institution(
        slug=slug(row),
        kind=one_of(row, "kind", INSTITUTION_KINDS),
        name_fa=required(row, "name_fa"),
        name_en=row.get("name_en"),
        aliases_fa=many(row, "aliases_fa"),
        aliases_en=many(row, "aliases_en"),
        parent=row.get("parent"),
        province=row.get("province"),
        heads_fa=many(row, "heads_fa"),
        heads_en=many(row, "heads_en"),
        source=row.get("source") or UNVERIFIED,
        licence=row.get("licence"),
        origin=one_of(row, "origin", _ORIGINS) if row.get("origin") else "curated",
        successor=row.get("successor"),
        capital=row.get("capital"),
        adjectives_fa=many(row, "adjectives_fa"),
        adjectives_en=many(row, "adjectives_en"),
    )


def place(row: Row, names: dict[str, Row]) -> Place:
    """Return the place of a row of ``places/*.tsv``.

    names: rows of the tables without a column ``kind``, by slug; they may add English name, Wikidata id and
    ISO code.
    """
    more = names.get(row.get("slug"), row)
    return Place(
        slug=slug(row),
        kind=one_of(row, "kind", frozenset(PLACE_KINDS)),
        name_fa=required(row, "name_fa"),
        name_en=row.get("name_en") or more.get("name_en"),
        aliases=many(row, "aliases"),
        parent=row.get("parent"),
        lat=degrees(row, "lat", 90),
        lon=degrees(row, "lon", 180),
        wikidata=row.get("wikidata") or more.get("wikidata"),
        iso=row.get("iso") or more.get("iso"),
        code=row.get("code"),
        needs_trigger=flag(row, "needs_trigger"),
        principal=flag(row, "principal"),
        source=row.get("source") or UNVERIFIED,
    )


def topic(row: Row) -> Topic:
    """Return the topic of a row of ``topics.tsv``."""
    return Topic(
        slug=slug(row),
        parent=row.get("parent"),
        label_fa=required(row, "label_fa"),
        label_en=required(row, "label_en"),
        keywords_fa=many(row, "keywords_fa"),
        keywords_en=many(row, "keywords_en"),
    )


def check_columns(table: Table) -> None:
    """Raise DataError for a column that a table of its kind does not have; word lists are free."""
    known = {
        "institutions": INSTITUTION_COLUMNS,
        "places": PLACE_COLUMNS if "kind" in table.columns else NAME_COLUMNS,
        "topics": TOPIC_COLUMNS,
        "administrations": ADMINISTRATION_COLUMNS,
        "successions": SUCCESSION_COLUMNS,
    }.get(table.name.partition("/")[0], table.columns)
    unknown = [column for column in table.columns if column not in known]
    needed = [name for name in ("slug", "former", "successor") if name in known[:2] and name not in table.columns]
    if unknown or needed:
        raise DataError(
            f"unknown column {unknown[0]!r}" if unknown else f"no column {needed[0]!r}",
            where=f"{table.path}:1",
            expected=f"{known[0]} and any of " + ", ".join(known[1:]),
            todo="correct the header row",
        )


def check_links(column: str, rows: Iterable[Row], known: Iterable[str], what: str) -> None:
    """Raise DataError for the first row whose slug under ``column`` names no known entry ("" is no link)."""
    slugs = set(known)
    for row in rows:
        target = row.get(column)
        if target and target not in slugs:
            raise fault(row, column, f"unknown {what} {target!r}", f"the slug of a {what} in the lexicon")


def check_circles(column: str, rows: Iterable[Row]) -> None:
    """Raise DataError for the first row from which the links under ``column`` lead back to it."""
    above = {row["slug"]: row for row in rows}
    for slug_, row in above.items():
        seen, at = {slug_}, row.get(column)
        while at in above and at not in seen:
            seen.add(at)
            at = above[at].get(column)
        if at == slug_:
            raise fault(
                row, column, f"{slug_!r} stands above itself by way of {row.get(column)!r}", "no circle of links"
            )


def check_factors(rows: Iterable[Row]) -> None:
    """Raise DataError for the first word for money whose factor is no whole number of at most 15 digits."""
    for row in rows:
        cell = required(row, "factor")
        if not (cell.isascii() and cell.isdigit() and len(cell) <= LONGEST_FACTOR):
            raise fault(row, "factor", f"bad factor {cell!r}", f"a whole number of at most {LONGEST_FACTOR} digits")


LONGEST_FACTOR = 15
