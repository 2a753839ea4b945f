"""Pages are not read yet."""

from __future__ import annotations

from kg.articles.article import Article, Page, Skip
from kg.articles.records import record_article
from kg.settings import Settings


def read_page(page: Page, settings: Settings) -> Article | Skip:
    return record_article({"text": page.data.decode("utf-8", "replace"), "url": page.url}, page.source, settings)
