"""What a store on a server notes about itself, in ``<base>graph/upkeep``: what it is, and who is writing to it.

One process writes at a time. Who begins looks whether a mark is there, puts his own (machine, process, a random part)
into the graph, and looks again: only he who finds his own alone goes on, of two at once none. Before each change he
looks again. A mark of a process of this machine that is gone is taken away; one of another machine cannot
be told from one that is at work, and stays until ``KG_STORE_TAKEOVER=1`` says that it is dead.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict
from secrets import token_hex

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError, StoreLockedError
from kg.ontology.terms import AGR
from kg.settings import Settings
from kg.store.folder import Meta, meta_of
from kg.store.remote import REDO, UPKEEP
from kg.store.remote_changes import finish
from kg.store.remote_server import Server

_TAKE_OVER = "KG_STORE_TAKEOVER"


class Upkeep:
    """The notes of one store on a server."""

    def __init__(self, server: Server, base_iri: str) -> None:
        self._server = server
        self._graph, self._redo = NamedNode(base_iri + UPKEEP), NamedNode(base_iri + REDO)
        self._mark = ""

    def write_meta(self, meta: Meta) -> None:
        """Note what the store is; a store that is new gets a name that no other one has."""
        told = json.dumps(asdict(meta), sort_keys=True)
        for value in self._values("storeMeta"):
            if value != told:
                self._server.update(self._data("DELETE", "storeMeta", value))
        self._server.update(self._data("INSERT", "storeMeta", told))
        if not self._values("storeName"):
            self._server.update(self._data("INSERT", "storeName", token_hex(16)))

    @property
    def name(self) -> str:
        """What tells this store from one that is made in its place, "" for none."""
        return "".join(self._values("storeName"))

    def lock(self) -> None:
        """Become the one writer. Raises StoreLockedError when another one is."""
        self._drop_dead()
        if found := self._values("writer"):
            raise self._locked(found[0])
        self._mark = f"{socket.gethostname()} {os.getpid()} {token_hex(8)}"
        self._server.update(self._data("INSERT", "writer", self._mark))
        if rival := next((one for one in self._values("writer") if one != self._mark), ""):
            self.unlock()
            raise self._locked(rival)

    def check(self) -> None:
        """Raise StoreLockedError when another process has taken the store over."""
        if (found := self._values("writer")) != [self._mark]:
            raise self._locked(next((one for one in found if one != self._mark), ""))

    def unlock(self) -> None:
        """Take the own mark away."""
        mark, self._mark = self._mark, ""
        if mark:
            self._server.update(self._data("DELETE", "writer", mark))

    def _drop_dead(self) -> None:
        for mark in self._values("writer"):
            host, _, rest = mark.partition(" ")
            number = rest.partition(" ")[0]
            here = host == socket.gethostname() and number.isdecimal()
            if os.environ.get(_TAKE_OVER) == "1" or (here and not _runs(int(number))):
                self._server.update(self._data("DELETE", "writer", mark))

    def _locked(self, mark: str) -> StoreLockedError:
        host, _, rest = mark.partition(" ")
        who = f"process {rest.partition(' ')[0]} of {host}" if host else "another process"
        return StoreLockedError(
            f"another process is writing to the store ({who})",
            where=self._server.address.name,
            todo=f"wait for it to end; once it is certainly dead, call again with {_TAKE_OVER}=1",
        )

    def is_changing(self) -> bool:
        """Say whether a change was begun, all of it noted, and not ended."""
        return bool(self._steps())

    def make_good(self) -> None:
        """Finish the change that a crash cut short, or forget what of it was noted."""
        steps = self._steps()
        if steps:
            finish(steps, self._redo, self._server.update)
        elif any(True for _ in self._server.rows(f"GRAPH {self._redo} {{ ?s ?p ?o }}", ["?s"])):
            self._server.update(f"DROP SILENT GRAPH {self._redo}")

    def _steps(self) -> list[str]:
        """Return the steps of a change that has its mark. Raises StoreError when some are missing."""
        marks = list(self._server.rows(f"GRAPH {self._redo} {{ {self._redo} {AGR('redoSteps')} ?o }}", ["?o"]))
        if not marks:
            return []
        found = self._server.rows(f"GRAPH {self._redo} {{ ?s {AGR('redoStep')} ?o }}", ["?s", "?o"])
        steps = sorted((str(row["s"]), row["o"]) for row in found)
        number = marks[0]["o"]
        if not isinstance(number, Literal) or int(number.value) != len(steps):
            raise StoreError(
                "the notes of a change that was cut short are incomplete",
                where=self._server.address.name,
                todo=f"drop the graph {self._redo.value} and ingest the articles again",
            )
        return [step.value for _, step in steps if isinstance(step, Literal)]

    def _values(self, name: str) -> list[str]:
        rows = self._server.rows(f"GRAPH {self._graph} {{ {self._graph} {AGR(name)} ?o }}", ["?o"])
        return sorted(row["o"].value for row in rows if isinstance(row["o"], Literal))

    def _data(self, verb: str, name: str, value: str) -> str:
        return f"{verb} DATA {{ GRAPH {self._graph} {{ {self._graph} {AGR(name)} {Literal(value)} }} }}"


def metas_of(server: Server) -> dict[str, Meta]:
    """Return what the stores of a server say of themselves, by base IRI."""
    found: dict[str, Meta] = {}
    for row in server.rows(f"GRAPH ?g {{ ?g {AGR('storeMeta')} ?o }}", ["?g", "?o"]):
        told = row["o"]
        if isinstance(told, Literal):
            meta = meta_of(told.value, server.address.name)
            found[meta.base_iri] = meta
    return found


def meta_for(server: Server, settings: Settings) -> Meta | None:
    """Return what the store of these settings says of itself: the one on the server, or the one with this base IRI.

    None when there is none. Raises StoreError when there are several and none has this base IRI.
    """
    metas = metas_of(server)
    if settings.base_iri in metas:
        return metas[settings.base_iri]
    if len(metas) > 1:
        raise StoreError(
            f"the server holds {len(metas)} stores",
            where=server.address.name,
            expected=f"one, or one with base IRI {settings.base_iri}",
            todo="give each store a server or a dataset of its own",
        )
    return next(iter(metas.values()), None)


def _runs(process: int) -> bool:
    """Say whether a process of this machine is there."""
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
