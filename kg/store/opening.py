"""How a store is opened: a folder, memory or a server; what a crash left behind is made good before any read."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph

from kg.errors import StaleFactsWarning, StoreError, StoreLockedError, UsageError
from kg.ledgers import Ledgers, default_folder, read_ledgers
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.store.base import Store
from kg.store.dataset import as_dataset
from kg.store.derived import (
    follows,
    has_texts,
    is_outdated,
    is_pending,
    mend_texts,
    refresh,
)
from kg.store.embedded import EmbeddedStore
from kg.store.folder import is_loading, open_folder
from kg.store.places import Location, recorded
from kg.store.remote import RemoteStore
from kg.store.remote_address import is_remote
from kg.store.remote_opening import follows_folders_of_another, is_changing, open_remote

if TYPE_CHECKING:
    from rdflib import Dataset


def open_store(
    location: Location | None = None, mode: Literal["read", "write"] = "read", settings: Settings | None = None
) -> Store:
    """Open a store: a folder, memory for None, or a SPARQL server for a string that begins with http:// or https://.

    mode ``read``: a snapshot (a server has none), beside a writer too; ``write``: made when absent, one process at a
    time. Raises StoreError when the place holds no store, is locked, or broken, or the server cannot be reached.
    """
    settings = settings or Settings()
    if location is None:
        return EmbeddedStore(pyoxigraph.Store(), settings.base_iri)
    if mode == "read":
        return _open_current(location, settings)
    store = _opened(location, settings, write=True)
    _replay(store, location, settings)
    return store


def _opened(location: Location, settings: Settings, *, write: bool) -> EmbeddedStore | RemoteStore:
    if is_remote(location):
        return open_remote(location, settings, write=write)
    return open_folder(Path(location), settings, write=write)


def open_dataset(folder: str | Path) -> Dataset:
    """Open a store folder as an ``rdflib.Dataset`` for reading; the default graph holds the consolidated facts.

    Raises StoreError when the folder is not a store.
    """
    store = _open_current(Path(folder), Settings())
    if not isinstance(store, EmbeddedStore):
        raise StoreError("a store on a server is no Dataset", where=str(folder), todo="use rdflib's SPARQLStore")
    return as_dataset(store)


def ledgers_of(location: Location | None, settings: Settings) -> Ledgers:
    """Return the ledgers that belong to a store. Raises DataError when a line is malformed.

    A store on a server has those that were given with it and no others.
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
    folder = folder or (None if is_remote(location) else default_folder(Path(location)))
    return read_ledgers(folder, settings) if folder else Ledgers()


def ledger_folder(location: Location, settings: Settings) -> Path:
    """Return the folder that new decisions about a store go into. Raises UsageError where a server's has none."""
    if settings.ledger_dir is not None:
        return settings.ledger_dir
    if is_remote(location):
        raise UsageError(
            "no folder of ledgers was given for this store", where=str(location), todo="pass --ledgers DIR"
        )
    return default_folder(Path(location))


def _open_current(location: Location, settings: Settings) -> EmbeddedStore | RemoteStore:
    """Open a snapshot; when a crash or a new line of a ledger left the facts behind, bring them up to date first.

    Reading never makes other facts than the store was made for: its own folders count, not those of the call.
    """
    as_made = recorded(location, replace(settings, lexicon_dirs=(), ledger_dir=None))
    store = _opened(location, as_made, write=False)
    if is_outdated(store):
        _warn(location, "its facts were made by an older version", "kg ingest PATH brings them up to date")
    if _is_current(store, location, as_made) and has_texts(store):
        return store
    store.close()
    try:
        with _opened(location, as_made, write=True) as writer:
            _replay(writer, location, as_made)
    except StoreLockedError:
        _warn(location, "another process is bringing the facts up to date", "what is read now may be incomplete")
    except StoreError as error:
        _warn(location, "its facts are behind its articles or ledgers", str(error))
    return _opened(location, as_made, write=False)


def _warn(location: Location, what: str, more: str) -> None:
    warnings.warn(f"{location}: {what}; {more}", StaleFactsWarning, stacklevel=4)


def _is_current(store: EmbeddedStore | RemoteStore, location: Location, settings: Settings) -> bool:
    if isinstance(store, RemoteStore):
        away = follows_folders_of_another(store.server, store.base_iri)
        ended = not is_changing(store) and not is_pending(store)
        return ended and bool(away or follows(store, ledgers_of(location, settings)))
    return not is_loading(Path(location)) and not is_pending(store) and follows(store, ledgers_of(location, settings))


def is_behind(location: Path, settings: Settings) -> bool:
    """Say whether facts or text index of a store folder are behind its articles or ledgers; opening it mends that."""
    as_made = recorded(location, replace(settings, lexicon_dirs=(), ledger_dir=None))
    with open_folder(location, settings, write=False) as store:
        return not (_is_current(store, location, as_made) and has_texts(store))


def _replay(store: EmbeddedStore | RemoteStore, location: Location, settings: Settings) -> None:
    try:
        if _is_current(store, location, settings):
            mend_texts(store)
        else:
            refresh(store, load_lexicon(settings.lexicon_dirs), ledgers_of(location, settings))
    except BaseException:
        if isinstance(store, RemoteStore):  # the mark of its writer must not stay behind
            store.close()
        raise
