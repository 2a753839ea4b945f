"""What a table of the CSV export is, and the columns that several tables share.

A column is a path of properties from the row's node: ``agr:signedBy/rdfs:label@fa`` goes two steps and takes the
Persian label, ``^agr:hasSignature`` goes backwards, ``a|b`` takes either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Columns = tuple[tuple[str, str], ...]
"""Pairs of a column's name and its path."""

DATES: Final = (
    ("date", "agr:date"),
    ("jalali_date", "agr:jalaliDate"),
    ("date_as_written", "agr:dateAsWritten"),
    ("earliest", "agr:earliest"),
    ("latest", "agr:latest"),
)
LABELS: Final = (("label_fa", "rdfs:label@fa"), ("label_en", "rdfs:label@en"))
BASIS: Final = (("basis", "agr:basis"), ("rule", "agr:rule"), ("evidence", "agr:evidence"))
LINKS: Final = ("implements", "amends", "extends", "supersedes")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: file name without ending, class of its rows, columns (name, path), kept when consolidated."""

    name: str
    of: str
    columns: Columns
    fact: bool = True


def of_agreement(property_: str) -> Columns:
    """Return the columns that name the agreement from which a property leads to the row."""
    return (("agreement", f"^{property_}"), ("agreement_title", f"^{property_}/rdfs:label"))


def body(name: str, path: str) -> Columns:
    """Return the columns of an institution, official or place: its id and its labels."""
    return ((name, path), (f"{name}_fa", f"{path}/rdfs:label@fa"), (f"{name}_en", f"{path}/rdfs:label@en"))
