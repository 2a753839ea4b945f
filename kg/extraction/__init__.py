"""Extraction: one article in, all that it says about agreements out, every fact with its quote and its rule."""

from kg.extraction.assembly import STATUS_AFTER
from kg.extraction.engine import LANGUAGES, Extractor, GrammarExtractor, language_of
from kg.extraction.explaining import Explained, Fired, Recognised
from kg.extraction.jsonform import reading_json
from kg.extraction.reading import (
    Aim,
    Amount,
    Dropped,
    Event,
    Evidence,
    Heading,
    Link,
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
from kg.extraction.topics import topics_of

__all__ = [
    "LANGUAGES",
    "STATUS_AFTER",
    "Aim",
    "Amount",
    "Dropped",
    "Event",
    "Evidence",
    "Explained",
    "Extractor",
    "Fired",
    "GrammarExtractor",
    "Heading",
    "Link",
    "Located",
    "OfficeHeld",
    "OfficialMention",
    "Party",
    "Reading",
    "Recognised",
    "Report",
    "SentenceUse",
    "Signatory",
    "Stated",
    "Statement",
    "When",
    "language_of",
    "reading_json",
    "reading_schema",
    "topics_of",
]
