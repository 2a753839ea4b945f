"""Quads kept on disk or in memory, asked in SPARQL.

A store on disk is a folder: ``meta.json``, ``quads/`` and ``lock``. One process writes, others may read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pyoxigraph

from kg.settings import Settings
from kg.store.answer import Answer, Term
from kg.store.base import Change, GraphName, Store
from kg.store.dataset import open_dataset
from kg.store.embedded import EmbeddedStore
from kg.store.folder import open_folder

__all__ = ["Answer", "Change", "GraphName", "Store", "Term", "open_dataset", "open_store"]


def open_store(
    location: Path | None = None, mode: Literal["read", "write"] = "read", settings: Settings | None = None
) -> Store:
    """Open a store: a folder, or memory for None.

    mode ``read``: a snapshot, beside a writer too; ``write``: made when absent, one process at a time.
    Raises StoreError when the folder is no store, is locked, or broken.
    """
    settings = settings or Settings()
    if location is None:
        return EmbeddedStore(pyoxigraph.Store(), settings.base_iri)
    return open_folder(location, settings, write=mode == "write")
