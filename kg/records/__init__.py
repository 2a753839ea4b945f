"""Records with named fields (JSON, CSV, Parquet) become articles; their columns are mapped by name."""

from __future__ import annotations

from kg.records.columns import check_columns
from kg.records.jsons import open_json
from kg.records.layouts import looks_tabular, table_layout
from kg.records.parquet import open_parquet
from kg.records.tables import open_table, open_unknown_table

__all__ = [
    "check_columns",
    "looks_tabular",
    "open_json",
    "open_parquet",
    "open_table",
    "open_unknown_table",
    "table_layout",
]
