"""The difference as triples: two named graphs in TriG, or an RDF Patch.

TriG (https://www.w3.org/TR/trig/): the graph ``<base>graph/diff/removed`` holds the consolidated facts that only the
old state has, ``<base>graph/diff/added`` those that only the new one has. RDF Patch
(https://afs.github.io/rdf-delta/rdf-patch.html): lines ``D`` and ``A`` in one transaction; applied to the old state
they give the new one. Both are written subject by subject, sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.compare.subjects import statements
from kg.store import Store

REMOVED: Final = "graph/diff/removed"
ADDED: Final = "graph/diff/added"


def write_trig(out: BinaryIO, old: Store, new: Store, changed: Iterable[str]) -> None:
    """Write the removed and the added triples as two named graphs; a block without triples is there and empty."""
    subjects = tuple(changed)
    for name, have, lack in ((REMOVED, old, new), (ADDED, new, old)):
        out.write(f"<{new.base_iri}{name}> {{\n".encode())
        for line in _only(have, lack, subjects):
            out.write(line + b"\n")
        out.write(b"}\n")


def write_patch(out: BinaryIO, old: Store, new: Store, changed: Iterable[str]) -> None:
    """Write the removed and the added triples as one RDF Patch."""
    subjects = tuple(changed)
    out.write(b"TX .\n")
    for sign, have, lack in ((b"D ", old, new), (b"A ", new, old)):
        for line in _only(have, lack, subjects):
            out.write(sign + line + b"\n")
    out.write(b"TC .\n")


def _only(have: Store, lack: Store, subjects: Iterable[str]) -> Iterator[bytes]:
    """Yield the statements that one state has and the other lacks, as lines of N-Triples."""
    for subject in subjects:
        yield from sorted(map(_line, statements(have, subject) - statements(lack, subject)))


def _line(quad: Quad) -> bytes:
    return (pyoxigraph.serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b"").rstrip(b"\n")
