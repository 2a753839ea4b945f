"""What an article is: decoded text and checked fields become an ``Article``, or a listed reason why not."""

from __future__ import annotations

from kg.articles.article import Article, Item, Page, Skip
from kg.articles.decoding import Decoded, declared_type, decode
from kg.articles.fields import FIELDS, noted, publication_date, record_article, text_article
from kg.articles.skips import FAULTS, brief, failed, shown_name, shown_path, storable, too_large

__all__ = [
    "FAULTS",
    "FIELDS",
    "Article",
    "Decoded",
    "Item",
    "Page",
    "Skip",
    "brief",
    "declared_type",
    "decode",
    "failed",
    "noted",
    "publication_date",
    "record_article",
    "shown_name",
    "shown_path",
    "storable",
    "text_article",
    "too_large",
]
