"""Opening a store on a server: found by its notes, locked against a second writer, made good after a crash.

What is derived and large, the index, lies in a cache folder of this machine and is made anew where it is missing or of
another run. Folders that the store was made with (the user's lexicons and ledgers) are noted with the name of their
machine: elsewhere they have to be given, for facts are never made anew with less than they were made with.
"""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.settings import Settings
from kg.store.folder import FORMAT, INDEX, Meta
from kg.store.remote import Beside, RemoteStore
from kg.store.remote_address import address_of
from kg.store.remote_server import Server
from kg.store.remote_upkeep import Upkeep, meta_for


def open_remote(url: str, settings: Settings, *, write: bool) -> RemoteStore:
    """Open the store at an address; for writing its notes are made when there are none.

    Raises StoreError when the server cannot be reached, holds no store or one of another base IRI, or when another
    process is writing; UsageError for an address that is none.
    """
    server = Server(address_of(url), settings)
    try:
        meta = meta_for(server, settings)
        return _writable(server, meta, settings) if write else _readable(server, meta)
    except BaseException:
        server.close()
        raise


def _readable(server: Server, meta: Meta | None) -> RemoteStore:
    if meta is None:
        raise _no_store(server.address.name)
    return RemoteStore(server, meta.base_iri, writable=False)


def _writable(server: Server, meta: Meta | None, settings: Settings) -> RemoteStore:
    if meta and meta.base_iri != settings.base_iri:
        raise StoreError(
            f"the store was made with base IRI {meta.base_iri}",
            where=server.address.name,
            expected=settings.base_iri,
            todo="give the store's own base IRI",
        )
    before = meta or Meta(FORMAT, settings.base_iri)
    _check_folders(before, settings, server.address.name)
    told = _with_folders(before, settings)
    upkeep = Upkeep(server, settings.base_iri)
    upkeep.lock()
    try:
        if told != meta:
            upkeep.write_meta(told)
        upkeep.make_good()
        folder = cache_folder(url=server.address.name)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        upkeep.unlock()
        raise _no_cache(error) from error
    except BaseException:
        upkeep.unlock()
        raise
    beside = Beside(
        folder / INDEX,
        upkeep.check,
        upkeep.unlock,
        lambda lexicon, ontology: upkeep.write_meta(replace(told, lexicon=lexicon, ontology=ontology)),
    )
    return RemoteStore(server, settings.base_iri, beside=beside)


def recorded_remote(url: str, settings: Settings) -> Settings:
    """Return the settings with what the store records: its base IRI, and its folders where they are of this machine.

    Raises StoreError when there is no store.
    """
    server = Server(address_of(url), settings)
    try:
        meta = meta_for(server, settings)
    finally:
        server.close()
    if meta is None:
        raise _no_store(server.address.name)
    ledgers = _here(meta.ledger_dir)
    lexicons = [_here(folder) for folder in meta.lexicon_dirs]
    return replace(
        settings,
        base_iri=meta.base_iri,
        lexicon_dirs=settings.lexicon_dirs or tuple(folder for folder in lexicons if folder),
        ledger_dir=settings.ledger_dir or ledgers,
        columns=settings.columns or meta.columns,
    )


def is_there(url: str, settings: Settings) -> bool:
    """Say whether the server holds a store. Raises StoreError when it cannot be reached."""
    server = Server(address_of(url), settings)
    try:
        return meta_for(server, settings) is not None
    finally:
        server.close()


def name_of(url: str, settings: Settings) -> str:
    """Return what tells the store from one that is made in its place, "" where there is none."""
    server = Server(address_of(url), settings)
    try:
        meta = meta_for(server, settings)
        return Upkeep(server, meta.base_iri).name if meta else ""
    finally:
        server.close()


def follows_folders_of_another(server: Server, base_iri: str) -> str:
    """Return the machine whose ledgers or lexicons the store follows, "" when it is this one or none."""
    meta = meta_for(server, Settings(base_iri=base_iri))
    folders = (meta.ledger_dir, *meta.lexicon_dirs) if meta else ()
    return next((_machine(folder) for folder in folders if folder and _here(folder) is None), "")


def is_changing(store: RemoteStore) -> bool:
    """Say whether a change of the store was cut short, and is to be finished."""
    return Upkeep(store.server, store.base_iri).is_changing()


def cache_folder(url: str) -> Path:
    """Return the folder of this machine for what is derived from a store on a server.

    KG_CACHE_DIR names the folder of all of them; else XDG_CACHE_HOME, else ~/.cache, with ``agreements-kg`` in it.
    """
    own, shared = os.environ.get("KG_CACHE_DIR"), os.environ.get("XDG_CACHE_HOME")
    root = Path(own) if own else Path(shared or Path.home() / ".cache") / "agreements-kg"
    return root / address_of(url).local_name


def _check_folders(meta: Meta, settings: Settings, name: str) -> None:
    """Raise StoreError where the store follows folders of another machine and none are given here."""
    for folders, given, option in (
        ((meta.ledger_dir,), settings.ledger_dir, "--ledgers"),
        (meta.lexicon_dirs, settings.lexicon_dirs, "--lexicon"),
    ):
        away = next((one for one in folders if one and _here(one) is None), "")
        if away and not given:
            raise StoreError(
                f"the store follows a folder of another machine, {away}",
                where=name,
                expected="the same folder on this machine",
                todo=f"pass {option} DIR with a copy of it",
            )


def _with_folders(meta: Meta, settings: Settings) -> Meta:
    ledgers = _told(settings.ledger_dir) if settings.ledger_dir and settings.ledger_dir.is_dir() else meta.ledger_dir
    lexicons = tuple(map(_told, settings.lexicon_dirs))
    return replace(meta, lexicon_dirs=lexicons, ledger_dir=ledgers, columns=settings.columns or meta.columns)


def _told(folder: Path) -> str:
    return f"{socket.gethostname()}:{folder.resolve()}"


def _machine(told: str) -> str:
    return told.partition(":")[0]


def _here(told: str) -> Path | None:
    return Path(told.partition(":")[2]) if told and _machine(told) == socket.gethostname() else None


def _no_store(name: str) -> StoreError:
    return StoreError("the server holds no store", where=name, todo="kg ingest PATH --store URL")


def _no_cache(error: OSError) -> UsageError:
    return UsageError(
        f"the cache folder cannot be made: {error.strerror}", where=str(error.filename), todo="set KG_CACHE_DIR"
    )
