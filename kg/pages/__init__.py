"""A store as a folder of linked pages: open ``index.html``, no server and no network needed; or page by page, live.

Right to left where it is Persian, every fact with its quote, every quote linked to its place in the article.
"""

from __future__ import annotations

from kg.pages.assets_of import shared_assets, vendored
from kg.pages.live import Served, absent_page, serve_page
from kg.pages.names import live_href
from kg.pages.rendering import LIVE_POLICY, environment
from kg.pages.review import write_review
from kg.pages.scripts import json_text
from kg.pages.searching import fold_data
from kg.pages.shared import shared_file
from kg.pages.site import PagesReport, write_pages
from kg.pages.values import Label
from kg.pages.words import read_words, words

__all__ = [
    "LIVE_POLICY",
    "Label",
    "PagesReport",
    "Served",
    "absent_page",
    "environment",
    "fold_data",
    "json_text",
    "live_href",
    "read_words",
    "serve_page",
    "shared_assets",
    "shared_file",
    "vendored",
    "words",
    "write_pages",
    "write_review",
]
