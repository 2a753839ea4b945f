"""Names the program knows: institutions, offices, places, topics, word lists; shipped and user files."""

from __future__ import annotations

from kg.lexicon.checking import Doubt, check, extent
from kg.lexicon.entries import (
    INSTITUTION_KINDS,
    PLACE_KINDS,
    TRIGGERS,
    Collision,
    Institution,
    Place,
    Retired,
    Row,
    Topic,
)
from kg.lexicon.history import SUCCESSION_KINDS, Administration, Succession
from kg.lexicon.lexicon import Lexicon, is_abbreviation
from kg.lexicon.loading import load_lexicon

__all__ = [
    "INSTITUTION_KINDS",
    "PLACE_KINDS",
    "SUCCESSION_KINDS",
    "TRIGGERS",
    "Administration",
    "Collision",
    "Doubt",
    "Institution",
    "Lexicon",
    "Place",
    "Retired",
    "Row",
    "Succession",
    "Topic",
    "check",
    "extent",
    "is_abbreviation",
    "load_lexicon",
]
