"""One thing of a store, or one overview of it, as an HTML page and as the data that its drawing needs.

Right to left where it is Persian, every fact with its quote, every quote linked to its place in the article.
"""

from __future__ import annotations

from kg.pages.assets_of import plain_assets, shared_assets, vendored
from kg.pages.concepts import shipped_labels
from kg.pages.cutting import Cutting
from kg.pages.dates import persian_digits, when
from kg.pages.described import data_context, described
from kg.pages.drawing import drawing, shared_drawing
from kg.pages.drawn import drawn_data
from kg.pages.entries import entry_of
from kg.pages.figure_pages import figure_pages
from kg.pages.figures import Naming as FigureNaming
from kg.pages.figures import numbered, pages_of
from kg.pages.figures_quality import missing_address, missing_page, missing_pages
from kg.pages.figures_time import year_address, year_page
from kg.pages.links import thing_link
from kg.pages.live import absent_page, serve_page, waiting_page
from kg.pages.live_network import live_network
from kg.pages.live_values import Served
from kg.pages.names import live_href, page_href, page_name, short_hash
from kg.pages.network_files import network_files
from kg.pages.network_page import network_page
from kg.pages.paging import FIRST, LISTS, Further, Key, Paged, written_name
from kg.pages.picture import Near, near
from kg.pages.reader import Reader
from kg.pages.rendering import LIVE_POLICY, environment, render
from kg.pages.scripts import data_script, json_text
from kg.pages.searching import SearchEntry, entry_json, entry_read, fold_data, search_entry
from kg.pages.shared import shared_file
from kg.pages.themes import is_theme, kin_of
from kg.pages.values import Label, Link, When
from kg.pages.views import KINDS, Frame, Row, View, page_text, subject, view_of
from kg.pages.words import read_words, words

__all__ = [
    "FIRST",
    "KINDS",
    "LISTS",
    "LIVE_POLICY",
    "Cutting",
    "FigureNaming",
    "Frame",
    "Further",
    "Key",
    "Label",
    "Link",
    "Near",
    "Paged",
    "Reader",
    "Row",
    "SearchEntry",
    "Served",
    "View",
    "When",
    "absent_page",
    "data_context",
    "data_script",
    "described",
    "drawing",
    "drawn_data",
    "entry_json",
    "entry_of",
    "entry_read",
    "environment",
    "figure_pages",
    "fold_data",
    "is_theme",
    "json_text",
    "kin_of",
    "live_href",
    "live_network",
    "missing_address",
    "missing_page",
    "missing_pages",
    "near",
    "network_files",
    "network_page",
    "numbered",
    "page_href",
    "page_name",
    "page_text",
    "pages_of",
    "persian_digits",
    "plain_assets",
    "read_words",
    "render",
    "search_entry",
    "serve_page",
    "shared_assets",
    "shared_drawing",
    "shared_file",
    "shipped_labels",
    "short_hash",
    "subject",
    "thing_link",
    "vendored",
    "view_of",
    "waiting_page",
    "when",
    "words",
    "written_name",
    "year_address",
    "year_page",
]
