"""Builds the values of an official's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.ontology.terms import AGR
from kg.pages.actors import dated
from kg.pages.agreements import saying, signing
from kg.pages.decisions import decisions, lines_about, mentions_of
from kg.pages.holdings import holding, latest_held, reaching
from kg.pages.namesakes import namesakes
from kg.pages.page_values import OfficialPage
from kg.pages.paging import WHOLE, Part, Rows
from kg.pages.parts import in_text_order
from kg.pages.reader import Reader
from kg.pages.recency import latest
from kg.pages.values import Fact, Signing


def official_page(reader: Reader, local_id: str, part: Part = WHOLE) -> OfficialPage:
    """Return what is known of an official; signatures, latest first, offices and statements: all or a part of them."""
    node = reader.node(local_id)
    tenures = [(reader.local(term), local_id) for term in node.iris(AGR("hasTenure"))]
    held = reader.once(("offices", local_id), lambda: latest_held(reader, tenures))
    found = reader.once(("official", local_id), lambda: _signed(reader, local_id))
    said = reader.once(("said", local_id), lambda: _said(reader, local_id))
    page = OfficialPage(
        id=local_id,
        link=reader.link("official", local_id),
        holdings=reaching(holding(reader, reader.node(tenure), local_id) for tenure, _ in part.rows("holdings", held)),
        signings=_signings(reader, part.rows("signings", found)),
        total=len(found),
        sayings=tuple(saying(reader, reader.node(item)) for item, _ in part.rows("sayings", said)),
        counts=(len(held), len(said)),
        lists=()
        if part.name
        else (Rows("holdings", tuple(held)), dated("signings", found), Rows("sayings", tuple(said))),
    )
    if part.name:
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


def _signed(reader: Reader, official: str) -> list[tuple[str, str, str]]:
    """Return (agreement, signature, day of the agreement) of an official, latest agreement first."""
    found = [
        (agreement, signature, reader.fact(agreement, AGR("date")))
        for signature in reader.sources_of(AGR("signedBy"), official)
        for agreement in reader.sources_of(AGR("hasSignature"), signature)
    ]
    return sorted(found, key=lambda row: latest(row[2], reader.address("agreement", row[0])))


def _said(reader: Reader, official: str) -> list[tuple[str, str]]:
    """Return (statement, official) of the statements of an official, in the order of the texts."""
    found = [reader.node(item) for item in reader.sources_of(AGR("speaker"), official)]
    found.sort(key=lambda item: in_text_order(reader.looked_at(item), item.id))
    return [(item.id, official) for item in found]


def _signings(reader: Reader, found: Iterable[tuple[str, str, str]]) -> tuple[Signing, ...]:
    return tuple(signing(reader, reader.node(signature), agreement) for agreement, signature, _ in found)
