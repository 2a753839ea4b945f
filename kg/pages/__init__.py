"""One thing of a store, or one overview of it, as an HTML page and as the data that its drawing needs.

Right to left where it is Persian, every fact with its quote, every quote linked to its place in the article.
"""

from __future__ import annotations

from kg.pages.assets_of import plain_assets, shared_assets, vendored
from kg.pages.dates import when
from kg.pages.drawing import drawing, shared_drawing
from kg.pages.drawn import drawn_data
from kg.pages.entries import entry_of
from kg.pages.live import Served, absent_page, serve_page, waiting_page
from kg.pages.live_network import live_network
from kg.pages.names import live_href, page_href, page_name, short_hash
from kg.pages.network_files import network_files
from kg.pages.network_page import network_page
from kg.pages.reader import Reader
from kg.pages.rendering import LIVE_POLICY, environment, render
from kg.pages.scripts import data_script, json_text
from kg.pages.searching import SearchEntry, entry_json, entry_read, fold_data, search_entry
from kg.pages.shared import shared_file
from kg.pages.values import Label, Link, When
from kg.pages.views import KINDS, Frame, Row, View, list_order, page_text, view_of
from kg.pages.words import read_words, words

__all__ = [
    "KINDS",
    "LIVE_POLICY",
    "Frame",
    "Label",
    "Link",
    "Reader",
    "Row",
    "SearchEntry",
    "Served",
    "View",
    "When",
    "absent_page",
    "data_script",
    "drawing",
    "drawn_data",
    "entry_json",
    "entry_of",
    "entry_read",
    "environment",
    "fold_data",
    "json_text",
    "list_order",
    "live_href",
    "live_network",
    "network_files",
    "network_page",
    "page_href",
    "page_name",
    "page_text",
    "plain_assets",
    "read_words",
    "render",
    "search_entry",
    "serve_page",
    "shared_assets",
    "shared_drawing",
    "shared_file",
    "short_hash",
    "vendored",
    "view_of",
    "waiting_page",
    "when",
    "words",
]
