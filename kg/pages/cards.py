"""The cards a network's panel shows for a node or an edge: a few facts, each with its quote.

Cards stand apart from the drawings, in files loaded when something is clicked, since one thing is drawn in many
networks. A card is plain JSON; the page's script puts it in as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.pages.names import short_hash
from kg.pages.reader import Reader
from kg.pages.values import AgreementPage, InstitutionPage, Label, Link, OfficialPage, Quotes, When

Card = dict[str, Any]
ROWS = 6
QUOTES = 2
"""Rows of one kind on a card, and quotes of a row; the rest is on the page."""


def agreement_card(page: AgreementPage) -> Card:
    """Return the card of an agreement: kind, status, date, then parties, signatures, objectives, other agreements."""
    rows = [_row(fact.name, fact.value, fact.quotes, when=fact.when) for fact in page.facts if fact.value.any]
    rows += [_row("parties", item.institution.label, item.quotes, item.institution) for item in page.parties][:ROWS]
    rows += [_row("signatures", item.official.label, item.quotes, item.official) for item in page.signings][:ROWS]
    rows += [_row("objectives", Label(item.text), item.quotes) for item in page.objectives][:ROWS]
    rows += [_row(item.kind, item.name, item.quotes, item.link) for item in page.related][:ROWS]
    return _card(page.link, rows)


def institution_card(page: InstitutionPage) -> Card:
    """Return the card of an institution: kind, agreements, acts, office-holders."""
    rows = [_row("institutionKind", page.kind, ())] if page.kind.any else []
    rows += [_row("agreements", item.agreement.label, item.quotes, item.agreement) for item in page.deals][:ROWS]
    rows += [_row("deeds", item.agreement.label, item.quotes, item.agreement) for item in page.deeds][:ROWS]
    rows += [_row("holders", item.official.label, item.quotes, item.official) for item in page.holdings][:ROWS]
    return _card(page.link, rows)


def official_card(page: OfficialPage) -> Card:
    """Return the card of an official: offices, signatures."""
    rows = [_row("offices", item.title, item.quotes, item.institution) for item in page.holdings][:ROWS]
    rows += [_row("signatures", item.agreement.label, item.quotes, item.agreement) for item in page.signings][:ROWS]
    return _card(page.link, rows)


def edge_cards(reader: Reader, graph: nx.MultiDiGraph) -> Iterable[tuple[str, Card]]:
    """Yield (hash of the edge's key, card) of every edge: what it says, of which agreement, and its sentences."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = [_end(reader, graph, source), _end(reader, graph, target)]
        yield short_hash(key), edge_card(reader, ends, data)


def edge_card(reader: Reader, ends: Iterable[Link], data: Mapping[str, str]) -> Card:
    """Return the card of one edge from its two ends and its attributes in the network."""
    quotes = tuple(pair[1] for name in data["evidence"].split() if (pair := reader.quote(name)))
    rows = [_row(end.kind, end.label, (), end) for end in ends]
    rows.append(_row("quotes", Label(data["title"]), quotes))
    return {"relation": data["relation"], "rows": rows}


def _end(reader: Reader, graph: nx.MultiDiGraph, node: str) -> Link:
    data = graph.nodes[node]
    return Link(reader.address(data["kind"], node), Label(data["label_fa"], data["label_en"]), data["kind"])


def _card(link: Link, rows: list[Card]) -> Card:
    return {"kind": link.kind, "label": _label(link.label), "href": link.href, "rows": rows}


def _row(name: str, value: Label, quotes: Quotes, link: Link | None = None, when: When | None = None) -> Card:
    row: Card = {"name": name, "value": _label(_dated(when) if when else value), "quotes": _quotes(quotes)}
    return row | {"href": link.href} if link else row


def _dated(when: When) -> Label:
    persian = " / ".join(part for part in (when.jalali.fa, when.gregorian.fa) if part)
    english = " / ".join(part for part in (when.gregorian.en, when.jalali.en) if part)
    return Label(persian or when.written, english or when.written)


def _label(label: Label) -> list[str]:
    return [label.fa or label.en, label.en or label.fa]


def _quotes(quotes: Quotes) -> list[list[str]]:
    """Return before, text, after, address of the first quotes."""
    return [[item.before, item.text, item.after, item.source.href] for item in quotes[:QUOTES]]
