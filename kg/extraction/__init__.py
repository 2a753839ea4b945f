"""Extraction: one article in, all that it says about agreements out, every fact with its quote and its rule."""

from kg.extraction.engine import LANGUAGES, Extractor, GrammarExtractor, language_of
from kg.extraction.jsonform import reading_json
from kg.extraction.reading import (
    Aim,
    Amount,
    Dropped,
    Event,
    Evidence,
    Heading,
    Located,
    OfficeHeld,
    OfficialMention,
    Party,
    Reading,
    Report,
    SentenceUse,
    Signatory,
    Stated,
    Statement,
    When,
)
from kg.extraction.schema import reading_schema

__all__ = [
    "LANGUAGES",
    "Aim",
    "Amount",
    "Dropped",
    "Event",
    "Evidence",
    "Extractor",
    "GrammarExtractor",
    "Heading",
    "Located",
    "OfficeHeld",
    "OfficialMention",
    "Party",
    "Reading",
    "Report",
    "SentenceUse",
    "Signatory",
    "Stated",
    "Statement",
    "When",
    "language_of",
    "reading_json",
    "reading_schema",
]
