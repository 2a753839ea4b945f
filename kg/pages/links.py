"""Links to agreements, which may have no label of their own."""

from __future__ import annotations

from kg.pages.parts import first_concept
from kg.pages.reader import Reader
from kg.pages.values import Link


def agreement_link(reader: Reader, local_id: str) -> Link:
    """Return the link to an agreement; one without a label is named by its kind."""
    link = reader.link("agreement", local_id)
    if link.label.any.strip():
        return link
    return Link(link.href, first_concept(reader, reader.node(local_id), "agreementType"), "agreement")
