"""The entry of a page for search, made from what the page shows: its names, and the words of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.ontology.terms import AGR
from kg.pages.reader import Reader
from kg.pages.searching import SearchEntry, search_entry
from kg.pages.values import Label, Link
from kg.pages.views import View

_MANY = 10**9


def entry_of(reader: Reader, view: View, local_id: str) -> SearchEntry:
    """Return the entry of a page. Agreements and articles stand in the order of their dates, others by agreements."""
    folded = reader.node(local_id).texts(AGR("searchText")) if view.card is not None else ()
    row = view.row
    order = row.when.iso if row.when else ""
    if view.kind not in ("agreement", "article"):
        order = f"{_MANY - row.count:010}"
    lead, texts = _TEXTS.get(view.kind, _no_texts)(view.page)
    return search_entry(row.link, folded, texts, order=order, lead=lead)


def _names(*labels: Label | Link | None) -> Iterator[str]:
    for one in labels:
        label = one.label if isinstance(one, Link) else one
        if label is not None:
            yield from (label.fa, label.en)


def _agreement(page: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - the values of a page
    said = [aim.text for aim in (*page.objectives, *page.purposes, *page.subjects)]
    parties = [name for party in page.parties for name in _names(party.institution)]
    signed = [name for one in page.signings for name in _names(one.official, one.on_behalf_of)]
    told = [text for one in page.sayings for text in (one.text, *_names(one.speaker))]
    facts = [name for fact in page.facts for name in _names(fact.value, fact.link)]
    lead = said[0] if said else " · ".join(dict.fromkeys(party.institution.label.any for party in page.parties))
    return lead, [*said, *parties, *signed, *told, *facts]


def _institution(page: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - the values of a page
    held = [name for one in page.holdings for name in _names(one.title, one.official)]
    return "", [*page.aliases, *held]


def _official(page: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - the values of a page
    held = [name for one in page.holdings for name in _names(one.title, one.institution)]
    lead = next((one.title.any for one in page.holdings), "")
    return lead, [*held, *(one.text for one in page.sayings)]


def _article(page: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - the values of a page
    text = "".join(piece.text for piece in page.pieces)
    lines = [line for line in text.splitlines() if line.strip()]
    told = next((line for line in lines if line.strip() not in page.link.label.any), "")
    return told, [text, page.source.publisher]


def _no_texts(page: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - the values of a page
    return "", []


_TEXTS: dict[str, Callable[[Any], tuple[str, list[str]]]] = {
    "agreement": _agreement,
    "institution": _institution,
    "official": _official,
    "article": _article,
}
