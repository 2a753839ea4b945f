"""A store as a folder of linked pages: open ``index.html``, no server and no network needed.

Right to left where it is Persian, every fact with its quote, every quote linked to its place in the article.
"""

from __future__ import annotations

from kg.pages.review import write_review
from kg.pages.site import PagesReport, write_pages

__all__ = ["PagesReport", "write_pages", "write_review"]
