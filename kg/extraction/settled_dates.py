"""Date phrases with the day, month or year that they mean."""

from __future__ import annotations

import re

from kg.extraction.document import Document
from kg.extraction.reading import When
from kg.language import DateHit, resolve, settle_year

_THAT_YEAR = re.compile(r"\s*(?:ماه\s*)?(?:همان\s+سال|(?:of|in)\s+(?:that|the\s+same)\s+year|that\s+year)")


def when_of(document: Document, hit: DateHit | None, rule: str = "date.near-act") -> When | None:
    """Return what a date phrase says, None where there is none. rule: what makes it the agreement's date."""
    if hit is None:
        return None
    precision = hit.precision if hit.precision in ("day", "month", "year") else "day"
    return When(
        hit.iso or "", hit.surface, hit.calendar or "gregorian", precision, hit.basis or "stated", rule,
        document.evidence(hit.span), hit.earliest or "", hit.latest or "",
    )  # fmt: skip


def settled(document: Document, hits: tuple[DateHit, ...], published: str | None) -> tuple[DateHit, ...]:
    """Return the date phrases that have an ISO form, settled by the publication date or by the date before them."""
    made: list[DateHit] = []
    for hit in hits:
        one = _that_year(document.text, hit, made[-1:]) or (resolve(hit, published) if hit.basis != "stated" else hit)
        if one.iso is None or (one.calendar is None and one.basis != "resolved"):
            document.drop("date", hit.span, one.problem or "RELATIVE_WITHOUT_PUBLICATION_DATE")
        else:
            made.append(one)
    return tuple(made)


def _that_year(text: str, hit: DateHit, before: list[DateHit]) -> DateHit | None:
    """Return «مهر همان سال», "April of that year" in the year of the date before it."""
    if hit.relative != "yearless" or not before or not _THAT_YEAR.search(text, hit.span.start, hit.span.end + 25):
        return None
    return settle_year(hit, before[0])
