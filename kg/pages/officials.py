"""Builds the values of an official's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.ontology.terms import AGR
from kg.pages.agreements import saying, signing
from kg.pages.decisions import decisions, lines_about, mentions_of
from kg.pages.holdings import holding, latest_held, reaching
from kg.pages.namesakes import namesakes
from kg.pages.page_values import OfficialPage
from kg.pages.paging import WHOLE, Part
from kg.pages.parts import in_text_order
from kg.pages.reader import Reader
from kg.pages.recency import recency
from kg.pages.values import Fact, Signing


def official_page(reader: Reader, local_id: str, part: Part = WHOLE) -> OfficialPage:
    """Return what is known of an official; signatures, latest first, offices and statements: all or a part of them."""
    node = reader.node(local_id)
    held = latest_held(reader, [(reader.local(term), local_id) for term in node.iris(AGR("hasTenure"))])
    found = reader.once(("official", local_id), lambda: _signed(reader, local_id))
    said = reader.once(("said", local_id), lambda: _said(reader, local_id))
    page = OfficialPage(
        id=local_id,
        link=reader.link("official", local_id),
        holdings=reaching(holding(reader, reader.node(tenure), local_id) for tenure, _ in part.few(held)),
        signings=_signings(reader, part.many(found)),
        total=len(found),
        sayings=tuple(saying(reader, reader.node(item)) for item in part.few(said)),
        counts=(len(held), len(said)),
    )
    if part.start:
        return page
    own = mentions_of(reader, node)
    about = lines_about(reader, own)
    others, left = namesakes(reader, node, own, about)
    return replace(
        page,
        facts=(Fact("name", reader.label(local_id), reader.quotes(node)),),
        decisions=decisions(reader, node, own, about),
        namesakes=others,
        namesakes_left=left,
    )


def _signed(reader: Reader, official: str) -> list[tuple[str, str]]:
    """Return (agreement, signature) of an official, latest agreement first."""
    found = [
        (agreement, signature)
        for signature in reader.sources_of(AGR("signedBy"), official)
        for agreement in reader.sources_of(AGR("hasSignature"), signature)
    ]
    return sorted(found, key=lambda pair: recency(reader, pair[0]))


def _said(reader: Reader, official: str) -> list[str]:
    """Return the statements of an official, in the order of the texts."""
    found = [reader.node(item) for item in reader.sources_of(AGR("speaker"), official)]
    return [item.id for item in sorted(found, key=lambda item: in_text_order(reader.looked_at(item), item.id))]


def _signings(reader: Reader, found: Iterable[tuple[str, str]]) -> tuple[Signing, ...]:
    return tuple(signing(reader, reader.node(signature), agreement) for agreement, signature in found)
