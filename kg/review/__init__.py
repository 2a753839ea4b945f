"""What waits for a decision, with its evidence side by side, and what has become of the decisions there are."""

from __future__ import annotations

from kg.review.deciding import article_id, check_correction, check_pair
from kg.review.doubts import Doubt, compare, doubtful_pairs
from kg.review.sides import Quote, Side, SideFact
from kg.review.standing import LedgerLine, ledger_lines

__all__ = [
    "Doubt",
    "LedgerLine",
    "Quote",
    "Side",
    "SideFact",
    "article_id",
    "check_correction",
    "check_pair",
    "compare",
    "doubtful_pairs",
    "ledger_lines",
]
