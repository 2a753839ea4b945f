"""Quads kept on disk or in memory, asked in SPARQL.

A store on disk is a folder: ``meta.json``, ``quads/``, two indexes and ``lock``. One process writes, others may read.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph

from kg.errors import StaleFactsWarning, StoreError, StoreLockedError
from kg.ledgers import Ledgers, default_folder, read_ledgers
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.store.answer import Answer, Term
from kg.store.base import Change, GraphName, Store
from kg.store.dataset import as_dataset
from kg.store.derived import (
    article_graphs,
    follows,
    has_texts,
    is_outdated,
    mend_texts,
    pending,
    refresh,
    state_graph,
)
from kg.store.embedded import EmbeddedStore
from kg.store.folder import is_loading, open_folder, recorded
from kg.store.serving import Graphs, TooLargeError, Written, snapshot, update_user_graphs, version_of, written

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = [
    "Answer",
    "Change",
    "EmbeddedStore",
    "GraphName",
    "Graphs",
    "Store",
    "Term",
    "TooLargeError",
    "Written",
    "article_graphs",
    "is_behind",
    "ledgers_of",
    "open_dataset",
    "open_store",
    "recorded",
    "refresh",
    "snapshot",
    "state_graph",
    "update_user_graphs",
    "version_of",
    "written",
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
    """Return the ledgers that belong to a store. Raises DataError when a line is malformed.

    Raises StoreError when the folder that the store records is gone: its decisions would be undone unseen.
    """
    if location is None:
        return read_ledgers(settings.ledger_dir, settings) if settings.ledger_dir else Ledgers()
    folder = recorded(location, settings).ledger_dir
    if folder is not None and settings.ledger_dir is None and not folder.is_dir():
        raise StoreError(
            "the folder of the store's ledgers is gone",
            where=str(folder),
            expected="the folder with judgements.csv and corrections.csv",
            todo=f"bring it back, or name another: kg ingest PATH --store {location} --ledgers DIR",
        )
    return read_ledgers(folder or default_folder(location), settings)


def _open_current(location: Path, settings: Settings) -> EmbeddedStore:
    """Open a snapshot; when a crash or a new line of a ledger left the facts behind, bring them up to date first.

    Reading never makes other facts than the store was made for: its own folders count, not those of the call.
    """
    as_made = recorded(location, replace(settings, lexicon_dirs=(), ledger_dir=None))
    store = open_folder(location, settings, write=False)
    if is_outdated(store):
        _warn(location, "its facts were made by an older version", "kg ingest PATH brings them up to date")
    if _is_current(store, location, as_made) and has_texts(store):
        return store
    store.close()
    try:
        with open_folder(location, as_made, write=True) as writer:
            _replay(writer, location, as_made)
    except StoreLockedError:
        _warn(location, "another process is bringing the facts up to date", "what is read now may be incomplete")
    except StoreError as error:
        _warn(location, "its facts are behind its articles or ledgers", str(error))
    return open_folder(location, settings, write=False)


def _warn(location: Path, what: str, more: str) -> None:
    warnings.warn(f"{location}: {what}; {more}", StaleFactsWarning, stacklevel=4)


def is_behind(location: Path, settings: Settings) -> bool:
    """Say whether the facts of a store folder are behind its articles or ledgers, so that opening it mends that."""
    as_made = recorded(location, replace(settings, lexicon_dirs=(), ledger_dir=None))
    with open_folder(location, settings, write=False) as store:
        return not _is_current(store, location, as_made)


def _is_current(store: Store, location: Path, settings: Settings) -> bool:
    return not is_loading(location) and not pending(store) and follows(store, ledgers_of(location, settings))


def _replay(store: Store, location: Path, settings: Settings) -> None:
    if _is_current(store, location, settings):
        mend_texts(store)
    else:
        refresh(store, load_lexicon(settings.lexicon_dirs), ledgers_of(location, settings))
