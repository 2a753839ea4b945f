"""Where a remote store is: the addresses for queries and updates, told from the one that the user gives.

| address | queries go to | updates go to |
|---|---|---|
| ``http://host:7878`` or any other path | ``…/query`` | ``…/update`` (Oxigraph, Fuseki's ``/dataset``) |
| ``http://host:7878/query`` | itself | ``/update`` beside it |
| ``http://host:8890/sparql``, ``…/sparql-auth`` | itself | itself (Virtuoso) |
| ``http://host/repositories/news#update=news/statements`` | without ``#…`` | as said, relative to it (RDF4J, GraphDB) |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeGuard
from urllib.parse import urljoin, urlsplit

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Address:
    """query, update: URLs of the two services; name: what the user gave, for messages."""

    query: str
    update: str
    name: str

    @property
    def local_name(self) -> str:
        """A name for files on this machine that belong to this server's store."""
        readable = re.sub(r"[^A-Za-z0-9]+", "-", self.query.partition("://")[2]).strip("-")[:60]
        return f"{readable}-{sha256(f'{self.query} {self.update}'.encode()).hexdigest()[:12]}"


def is_remote(location: Path | str | None) -> TypeGuard[str]:
    """Say whether a store's place is a server's address and no folder."""
    return isinstance(location, str) and re.match(r"https?://", location) is not None


def address_of(url: str) -> Address:
    """Read the address of a store. Raises UsageError when it is none, or holds a password."""
    plain, _, said = url.partition("#")
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        parts, port = urlsplit("http://"), None
    if "@" in parts.netloc:
        raise UsageError(
            "an address must not hold a user or password",
            where=f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}",
            todo="set KG_STORE_USER and KG_STORE_PASSWORD",
        )
    if not parts.hostname or port == 0 or not plain.isascii() or re.search(r"[\x00-\x20<>\"\\^`{|}]", plain):
        raise UsageError("this is no address of a server", where=url, expected="http(s)://host:port/path")
    if said.startswith("update="):
        return Address(plain, urljoin(plain, said.removeprefix("update=")), plain)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if last.startswith("sparql"):
        return Address(plain, plain, plain)
    base = plain.rstrip("/").removesuffix("/query") if last == "query" else plain.rstrip("/")
    return Address(f"{base}/query", f"{base}/update", plain)
