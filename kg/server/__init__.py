"""A store served over HTTP: SPARQL 1.1 Protocol, questions of the library, pages; nothing asked can harm it."""

from __future__ import annotations

from kg.server.app import build_app
from kg.server.running import serve

__all__ = ["build_app", "serve"]
