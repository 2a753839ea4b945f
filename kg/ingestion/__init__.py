"""Sources into the store: idempotent, on every core, safe to kill at any moment, a record of every run."""

from __future__ import annotations

from kg.ingestion.crew import Alone, Crew, Readers, reading_crew
from kg.ingestion.ingesting import ingest, preview
from kg.ingestion.removing import remove
from kg.ingestion.report import RunReport

__all__ = ["Alone", "Crew", "Readers", "RunReport", "ingest", "preview", "reading_crew", "remove"]
