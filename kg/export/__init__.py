"""The graph taken along: RDF in six formats, networks in two, tables for spreadsheets."""

from __future__ import annotations

from kg.export.exporting import FORMATS, export, export_bytes
from kg.export.report import ExportReport

__all__ = ["FORMATS", "ExportReport", "export", "export_bytes"]
