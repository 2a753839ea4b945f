"""A store as a folder of linked pages: open ``index.html``, no server and no network needed.

Right to left where it is Persian, every fact with its quote, every quote linked to its place in the article.
"""

from __future__ import annotations

from kg.pages.assets_of import shared_assets, vendored
from kg.pages.rendering import environment
from kg.pages.review import write_review
from kg.pages.scripts import json_text
from kg.pages.searching import fold_data
from kg.pages.site import PagesReport, write_pages
from kg.pages.values import Label
from kg.pages.words import read_words, words

__all__ = [
    "Label",
    "PagesReport",
    "environment",
    "fold_data",
    "json_text",
    "read_words",
    "shared_assets",
    "vendored",
    "words",
    "write_pages",
    "write_review",
]
