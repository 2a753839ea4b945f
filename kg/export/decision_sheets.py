"""The tables of what is doubtful and what people decided."""

from __future__ import annotations

from typing import Final

from kg.export.columns import BASIS, Columns, Sheet

_DECIDED: Final[Columns] = (
    ("by", "agr:decidedBy"),
    ("on", "agr:decidedOn"),
    ("why", "agr:why"),
    ("applied", "agr:applied"),
    ("line", "agr:ledgerLine"),
)

DECISION_SHEETS: Final = (
    Sheet(
        "doubtful_pairs",
        "DoubtfulPair",
        (("members", "agr:pairMember"), ("score", "agr:score"), ("reasons", "agr:scoreReason"), *BASIS),
    ),
    Sheet("judgements", "Judgement", (("members", "agr:pairMember"), ("verdict", "agr:verdict"), *_DECIDED)),
    Sheet(
        "corrections",
        "Correction",
        (
            ("article", "agr:correctsArticle"),
            ("property", "agr:correctedProperty"),
            ("value", "agr:correctedValue"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("action", "agr:action"),
            ("replacement", "agr:replacement"),
            ("acted_on", "^agr:correctedBy"),
            *_DECIDED,
        ),
    ),
    Sheet(
        "republications",
        "Republication",
        (
            ("original", "agr:originalArticle"),
            ("original_headline", "agr:originalArticle/schema:headline"),
            ("again", "agr:republishedAs"),
            ("again_headline", "agr:republishedAs/schema:headline"),
            ("similarity", "agr:similarity"),
            *BASIS,
        ),
    ),
)
"""They belong to the consolidated facts."""
