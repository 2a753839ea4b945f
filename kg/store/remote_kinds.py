"""The kinds of servers: what has to be known of each to write to it and to trust its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode

from kg.store.answer import Term
from kg.store.remote_scan import Outline, within


class Kind(Protocol):
    """What has to be known of a server."""

    @property
    def whole(self) -> bool:
        """Whether it carries out a request of several updates wholly or not at all."""

    def stored(self, term: Term) -> Term:
        """Return the term as the server is to keep it."""

    def meant(self, term: Term) -> Term:
        """Return the term that a term of the server's stands for."""

    def trusts(self, query: Outline, *, union: bool) -> bool:
        """Say whether its answer to this query, over one graph or the union of all, is known to be right."""

    def ask(self, query: Outline, graph: NamedNode, *, union: bool) -> list[tuple[str, str]]:
        """Return the form for a query over one graph as the default graph, or over the union of all."""

    def hides(self, graph: str) -> bool:
        """Say whether a graph is the server's own."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A server that follows SPARQL 1.1."""

    oxigraph: bool = False

    @property
    def whole(self) -> bool:
        """Whether it keeps a request whole, which is known of Oxigraph only."""
        return self.oxigraph

    def stored(self, term: Term) -> Term:
        """Return the term itself."""
        return term

    def meant(self, term: Term) -> Term:
        """Return the term itself."""
        return term

    def trusts(self, query: Outline, *, union: bool) -> bool:
        """Trust every answer but descriptions and, where it is not Oxigraph, the union: the standard knows neither."""
        return query.form != "DESCRIBE" and (self.oxigraph or not union)

    def ask(self, query: Outline, graph: NamedNode, *, union: bool) -> list[tuple[str, str]]:
        """Return the form; the union is asked for in Oxigraph's own way."""
        if union:
            return [("query", query.text), ("union-default-graph", "true")]
        return [("query", within(query, graph))]

    def hides(self, graph: str) -> bool:
        """Say that no graph is the server's own."""
        return False
