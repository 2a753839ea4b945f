"""The data file beside a page: the drawing of what lies around its subject, and the cards of what is told with it."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.network import radial
from kg.pages.cards import edge_cards
from kg.pages.drawing import HASHES, Naming, drawing
from kg.pages.links import agreement_link
from kg.pages.reader import Reader
from kg.pages.values import AgreementPage, InstitutionPage, Label, OfficialPage
from kg.pages.views import View


def drawn_data(reader: Reader, view: View, near: nx.MultiDiGraph, naming: Naming = HASHES) -> dict[str, Any]:
    """Return plain JSON values: ``drawing`` of the network around a thing, its own ``card``, those of its ``edges``.

    view: of an agreement, institution or official; near: from ``kg.network.around``.
    """
    page = view.page
    edges = edge_cards(page) if isinstance(page, AgreementPage | InstitutionPage | OfficialPage) else ()
    return {
        "drawing": drawing(near, radial(near), lambda node: _name(reader, node), naming),
        "card": view.card,
        "edges": {naming.id(key): card for key, card in edges},
    }


def _name(reader: Reader, node: str) -> Label:
    """Return what a node is called; an agreement without a label goes by its kind."""
    return agreement_link(reader, node).label if node.startswith("agreement/") else reader.label(node)
