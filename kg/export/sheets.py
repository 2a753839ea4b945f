"""Which tables the CSV export writes: consolidated facts, what people decided, then what single articles say."""

from __future__ import annotations

from typing import Final

from kg.export.article_sheets import ARTICLE_SHEETS
from kg.export.columns import Sheet
from kg.export.decision_sheets import DECISION_SHEETS
from kg.export.fact_sheets import FACT_SHEETS

SHEETS: Final[tuple[Sheet, ...]] = (*FACT_SHEETS, *DECISION_SHEETS, *ARTICLE_SHEETS)
"""All tables, in the order in which a reader wants them."""
