"""What a body came out of and what it became."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ontology.terms import AGR, DCTERMS
from kg.pages.dates import persian_digits, when
from kg.pages.life_values import Passing
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.values import Label, Link, When

_KINDS = {
    "renamed": "passingRenamed",
    "merged": "passingMerged",
    "split": "passingSplit",
    "abolished": "passingAbolished",
}


def passings(reader: Reader, node: Node) -> tuple[Passing, ...]:
    """Return the bodies before this one, then those after it, by day and name; a body without a record of how, too."""
    told = [*_told(reader, node.id)]
    known = {one.other for one in told}
    plain = [
        Passing("", later, reader.label(other), body_link(reader, other), None, None, "")
        for name, later in (("predecessor", False), ("successor", True))
        for other in map(reader.local, node.iris(AGR(name)))
        if reader.label(other) not in known
    ]
    return tuple(sorted([*told, *plain], key=lambda one: (one.later, one.first.iso if one.first else "", one.other)))


def body_link(reader: Reader, institution: str) -> Link | None:
    """Return the link to an institution if it has a page, that is, if the store knows more than its name."""
    has_page = reader.node(institution).iris(AGR("institutionKind"))
    return reader.link("institution", institution) if has_page else None


def _told(reader: Reader, body: str) -> Iterator[Passing]:
    for own, theirs, later in (
        ("laterInstitution", "formerInstitution", False),
        ("formerInstitution", "laterInstitution", True),
    ):
        for name in reader.sources_of(AGR(own), body):
            item = reader.node(name)
            others = [reader.local(term) for term in item.iris(AGR(theirs))]
            for other in others or [""]:
                yield _passing(reader, item, other, later=later)


def _passing(reader: Reader, item: Node, other: str, *, later: bool) -> Passing:
    first, last = _days(item)
    return Passing(
        kind=_KINDS.get(item.text(AGR("successionKind")), ""),
        later=later,
        other=reader.label(other) if other else Label(),
        link=body_link(reader, other) if other else None,
        first=first,
        last=last,
        source=item.text(DCTERMS("source")),
    )


def _days(item: Node) -> tuple[When | None, When | None]:
    """Return the day, or the first and last day it can have been; a Jalali year alone is said as such."""
    earliest, latest, jalali = (item.text(AGR(name)) for name in ("earliest", "latest", "jalaliDate"))
    if earliest == latest:
        return when(earliest, jalali), None
    if len(jalali) == 4:
        years = f"{earliest[:4]}–{latest[:4]}"
        return When("", Label(persian_digits(jalali), jalali), Label(persian_digits(years), years)), None
    return when(earliest), when(latest)
