"""Bytes from files, folders and standard input become articles, or a listed reason why not."""

from __future__ import annotations

from kg.articles.article import Article, Page, Skip
from kg.articles.language import SUPPORTED, detect_language
from kg.articles.sources import read_articles

__all__ = ["SUPPORTED", "Article", "Page", "Skip", "detect_language", "read_articles"]
