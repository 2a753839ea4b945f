"""Readings become quads: one graph an article, and the consolidated facts that follow from all of them."""

from __future__ import annotations

from kg.graph.abstract import Abstract, Alias, Held, Naming, Person, abstract
from kg.graph.article import Written, article_lines, article_local_id, article_quads, write_article
from kg.graph.bodies import KINDS, BodySeen
from kg.graph.builder import Facts
from kg.graph.corrected import Outcome, corrected, correction_node
from kg.graph.dates import date_literal
from kg.graph.decisions import (
    correction_quads,
    doubt_quads,
    judgement_quads,
    uncompared_quads,
)
from kg.graph.digest import KINDS_LEFT_OUT, LEFT_OUT
from kg.graph.offices import OfficeSeen, OfficialSeen, TenureSeen
from kg.graph.renaming import Post, renamed_triples
from kg.graph.retired import retired_quads
from kg.graph.sources import Sources, World
from kg.graph.tallies import Counting, Name, Shares, tally_quads
from kg.graph.units import (
    agreement_quads,
    body_quads,
    curated_quads,
    office_quads,
    official_quads,
    place_quads,
    share_quads,
)
from kg.graph.view import View

__all__ = [
    "KINDS",
    "KINDS_LEFT_OUT",
    "LEFT_OUT",
    "Abstract",
    "Alias",
    "BodySeen",
    "Counting",
    "Facts",
    "Held",
    "Name",
    "Naming",
    "OfficeSeen",
    "OfficialSeen",
    "Outcome",
    "Person",
    "Post",
    "Shares",
    "Sources",
    "TenureSeen",
    "View",
    "World",
    "Written",
    "abstract",
    "agreement_quads",
    "article_lines",
    "article_local_id",
    "article_quads",
    "body_quads",
    "corrected",
    "correction_node",
    "correction_quads",
    "curated_quads",
    "date_literal",
    "doubt_quads",
    "judgement_quads",
    "office_quads",
    "official_quads",
    "place_quads",
    "renamed_triples",
    "retired_quads",
    "share_quads",
    "tally_quads",
    "uncompared_quads",
    "write_article",
]
