"""The store folder: what it holds, and how it is opened.

``meta.json`` (format, base), ``quads/`` (Oxigraph), ``identity.sqlite`` (the index of identity), ``text.sqlite`` (that
of texts), ``changes.sqlite`` (what each run changed), ``lock`` (one writer), and while many quads are being loaded
``loading.nq`` (the journal).
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError, StoreLockedError
from kg.settings import Settings
from kg.store.changelog import CHANGES
from kg.store.embedded import Around, EmbeddedStore
from kg.store.journal import JOURNAL, Journal
from kg.store.searchable import TEXTS

FORMAT = 1
INDEX = "identity.sqlite"
USERS = "users"
"""An empty file that says that there are, or were, graphs of users among the quads."""
_BASE_IRI = re.compile(r"https?://[!#$&-;=?-Z_a-z~\[\]%]+[/#]")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a store folder says about itself; lexicon, ontology: versions its facts were last made with.

    lexicon_dirs, ledger_dir: the user's own folders they were made with, so that reading never makes others.
    columns: which columns of the user's tables stand for which fields of an article, given once.
    """

    format: int
    base_iri: str
    lexicon: str = ""
    ontology: str = ""
    lexicon_dirs: tuple[str, ...] = ()
    ledger_dir: str = ""
    columns: tuple[tuple[str, str], ...] = ()


