"""Lists on a server, page by page: agreements by year, others in the order of the store; none reads the whole store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.language import alphabetical, search_text
from kg.ontology.terms import AGR, TOPIC
from kg.pages.bounded import BoundedReader
from kg.pages.concepts import shipped_labels
from kg.pages.dates import when
from kg.pages.links import agreement_link, province_link, topic_link
from kg.pages.parts import date_of, first_concept, first_slug
from kg.pages.recency import latest_first
from kg.pages.sources import source
from kg.pages.values import Label, Link
from kg.pages.views import Row

ROWS = 100
"""Rows of one page (the project's own choice)."""
PAGES = 10_000
"""Highest number of a page; what lies beyond is found by a query."""
YEARS = range(1850, 2150)
"""Years that are looked for."""
OF_A_YEAR = 50_000
"""Agreements of one year that are put in order; of more, so many are shown and the list is said to be cut."""
SECTIONS = {"agreements": "Agreement", "institutions": "Institution", "officials": "Official", "articles": "Article"}
THEMES = ("topics", "provinces")
"""Lists of what the facts of agreements lead to; they are short, and stand on one page by the alphabet."""
OF_PROVINCES = 500
"""Provinces shown at most; there are 31, but data of others may name any number."""
_ROLES = ("Party", "Host", "Executor", "Supervisor", "Witness")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. years: that have agreements, latest first; year: the shown one (0: none or no such list).

    previous, next: addresses of the pages beside it, "" for none.
    """

    rows: tuple[Row, ...]
    page: int
    previous: str = ""
    next: str = ""
    years: tuple[int, ...] = ()
    year: int = 0


def listing(reader: BoundedReader, section: str, query: Mapping[str, str]) -> Listing:
    """Return a page of one of SECTIONS or THEMES; ``query`` may hold ``page``, for agreements ``year`` (or "none")."""
    page = _number(query.get("page", ""))
    if section in THEMES:
        return Listing(_themes(reader, section) if page == 1 else (), page, "", "")
    if section == "agreements":
        return _agreements(reader, query.get("year", ""), page)
    graph = "GRAPH ?g" if section == "articles" else ""
    start = (page - 1) * ROWS
    ids = reader.ids(
        f"SELECT ?x WHERE {{ {graph} {{ ?x a agr:{SECTIONS[section]} }} }} LIMIT {ROWS + 1} OFFSET {start}"
    )
    rows = _ROWS[section](reader, ids[:ROWS])
    return Listing(rows, page, *_beside(section, "", page, len(ids) > ROWS))


def latest(reader: BoundedReader, most: int) -> tuple[Row, ...]:
    """Return the latest agreements that have a year."""
    found = years(reader)
    return _agreement_rows(reader, _of_year(reader, found[0])[:most]) if found else ()


def years(reader: BoundedReader) -> tuple[int, ...]:
    """Return the years that have agreements, latest first."""
    values = " ".join(map(str, YEARS))
    rows = reader.asked(f"SELECT ?y WHERE {{ VALUES ?y {{ {values} }} FILTER EXISTS {{ ?a agr:year ?y }} }}")
    return tuple(sorted((int(row[0].value) for row in rows if isinstance(row[0], Literal)), reverse=True))


def _agreements(reader: BoundedReader, wanted: str, page: int) -> Listing:
    known = years(reader)
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else 0
    if not wanted and known:
        year = known[0]
    start = (page - 1) * ROWS
    ids = _of_year(reader, year)[start : start + ROWS + 1] if year else _without_year(reader, start)
    rows = _agreement_rows(reader, ids[:ROWS])
    beside = _beside("agreements", f"year={year or 'none'}&", page, len(ids) > ROWS)
    return Listing(rows, page, *beside, years=known, year=year)


def _of_year(reader: BoundedReader, year: int) -> list[str]:
    """Return the agreements of a year, latest first."""
    rows = reader.asked(
        f"SELECT ?a ?d WHERE {{ ?a agr:year {year} ; a agr:Agreement OPTIONAL {{ ?a agr:date ?d }} }} "
        f"LIMIT {OF_A_YEAR + 1}"
    )
    reader.cut |= len(rows) > OF_A_YEAR
    dates = {reader.local(row[0]): row[1].value if isinstance(row[1], Literal) else "" for row in rows[:OF_A_YEAR]}
    return sorted(dates, key=lambda one: latest_first(when(dates[one]), one))


def _without_year(reader: BoundedReader, start: int) -> list[str]:
    return reader.ids(
        "SELECT ?a WHERE { ?a a agr:Agreement FILTER NOT EXISTS { ?a agr:year ?y } } "
        f"LIMIT {ROWS + 1} OFFSET {start}"
    )


def _agreement_rows(reader: BoundedReader, ids: list[str]) -> tuple[Row, ...]:
    return tuple(_agreement_row(reader, one) for one in ids)


def _agreement_row(reader: BoundedReader, local_id: str) -> Row:
    node = reader.node(local_id)
    held = [reader.node(reader.local(term)) for role in _ROLES for term in node.iris(AGR(f"has{role}Participation"))]
    bodies = {reader.local(term) for item in held for term in item.iris(AGR("participant"))}
    parties = tuple(sorted(reader.link("institution", body) for body in bodies))
    status = first_concept(reader, node, "status"), first_slug(node, "status")
    return Row(
        agreement_link(reader, local_id), parties, first_concept(reader, node, "agreementType"), *status, date_of(node)
    )


def _institution_rows(reader: BoundedReader, ids: list[str]) -> tuple[Row, ...]:
    counts = _counted(reader, "participant", ids)
    rows = [
        Row(
            reader.link("institution", one),
            type=first_concept(reader, reader.node(one), "institutionKind"),
            count=counts.get(one, 0),
        )
        for one in ids
    ]
    return tuple(sorted(rows, key=lambda row: row.link))


def _official_rows(reader: BoundedReader, ids: list[str]) -> tuple[Row, ...]:
    counts = _counted(reader, "signedBy", ids)
    rows = [Row(reader.link("official", one), _posts(reader, one), count=counts.get(one, 0)) for one in ids]
    return tuple(sorted(rows, key=lambda row: row.link))


def _posts(reader: BoundedReader, official: str) -> tuple[Link, ...]:
    tenures = [reader.node(reader.local(term)) for term in reader.node(official).iris(AGR("hasTenure"))]
    offices = [reader.node(reader.local(term)) for tenure in tenures for term in tenure.iris(AGR("tenureOf"))]
    bodies = {reader.local(term) for office in offices for term in office.iris(AGR("postIn"))}
    return tuple(sorted(reader.link("institution", body) for body in bodies))


def _article_rows(reader: BoundedReader, ids: list[str]) -> tuple[Row, ...]:
    found = [source(reader, one) for one in ids]
    rows = [Row(item.article, type=Label(item.publisher), when=item.published) for item in found]
    return tuple(sorted(rows, key=lambda row: latest_first(row.when, row.link.href)))


def _themes(reader: BoundedReader, section: str) -> tuple[Row, ...]:
    """Return the topics of agreements, or the provinces, by the alphabet; at most a page of them."""
    if section == "topics":
        values = " ".join(f"<{iri}>" for iri in shipped_labels() if iri.startswith(TOPIC.base))
        found = reader.asked(f"SELECT ?x WHERE {{ VALUES ?x {{ {values} }} FILTER EXISTS {{ ?a agr:topic ?x }} }}")
        links = [topic_link(reader, row[0].value) for row in found if isinstance(row[0], NamedNode)]
    else:
        ids = reader.ids(f'SELECT ?x WHERE {{ ?x agr:placeKind "province" }} LIMIT {OF_PROVINCES + 1}')
        reader.cut |= len(ids) > OF_PROVINCES
        links = [province_link(reader, one) for one in ids[:OF_PROVINCES]]
    order = sorted(filter(None, links), key=lambda link: (alphabetical(search_text(link.label.any)), link.href))
    return tuple(Row(link) for link in order)


def _counted(reader: BoundedReader, name: str, ids: list[str]) -> dict[str, int]:
    """Return how many nodes lead to each of these by a property."""
    values = " ".join(str(reader.iri(one)) for one in ids)
    rows = reader.asked(
        f"SELECT ?x (COUNT(?p) AS ?n) WHERE {{ VALUES ?x {{ {values} }} ?p agr:{name} ?x }} GROUP BY ?x"
    )
    return {reader.local(row[0]): int(row[1].value) for row in rows if isinstance(row[1], Literal)}


def _beside(section: str, choice: str, page: int, more: bool) -> tuple[str, str]:
    previous = f"{section}.html?{choice}page={page - 1}" if page > 1 else ""
    return previous, f"{section}.html?{choice}page={page + 1}" if more and page < PAGES else ""


def _number(text: str) -> int:
    """Return the number of a page; 1 for what is none."""
    return min(PAGES, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 8 else 1


_ROWS = {"institutions": _institution_rows, "officials": _official_rows, "articles": _article_rows}
