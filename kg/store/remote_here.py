"""Queries that a server is known to answer wrongly, answered in this process over the quads that they touch.

The query is read (rdflib's parser), every triple pattern in it is fetched from the server by a plain look-up, which
every server answers right, and Oxigraph answers the query over what came. What a pattern cannot match cannot change
the answer, so it is the true one. More than ``local_quads`` quads is a refusal, never a part of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import QueryError
from kg.store.answer import Answer
from kg.store.embedded import EmbeddedStore

Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | None]
"""Subject, predicate and object of what is to be fetched; None is anything, and stands for literals too, for the same
value may be written in several ways."""
Fetch = Callable[[Pattern], Iterator[Quad]]

_ALL: Pattern = (None, None, None)


class Here:
    """What was fetched of a store so far: as long as the store is only read, nothing is fetched twice."""

    def __init__(self, base_iri: str, facts: NamedNode, fetch: Fetch, most: int) -> None:
        self._store = EmbeddedStore(pyoxigraph.Store(), base_iri)
        self._fetch, self._most, self._fetched = fetch, most, set[Pattern]()
        self._facts = facts

    def answer(self, text: str, *, union: bool) -> Answer:
        """Answer a query over what its patterns match. Raises QueryError when that is too much."""
        self._store.query(text)  # a malformed query is told of as by the embedded store
        for pattern in _least(patterns_of(text)):
            if not any(_covers(other, pattern) for other in self._fetched):
                self._store.load_quads(self._fetch(pattern))
                self._fetched.add(pattern)
            if len(self._store.backing) > self._most:
                raise QueryError(
                    f"this query touches more than {self._most} quads, and the server may answer its kind wrongly",
                    todo="ask for less, or keep the store in a folder or on another server",
                )
        self._name_facts(text)
        return self._store.query(text, union=union)

    def _name_facts(self, text: str) -> None:
        """Put the facts into their graph as well, where a query may ask for it by name as it may on the server."""
        if self._facts.value.rpartition("/")[2] in text:
            facts = self._store.quads(graph=DefaultGraph())
            self._store.load_quads([Quad(one.subject, one.predicate, one.object, self._facts) for one in facts])


def _covers(other: Pattern, one: Pattern) -> bool:
    """Say whether all that one pattern matches is matched by another."""
    return all(theirs in {None, mine} for theirs, mine in zip(other, one, strict=True))


def _least(patterns: set[Pattern]) -> list[Pattern]:
    """Return the patterns without those that another one covers."""
    least = (one for one in patterns if not any(other != one and _covers(other, one) for other in patterns))
    return sorted(least, key=str)


def patterns_of(text: str) -> set[Pattern]:
    """Return the triple patterns of a query. Raises QueryError where it cannot be read."""
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - rdflib is slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except RecursionError as error:
        raise QueryError("the query is nested too deeply for a remote store", todo="make it simpler") from error
    except Exception as error:  # pyparsing's own, and what rdflib raises on what it does not know
        raise QueryError(f"the query cannot be read: {str(error)[:200]}", todo="mend the query") from error
    found: set[Pattern] = set()
    _walk(algebra, found)
    return found


def _walk(part: object, found: set[Pattern]) -> None:
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    if isinstance(part, CompValue):
        if part.name == "DescribeQuery":
            found.add(_ALL)
        for key, value in part.items():
            if key in {"triples", "template"} and part.name != "ConstructQuery":
                _take(list(value or ()), found)
            else:
                _walk(value, found)
    elif isinstance(part, list | tuple | set):
        for one in part:
            _walk(one, found)


def _take(given: list[tuple[object, ...]], found: set[Pattern]) -> None:
    flat = [part for one in given for part in one]  # within EXISTS the parser leaves triples in one row
    triples = [tuple(flat[place : place + 3]) for place in range(0, len(flat), 3)]
    for subject, predicate, object_ in triples:
        if not hasattr(predicate, "eval"):
            found.add((_iri(subject), _iri(predicate), _iri(object_)))
            continue
        for one, empty in _predicates(predicate):
            found.add((None, one, None))
            if empty and not _held(triples, subject, predicate) and not _held(triples, object_, predicate):
                found.add(_ALL)


def _held(triples: list[tuple[object, ...]], end: object, path: object) -> bool:
    """Say whether an end of a path that may be empty is fixed by itself or by a plain pattern beside it."""
    from rdflib import Variable  # noqa: PLC0415

    if not isinstance(end, Variable):
        return True
    return any(end in {one, other} for one, by, other in triples if by is not path and not hasattr(by, "eval"))


def _predicates(path: object) -> Iterator[tuple[NamedNode | None, bool]]:
    """Yield the properties that a path goes along, and whether it may go nowhere."""
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath  # noqa: PLC0415

    if isinstance(path, MulPath):
        yield from ((one, path.zero or empty) for one, empty in _predicates(path.path))
    elif isinstance(path, AlternativePath | SequencePath):
        for part in path.args:
            yield from _predicates(part)
    elif isinstance(path, InvPath):
        yield from _predicates(path.arg)
    elif isinstance(path, NegatedPath):
        yield None, False
    elif hasattr(path, "n3"):
        yield _iri(path), False


def _iri(term: object) -> NamedNode | None:
    from rdflib import URIRef  # noqa: PLC0415

    return NamedNode(str(term)) if isinstance(term, URIRef) else None
