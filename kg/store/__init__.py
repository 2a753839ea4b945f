"""Quads kept on disk or in memory, asked in SPARQL.

A store on disk is a folder: ``meta.json``, ``quads/`` and ``lock``. One process writes, others may read.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph

from kg.errors import StaleFactsWarning, StoreLockedError
from kg.ledgers import Ledgers, default_folder, read_ledgers
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.store.answer import Answer, Term
from kg.store.base import Change, GraphName, Store
from kg.store.dataset import as_dataset
from kg.store.derived import article_graphs, follows, is_current, pending, refresh, state_graph
from kg.store.embedded import EmbeddedStore
from kg.store.folder import open_folder, recorded

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = [
    "Answer",
    "Change",
    "GraphName",
    "Store",
    "Term",
    "article_graphs",
    "is_current",
    "ledgers_of",
    "open_dataset",
    "open_store",
    "recorded",
    "refresh",
    "state_graph",
]


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
    if mode == "read":
        return _open_current(location, settings)
    store = open_folder(location, settings, write=True)
    _replay(store, location, settings)
    return store


def open_dataset(folder: str | Path) -> Dataset:
    """Open a store folder as an ``rdflib.Dataset`` for reading; the default graph holds the consolidated facts.

    Raises StoreError when the folder is not a store.
    """
    return as_dataset(_open_current(Path(folder), Settings()))


def ledgers_of(location: Path | None, settings: Settings) -> Ledgers:
    """Return the ledgers that belong to a store. Raises DataError when a line is malformed."""
    if location is None:
        return read_ledgers(settings.ledger_dir, settings) if settings.ledger_dir else Ledgers()
    folder = recorded(location, settings).ledger_dir or default_folder(location)
    return read_ledgers(folder, settings)


def _open_current(location: Path, settings: Settings) -> EmbeddedStore:
    """Open a snapshot; when a crash or a new line of a ledger left the facts behind, bring them up to date first."""
    store = open_folder(location, settings, write=False)
    if _is_current(store, location, settings):
        return store
    store.close()
    as_made = recorded(location, settings)
    try:
        with open_folder(location, as_made, write=True) as writer:
            _replay(writer, location, as_made)
    except StoreLockedError:  # the writer will catch up itself
        told = f"{location}: another process is bringing the facts up to date; what is read now may be incomplete"
        warnings.warn(told, StaleFactsWarning, stacklevel=3)
    return open_folder(location, settings, write=False)


def _is_current(store: Store, location: Path, settings: Settings) -> bool:
    return not pending(store) and follows(store, ledgers_of(location, settings))


def _replay(store: Store, location: Path, settings: Settings) -> None:
    if not _is_current(store, location, settings):
        refresh(store, load_lexicon(settings.lexicon_dirs), ledgers_of(location, settings))
