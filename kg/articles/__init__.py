"""What an article is: decoded text and checked fields become an ``Article``, or a listed reason why not."""

from __future__ import annotations

from kg.articles.article import Article, Item, Page, Skip
from kg.articles.decoding import Decoded, decode
from kg.articles.fields import FIELDS, publication_date, record_article
from kg.articles.language import SUPPORTED, detect_language
from kg.articles.messages import brief, printable, shown
from kg.articles.texts import noted, text_article

__all__ = [
    "FIELDS",
    "SUPPORTED",
    "Article",
    "Decoded",
    "Item",
    "Page",
    "Skip",
    "brief",
    "decode",
    "detect_language",
    "noted",
    "printable",
    "publication_date",
    "record_article",
    "shown",
    "text_article",
]
