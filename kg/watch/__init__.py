"""Feeds and folders → a store kept up to date, round by round; can be stopped, or killed, at any moment."""

from __future__ import annotations

from kg.watch.memory import Memory, memory_path
from kg.watch.outcome import Round
from kg.watch.watcher import Watcher

__all__ = ["Memory", "Round", "Watcher", "memory_path"]
