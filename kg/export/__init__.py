"""The graph taken along: RDF in six formats, networks in two, tables for spreadsheets."""

from __future__ import annotations

from kg.export.exporting import FORMATS, TRIPLES, export, export_bytes, triples_bytes
from kg.export.report import ExportReport

__all__ = ["FORMATS", "TRIPLES", "ExportReport", "export", "export_bytes", "triples_bytes"]