def read_meta(folder: Path) -> Meta:
    """Return the folder's meta data. Raises StoreError when it is no store or one of another format."""
    path = folder / "meta.json"
    if not path.is_file():
        raise StoreError(
            "this is not a store",
            where=str(folder),
            expected="a folder with meta.json",
            todo="kg ingest PATH",
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _unreadable(str(path)) from error
    return meta_of(text, str(path))


def meta_of(text: str, where: str) -> Meta:
    """Read what a store says about itself. Raises StoreError when it cannot be read or is of another format."""
    try:
        raw = json.loads(text)
        texts = {name: str(raw.get(name, "")) for name in ("lexicon", "ontology", "ledger_dir")}
        folders = tuple(str(one) for one in raw.get("lexicon_dirs", ()))
        columns = tuple((str(field), str(column)) for field, column in raw.get("columns", ()))
        meta = Meta(raw["format"], raw["base_iri"], lexicon_dirs=folders, columns=columns, **texts)
        if type(meta.format) is not int or not _BASE_IRI.fullmatch(meta.base_iri):
            raise ValueError("format is no integer or base_iri no IRI")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(where) from error
    if meta.format != FORMAT:
        raise StoreError(
            f"the store has format {meta.format}",
            where=where,
            expected=f"format {FORMAT}",
            todo="ingest into a fresh folder",
        )
    return meta


def _unreadable(where: str) -> StoreError:
    return StoreError(
        "meta.json cannot be read", where=where, expected="format and base_iri", todo="ingest into a fresh folder"
    )


def recorded(folder: Path, settings: Settings) -> Settings:
    """Return the settings, with the base IRI that the store records and its folders where the settings name none."""
    meta = read_meta(folder)
    return replace(
        settings,
        base_iri=meta.base_iri,
        lexicon_dirs=settings.lexicon_dirs or tuple(map(Path, meta.lexicon_dirs)),
        ledger_dir=settings.ledger_dir or (Path(meta.ledger_dir) if meta.ledger_dir else None),
        columns=settings.columns or meta.columns,
    )


def open_folder(folder: Path, settings: Settings, *, write: bool) -> EmbeddedStore:
    """Open a store folder; for writing it is made when absent, and locked against a second writer.

    Raises StoreError when it is locked, is no store, has another base IRI, or its files are broken.
    """
    return _open_writable(folder, settings) if write else _open_readable(folder)


def _open_readable(folder: Path) -> EmbeddedStore:
    meta = read_meta(folder)
    return EmbeddedStore(
        _snapshot(folder),
        meta.base_iri,
        writable=False,
        around=Around(texts=folder / TEXTS, changes=folder / CHANGES, has_users=(folder / USERS).exists()),
    )


def _snapshot(folder: Path, tries: int = 5) -> pyoxigraph.Store:
    """Open the quads read only; a writer that removes a file meanwhile makes a try fail, so try again."""
    while True:
        try:
            return pyoxigraph.Store.read_only(str(folder / "quads"))
        except (OSError, ValueError, RuntimeError) as error:
            tries -= 1
            if not tries:
                raise _broken(folder, error) from error
            time.sleep(0.05)


def _open_writable(folder: Path, settings: Settings) -> EmbeddedStore:
    fresh = _prepare(folder)
    lock = _lock(folder)
    try:
        meta = Meta(FORMAT, settings.base_iri) if fresh else read_meta(folder)
        if meta.base_iri != settings.base_iri:
            raise StoreError(
                f"the store was made with base IRI {meta.base_iri}",
                where=str(folder),
                expected=settings.base_iri,
                todo="give the store's own base IRI",
            )
        backing = pyoxigraph.Store(str(folder / "quads"))
        told = _with_folders(meta, settings)
        if fresh or told != meta:
            _write_meta(folder, told)
        meta = told
    except (OSError, ValueError, RuntimeError) as error:
        os.close(lock)
        raise _broken(folder, error) from error
    except StoreError:
        os.close(lock)
        raise

    def stamp(lexicon: str, ontology: str) -> None:
        _write_meta(folder, replace(meta, lexicon=lexicon, ontology=ontology))

    around = Around(
        folder / INDEX,
        folder / TEXTS,
        folder / CHANGES,
        Journal(folder),
        lambda: os.close(lock),
        stamp,
        (folder / USERS).exists(),
    )
    return _replayed(EmbeddedStore(backing, meta.base_iri, around=around))


def _replayed(store: EmbeddedStore) -> EmbeddedStore:
    """Make good what a load left half done; a store where that fails is closed again."""
    try:
        store.replay()
    except StoreError:
        store.close()
        raise
    return store


def is_loading(folder: Path) -> bool:
    """Say whether a load into the folder was begun and not ended."""
    return Journal(folder).exists()


def _with_folders(meta: Meta, settings: Settings) -> Meta:
    given = settings.ledger_dir
    ledgers = str(given.resolve()) if given and given.is_dir() else meta.ledger_dir
    lexicons = tuple(str(one.resolve()) for one in settings.lexicon_dirs)
    return replace(meta, lexicon_dirs=lexicons, ledger_dir=ledgers, columns=settings.columns or meta.columns)


def _prepare(folder: Path) -> bool:
    """Make the folder if need be; say whether it holds no store yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise StoreError(
            f"the store folder cannot be made: {error.strerror}",
            where=str(folder),
            todo="choose another --store",
        ) from error
    if "meta.json" in present:
        return False
    own = {"lock", "quads", "meta.json.new", JOURNAL, f"{JOURNAL}.new", INDEX, f"{INDEX}-wal", f"{INDEX}-shm"}
    own |= {USERS, TEXTS, f"{TEXTS}-journal", f"{TEXTS}.new", f"{TEXTS}.new-journal"}
    if present - own:
        raise StoreError(
            "the folder holds other files",
            where=str(folder),
            expected="an empty folder or a store",
            todo="choose another --store",
        )
    return True


def _lock(folder: Path) -> int:
    try:
        handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise StoreError(
            f"the store cannot be written: {error.strerror}",
            where=str(folder),
            todo="check the folder's rights",
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise StoreLockedError(
            "another process is writing to the store", where=str(folder), todo="wait for it to end"
        ) from error
    return handle


def _write_meta(folder: Path, meta: Meta) -> None:
    draft = folder / "meta.json.new"
    draft.write_text(json.dumps(asdict(meta), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(folder / "meta.json")


def _broken(folder: Path, error: Exception) -> StoreError:
    return StoreError(
        f"the store's files cannot be opened: {error}",
        where=str(folder / "quads"),
        expected="an Oxigraph database",
        todo="ingest the articles into a fresh folder",
    )
