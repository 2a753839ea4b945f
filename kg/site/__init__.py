"""A store as a folder of linked pages: open ``index.html``, no server and no network needed."""

from __future__ import annotations

from kg.site.plan import Plan, SiteReport
from kg.site.review import write_review
from kg.site.write import write_site

__all__ = ["Plan", "SiteReport", "write_review", "write_site"]
