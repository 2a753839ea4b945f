"""Readings become quads: one graph an article, and the consolidated facts that follow from all of them."""

from __future__ import annotations

from kg.graph.administrations import administration_quads
from kg.graph.article import article_local_id, article_quads
from kg.graph.consolidated import consolidated_quads
from kg.graph.dates import date_literal

__all__ = ["administration_quads", "article_local_id", "article_quads", "consolidated_quads", "date_literal"]
