"""What several pages need of a node: its concepts, its date, its parts in the order of the text."""

from __future__ import annotations

from kg.ontology.terms import AGR
from kg.pages.dates import when
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.values import Label, Quotes, When


def first_concept(reader: Reader, node: Node, name: str) -> Label:
    """Return the label of the first concept a property leads to; an empty label for none."""
    return next((reader.concept(term) for term in node.iris(AGR(name))), Label())


def first_slug(node: Node, name: str) -> str:
    """Return the last step of the first IRI a property leads to, "" for none."""
    return next((term.value.rpartition("/")[2] for term in node.iris(AGR(name))), "")


def date_of(node: Node) -> When | None:
    """Return the date of a dated node, None if it has none."""
    return when(node.text(AGR("date")), node.text(AGR("jalaliDate")), node.text(AGR("dateAsWritten")))


def parts(reader: Reader, node: Node, name: str) -> list[Node]:
    """Return the nodes a property leads to, in the order of their first quote, then by id."""
    found = [reader.node(reader.local(term)) for term in node.iris(AGR(name))]
    return sorted(found, key=lambda item: in_text_order(reader.looked_at(item), item.id))


def in_text_order(quotes: Quotes, local_id: str) -> tuple[bool, str, int, str]:
    """Return a sorting key: by article and place of the first quote, those without any last."""
    first = quotes[0] if quotes else None
    return (first is None, first.article if first else "", first.start if first else 0, local_id)
