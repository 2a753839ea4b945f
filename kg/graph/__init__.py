"""Readings become quads: one graph an article, and the consolidated facts that follow from all of them."""

from __future__ import annotations

from kg.graph.article import article_local_id, article_quads
from kg.graph.consolidated import consolidated_quads
from kg.graph.corrected import Outcome, corrected, correction_node
from kg.graph.dates import date_literal
from kg.graph.view import View

__all__ = [
    "Outcome",
    "View",
    "article_local_id",
    "article_quads",
    "consolidated_quads",
    "corrected",
    "correction_node",
    "date_literal",
]
