"""The data file beside a page: the drawing of what lies around its subject, and the cards of what is told with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from kg.network import radial
from kg.pages.cards import Card, edge_cards
from kg.pages.drawing import HASHES, Naming, drawing
from kg.pages.links import agreement_link
from kg.pages.page_values import AgreementPage, InstitutionPage, OfficialPage
from kg.pages.reader import Reader
from kg.pages.values import Label
from kg.pages.views import View


def drawn_data(reader: Reader, view: View, near: nx.MultiDiGraph, naming: Naming = HASHES) -> dict[str, Any]:
    """Return plain JSON values: the ``drawing`` around a thing, its own ``card``, and the cards of its ``edges``.

    The cards' rows name the ``quotes`` by their places in one list, since a card and an edge often share a sentence.
    view: of an agreement, institution or official; near: from ``kg.network.around``.
    """
    page = view.page
    edges = edge_cards(page) if isinstance(page, AgreementPage | InstitutionPage | OfficialPage) else ()
    quotes: dict[tuple[str, ...], int] = {}
    return {
        "drawing": drawing_around(reader, near, naming),
        "card": _shared(view.card or {"rows": []}, quotes),
        "edges": {naming.id(key): _shared(card, quotes) for key, card in edges},
        "quotes": [list(quote) for quote in quotes],
    }


def drawing_around(reader: Reader, near: nx.MultiDiGraph, naming: Naming = HASHES) -> dict[str, Any]:
    """Return the drawing of the network around a thing, from ``kg.network.around``."""
    return drawing(near, radial(near), lambda node: _name(reader, node), naming)


def _shared(card: Card, quotes: dict[tuple[str, ...], int]) -> Card:
    """Return a card whose rows name places in ``quotes``, which get those that they lack."""
    return card | {"rows": [_placed(row, quotes) for row in card["rows"]]}


def _placed(row: Card, quotes: dict[tuple[str, ...], int]) -> Card:
    found: Iterable[tuple[str, ...]] = map(tuple, row.get("quotes", ()))
    places = [quotes.setdefault(quote, len(quotes)) for quote in found]
    return row | {"quotes": places} if places else row


def _name(reader: Reader, node: str) -> Label:
    """Return what a node is called; an agreement without a label goes by its kind."""
    return agreement_link(reader, node).label if node.startswith("agreement/") else reader.label(node)
