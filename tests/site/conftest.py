"""The sample's site, written once for all tests that only read it."""

from __future__ import annotations

from pages_kit import site

__all__ = ["site"]
