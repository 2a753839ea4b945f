"""Where a store is: a folder or a server, and what is known of it before it is opened."""

from __future__ import annotations

from pathlib import Path

from kg.settings import Settings
from kg.store import folder
from kg.store.remote_address import address_of, is_remote
from kg.store.remote_opening import cache_folder, is_there, name_of, recorded_remote

Location = Path | str
"""A store's folder, or the address of its server: a string that begins with http:// or https://."""


def place(text: str) -> Location:
    """Return what a user's word for a store means. Raises UsageError for an address that is none."""
    if not is_remote(text):
        return Path(text)
    address_of(text)
    return text


def is_store(location: Location, settings: Settings | None = None) -> bool:
    """Say whether there is a store. Raises StoreError when a server cannot be reached."""
    if is_remote(location):
        return is_there(location, settings or Settings())
    return (Path(location) / "meta.json").is_file()


def recorded(location: Location, settings: Settings) -> Settings:
    """Return the settings, with the base IRI that the store records and its folders where the settings name none."""
    if is_remote(location):
        return recorded_remote(location, settings)
    return folder.recorded(Path(location), settings)


def local_folder(location: Location) -> Path:
    """Return the folder on this machine that stands for a store: its own, or that of what is derived from a server's.

    What belongs to a store and lies beside it is named after this folder.
    """
    return cache_folder(location) if is_remote(location) else Path(location)


def store_name(location: Location) -> str:
    """Return what tells a store from another one that is made in its place, "" where there is none."""
    if is_remote(location):
        return name_of(location, Settings())
    try:
        told = (Path(location) / "lock").stat()  # made with the store, never written to
    except OSError:
        return ""
    return f"{told.st_dev} {told.st_ino} {told.st_mtime_ns}" if is_store(location) else ""
