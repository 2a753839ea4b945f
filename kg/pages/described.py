"""The facts behind a page as triples, for its reader to take away as Turtle, JSON-LD or a table.

What was read for the page is what is handed out: the thing itself, what is nothing without it (participations,
signatures, objectives …), the evidence and the articles that it names. Words made for search are left out, and the
whole text of an article.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.ontology import PREFIXES
from kg.pages.nodes import Node, node_of
from kg.pages.reader import Reader
from kg.query import PARTS
from kg.store import Term

_FOR_SEARCH = frozenset(PREFIXES["agr"] + name for name in ("searchText", "skeletonKey"))
_TEXT = PREFIXES["agr"] + "text"
_FIRST = itemgetter(0)
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SHORT = sorted(((iri, name) for name, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def described(reader: Reader, local_id: str, besides: Iterable[str] = ()) -> list[Any]:
    """Return plain JSON values: a list of [subject, [[predicate, value, …], …]] of what was read since ``begin``.

    A node is told by its local id, an IRI with a known prefix by that (``agr:party``), any other in angle brackets;
    a value that is a text is a list: [text], [text, "@fa"] or [text, type]. The subject of the page comes first.
    besides: further things that are told, such as the agreements on the page of a topic.
    """
    others = {one: reader.node(one) for one in (local_id, *besides)}
    wanted = [node for name, node in sorted(reader.seen.items()) if name in others or _belongs(name)]
    wanted.sort(key=lambda node: node.id != local_id)
    return [_told(reader.base, _noted(reader, node)) for node in wanted if node.facts]


def data_context(base: str) -> dict[str, Any]:
    """Return what a browser needs to write the triples out: the base of local ids, and the prefixes."""
    return {"base": base, "prefixes": PREFIXES}


def _noted(reader: Reader, node: Node) -> Node:
    """Return an article with what the store notes of it; anything else as it is."""
    more = reader.noted(node.id) if node.id.startswith("article/") else ()
    return Node(node.id, {**node.facts, **node_of(node.id, more).facts}) if more else node


def _belongs(name: str) -> bool:
    return name.partition("/")[0] in PARTS or name.startswith("article/")


def _told(base: str, node: Node) -> list[Any]:
    unsaid = {*_FOR_SEARCH, _TEXT} if node.id.startswith("article/") else _FOR_SEARCH
    facts = [
        [_short(base, iri), *[_value(base, term) for term in terms]]
        for predicate, terms in node.facts.items()
        if (iri := predicate.value) not in unsaid
    ]
    facts.sort(key=_FIRST)
    return [node.id, facts]


def _value(base: str, term: Term) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(term, NamedNode):
        iri = term.value
        return iri[len(base) :] if iri.startswith(base) else _short(base, iri)
    if isinstance(term, Literal):
        if language := term.language:
            return [term.value, f"@{language}"]
        kind = term.datatype.value
        return [term.value] if kind == _STRING else [term.value, _short(base, kind)]
    return [str(term)]


@lru_cache(maxsize=20_000)
def _short(base: str, iri: str) -> str:
    """Return the short form of an IRI."""
    if iri.startswith(base):
        return iri.removeprefix(base)
    for start, name in _SHORT:
        if iri.startswith(start):
            return f"{name}:{iri.removeprefix(start)}"
    return f"<{iri}>"
