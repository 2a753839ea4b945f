"""The cards a network's panel shows for a node or an edge: a few facts, each with its quote.

Cards stand with the drawing of the thing that they are about, in a file loaded when something is clicked, since one
thing is drawn in many networks. A card is plain JSON; the page's script puts it in as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.pages.page_values import AgreementPage, InstitutionPage, OfficialPage
from kg.pages.values import Label, Link, Quotes, When

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


def edge_cards(page: AgreementPage | InstitutionPage | OfficialPage) -> Iterator[tuple[str, Card]]:
    """Yield (id of the node that states it, card) of the edges that are told with this thing.

    Those of an agreement are its participations and signatures, those of an official the offices held; each edge has
    an agreement or an official as an end, so that every edge has one place. A card names the ``other`` end only.
    """
    if isinstance(page, AgreementPage):
        for party in page.parties:
            yield party.id, _edge("participation", party.institution, party.role, party.quotes)
        for item in page.signings:
            behalf = item.on_behalf_of
            rows = [_row("onBehalfOf", behalf.label, (), behalf)] if behalf else []
            yield item.id, _edge("signature", item.official, _title(item.offices), item.quotes, rows)
    elif isinstance(page, OfficialPage):
        for held in page.holdings:
            if held.institution:
                yield held.id, _edge("tenure", held.institution, held.title, held.quotes)


def _edge(relation: str, end: Link, title: Label, quotes: Quotes, rows: Iterable[Card] = ()) -> Card:
    other = {"kind": end.kind, "label": _label(end.label), "href": end.href}
    return {"relation": relation, "other": other, "rows": [_row("quotes", title, quotes), *rows]}


def _title(offices: tuple[Label, ...]) -> Label:
    return offices[0] if offices else Label()


def _card(link: Link, rows: list[Card]) -> Card:
    return {"kind": link.kind, "label": _label(link.label), "href": link.href, "rows": rows}


def _row(name: str, value: Label, quotes: Quotes, link: Link | None = None, when: When | None = None) -> Card:
    row: Card = {"name": name, "value": _label(_dated(when) if when else value)}
    if quotes:
        row["quotes"] = _quotes(quotes)
    return row | {"href": link.href} if link else row


def _dated(when: When) -> Label:
    persian = " / ".join(part for part in (when.jalali.fa, when.gregorian.fa) if part)
    english = " / ".join(part for part in (when.gregorian.en, when.jalali.en) if part)
    return Label(persian or when.written, english or when.written)


def _label(label: Label) -> list[str]:
    """Return the Persian and the English text, one alone where both are the same."""
    return [label.any, label.en] if label.en not in ("", label.any) else [label.any]


def _quotes(quotes: Quotes) -> list[list[str]]:
    """Return before, text, after, address of the first quotes."""
    return [[item.before, item.text, item.after, item.source.href] for item in quotes[:QUOTES]]
