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
        return tuple([term.value for term in self.facts.get(predicate, ()) if isinstance(term, Literal)])

    def text(self, predicate: NamedNode) -> str:
        """Return the first literal's text, "" if there is none."""
        for term in self.facts.get(predicate, ()):
            if isinstance(term, Literal):
                return term.value
        return ""

    def number(self, predicate: NamedNode) -> int:
        """Return the first literal as a whole number, 0 for none and for what is none: graphs of users say anything."""
        text = self.text(predicate)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

    def iris(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Return all nodes a predicate leads to."""
        return tuple([term for term in self.facts.get(predicate, ()) if isinstance(term, NamedNode)])


def node_of(local_id: str, quads: Iterable[Quad]) -> Node:
    """Return the node of which these quads tell; each value once."""
    facts: dict[NamedNode, tuple[Term, ...]] = {}
    many: dict[NamedNode, list[Term]] = {}
    for quad in quads:
        predicate = quad.predicate
        if predicate in facts:
            many.setdefault(predicate, [*facts[predicate]]).append(quad.object)
        else:
            facts[predicate] = (quad.object,)
    facts.update((key, tuple(sorted(set(terms), key=str))) for key, terms in many.items())
    return Node(local_id, facts)


def headline_of(article: Node) -> str:
    """Return an article's headline, else the first line of its text, else its key, else its id."""
    for predicate in (SCHEMA("headline"), AGR("text"), DCTERMS("identifier")):
        lines = [line for text in article.texts(predicate) for line in text.splitlines() if line.strip()]
        if lines:
            line = " ".join(lines[0].split())
            return line if len(line) <= HEADLINE else textwrap.shorten(line, HEADLINE, placeholder=" …")
    return article.id
