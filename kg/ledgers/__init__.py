"""What people decided: two CSV files, one decision a line, read, weighed and added to.

``judgements.csv`` says of two things whether they are one; ``corrections.csv`` says of one fact of one article whether
it is right. The last line about a pair or a fact stands; earlier ones are kept as its history.
"""

from __future__ import annotations

from kg.ledgers.appending import append_correction, append_judgement, checked_correction, checked_judgement
from kg.ledgers.properties import CONCEPTS, PROPERTIES, Property, property_named
from kg.ledgers.reading import CORRECTIONS, JUDGEMENTS, default_folder, read_ledgers
from kg.ledgers.values import ACTIONS, VERDICTS, Correction, Judgement, Ledgers, Pair, normalised
from kg.ledgers.weighing import Clash, Effective, contradictions, effective, standing

__all__ = [
    "ACTIONS",
    "CONCEPTS",
    "CORRECTIONS",
    "JUDGEMENTS",
    "PROPERTIES",
    "VERDICTS",
    "Clash",
    "Correction",
    "Effective",
    "Judgement",
    "Ledgers",
    "Pair",
    "Property",
    "append_correction",
    "append_judgement",
    "checked_correction",
    "checked_judgement",
    "contradictions",
    "default_folder",
    "effective",
    "normalised",
    "property_named",
    "read_ledgers",
    "standing",
]
