"""Reading for one page of a server: the same values as for a written site, with bounds on the work."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import PREFIXES
from kg.pages.names import live_href
from kg.pages.reader import Reader
from kg.store import Store, Term

QUADS = 20_000
"""Quads that one look-up may give (the project's own choice: some tenths of a second)."""
QUOTES = 30
"""Quotes of one fact that are shown, the best first; the others are in the data."""


class BoundedReader(Reader):
    """A reader that takes no more than a bound of anything. cut: whether something was left out so far.

    quotes: how many of one fact are read.
    """

    def __init__(self, store: Store, quotes: int = QUOTES) -> None:
        super().__init__(store, live_href, quotes)

    def _taken(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        found = list(islice(quads, QUADS + 1))
        self.cut |= len(found) > QUADS
        return found[:QUADS]

    def leading_to(self, local_id: str, most: int) -> list[Quad]:
        """Return at most so many quads of any graph that lead to a node, as the store gives them."""
        found = list(islice(self._store.quads(None, None, self.iri(local_id), None), most + 1))
        self.cut |= len(found) > most
        return found[:most]

    def said_of(self, local_id: str) -> list[Quad]:
        """Return the quads of any graph about a node."""
        return list(self._taken(self._store.quads(self.iri(local_id), None, None, None)))

    def asked(self, query: str) -> tuple[tuple[Term | None, ...], ...]:
        """Return the rows of a query of the program's own, which may use all prefixes."""
        return self._store.query("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query).rows

    def ids(self, query: str) -> list[str]:
        """Return the local ids in the first column of a query."""
        return [self.local(row[0]) for row in self.asked(query)]

    def name(self, local_id: str) -> str:
        """Return the first text that says what a node is, "" for none."""
        for predicate in _TELLING:
            for quad in islice(self._store.quads(self.iri(local_id), NamedNode(predicate), None, None), 1):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return ""

    def kind(self, local_id: str) -> NamedNode | None:
        """Return the first class of the vocabulary that a node has."""
        quads = self._store.quads(self.iri(local_id), NamedNode(PREFIXES["rdf"] + "type"), None, None)
        found = [quad.object for quad in quads if isinstance(quad.object, NamedNode)]
        own = [term for term in found if term.value.startswith(PREFIXES["agr"])]
        return min(own or found, key=str, default=None)


_TELLING = tuple(
    PREFIXES["agr"] + name
    for name in (
        "officeTitle",
        "quote",
        "text",
        "reportedTitle",
        "reportedText",
        "reportedName",
        "asWritten",
        "reportedOfficeTitle",
    )
)
"""Properties that tell what a node without a label is, the best first."""
