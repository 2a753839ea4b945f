"""What a worker process does: keeps the store open as it is now, and answers one question after another from it."""

from __future__ import annotations

import gzip
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryError, StoreError, StoreLockedError
from kg.lexicon import load_lexicon
from kg.protocol import XML_TYPES, Refusal, refuse, xml_safe
from kg.query import load_library
from kg.server.handlers import HANDLERS
from kg.server.refusing import refused
from kg.server.upkeep import answer_behind
from kg.settings import Settings
from kg.store import EmbeddedStore, TooLargeError, UnwritableError, snapshot, version_of
from kg.workers import Limits, Reply

SHORTEST_PACKED = 1_000
"""Bytes from which an answer is packed for a client that can unpack it."""
_FAST = 4
"""gzip's level: of 10,000 rows in JSON 6 makes 5–9 % less in 20–80 % more time, 9 takes twice as long and more."""


def warm() -> None:
    """Load once what all workers need and takes a second to read: the questions and the lexicon."""
    load_library()
    load_lexicon()


def make(location: Path, settings: Settings) -> Answering:
    """Return what answers in a fresh worker process."""
    return Answering(location, settings)


class Answering:
    """Answers questions about one store, which is opened again when its version is another one.

    It is opened at birth too: a question may take so much memory beyond what the process had before, and opening takes
    340 MB of address space.
    """

    def __init__(self, location: Path, settings: Settings) -> None:
        self._location, self._settings = location, settings
        self._store: EmbeddedStore | None = None
        self._version: str | None = None
        with suppress(KgError):
            before = version_of(location)
            self._store = snapshot(location, settings)
            self._version = before if before == version_of(location) else None

    def __call__(self, kind: str, fields: dict[str, Any], limits: Limits) -> Reply:
        """Return the answer to a question of a kind in ``HANDLERS``; refusals and errors are answers too."""
        try:
            if kind == "behind":
                return answer_behind(self._location, self._settings)
            reply = _safe(HANDLERS[kind](self._opened(fields.get("version", "")), fields, limits))
        except Refusal as refusal:
            return refused(refusal)
        except KgError as error:
            return refused(_refusal(error))
        return _packed(reply) if fields.get("gzip") and len(reply.body) >= SHORTEST_PACKED else reply

    def _opened(self, version: str) -> EmbeddedStore:
        if not version:
            raise StoreError("there is no store")
        if self._store is None or version != self._version:
            if self._store is not None:
                self._store.close()
                self._store = None
            self._store, self._version = snapshot(self._location, self._settings), version
        return self._store


def _refusal(error: KgError) -> Refusal:
    """Return what a client is told of an error: of the query everything, of the machine nothing."""
    if isinstance(error, TooLargeError):
        return refuse("size-limit", str(error))
    if isinstance(error, UnwritableError):
        return refuse("not-acceptable", str(error))
    if isinstance(error, QueryError):
        return refuse("malformed-query", str(error))
    if isinstance(error, StoreLockedError):
        return refuse("locked", "another process is writing to the store; try again", (("Retry-After", "5"),))
    if isinstance(error, StoreError):
        return refuse("store-unavailable", "the store cannot be read now", (("Retry-After", "5"),))
    return refuse("malformed-request", str(error))


def _safe(reply: Reply) -> Reply:
    """Return an answer in XML as its readers need it. Raises Refusal where XML cannot write it."""
    xml = reply.media_type.partition(";")[0] in XML_TYPES
    return replace(reply, body=xml_safe(reply.body)) if xml else reply


def _packed(reply: Reply) -> Reply:
    body = gzip.compress(reply.body, _FAST, mtime=0)
    return Reply(body, reply.media_type, reply.status, (*reply.headers, ("Content-Encoding", "gzip")))
