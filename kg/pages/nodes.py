"""One node of a store with its facts, as pages read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology.terms import AGR, DCTERMS, SCHEMA
from kg.store import Term

HEADLINE = 160
"""Characters of an article's name in links."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node with its facts: predicate -> objects, sorted."""

    id: str
    facts: Mapping[NamedNode, tuple[Term, ...]]

    def all(self, predicate: NamedNode) -> tuple[Term, ...]:
        """Return all objects of a predicate, sorted."""
        return self.facts.get(predicate, ())

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        """Return the text of all literals of a predicate."""
        return tuple(term.value for term in self.all(predicate) if isinstance(term, Literal))

    def text(self, predicate: NamedNode) -> str:
        """Return the first literal's text, "" if there is none."""
        return next(iter(self.texts(predicate)), "")

    def number(self, predicate: NamedNode) -> int:
        """Return the first literal as a whole number, 0 for none and for what is none: graphs of users say anything."""
        text = self.text(predicate)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

    def iris(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Return all nodes a predicate leads to."""
        return tuple(term for term in self.all(predicate) if isinstance(term, NamedNode))


def node_of(local_id: str, quads: Iterable[Quad]) -> Node:
    """Return the node of which these quads tell; each value once."""
    facts: dict[NamedNode, list[Term]] = {}
    for _, predicate, value, _ in quads:
        facts.setdefault(predicate, []).append(value)
    return Node(local_id, {key: _in_order(terms) for key, terms in facts.items()})


def headline_of(article: Node) -> str:
    """Return an article's headline, else the first line of its text, else its key, else its id."""
    for predicate in (SCHEMA("headline"), AGR("text"), DCTERMS("identifier")):
        lines = [line for text in article.texts(predicate) for line in text.splitlines() if line.strip()]
        if lines:
            return textwrap.shorten(lines[0], HEADLINE, placeholder=" …")
    return article.id


def _in_order(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(terms) if len(terms) == 1 else tuple(sorted(set(terms), key=str))
