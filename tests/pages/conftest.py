"""The sample's site, for tests that compare with it."""

from __future__ import annotations

from pages_kit import site

__all__ = ["site"]
