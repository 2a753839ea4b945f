"""Quads kept on disk, in memory or on a SPARQL server, asked in SPARQL.

A store on disk is a folder: ``meta.json``, ``quads/``, two indexes, a log of changes and ``lock``. One on a server is
told by its address. One process writes, others may read.
"""

from __future__ import annotations

from kg.store.answer import Answer, Term
from kg.store.base import Change, GraphName, Store
from kg.store.changelog import Changed
from kg.store.derived import article_graphs, generation_of, refresh, state_graph
from kg.store.embedded import EmbeddedStore
from kg.store.opening import is_behind, ledger_folder, ledgers_of, open_dataset, open_store
from kg.store.places import Location, is_store, local_folder, place, recorded, store_name
from kg.store.remote_address import is_remote
from kg.store.serving import (
    Graphs,
    TooLargeError,
    UnwritableError,
    Written,
    snapshot,
    update_user_graphs,
    version_of,
    written,
)

__all__ = [
    "Answer",
    "Change",
    "Changed",
    "EmbeddedStore",
    "GraphName",
    "Graphs",
    "Location",
    "Store",
    "Term",
    "TooLargeError",
    "UnwritableError",
    "Written",
    "article_graphs",
    "generation_of",
    "is_behind",
    "is_remote",
    "is_store",
    "ledger_folder",
    "ledgers_of",
    "local_folder",
    "open_dataset",
    "open_store",
    "place",
    "recorded",
    "refresh",
    "snapshot",
    "state_graph",
    "store_name",
    "update_user_graphs",
    "version_of",
    "written",
]
