"""Sources into the store: idempotent, one transaction an article, a record of every run."""

from __future__ import annotations

from kg.ingestion.report import RunReport
from kg.ingestion.run import ingest, remove

__all__ = ["RunReport", "ingest", "remove"]
