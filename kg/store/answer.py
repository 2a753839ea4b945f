"""What a query gives back: rows, a truth value, or triples, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query; which part is filled tells its form.

    SELECT: ``variables`` and ``rows`` (None where unbound). ASK: ``boolean``. Else: ``triples``.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] | None = None
