"""One of the two states, as a comparison reads it: names, values, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.compare.values import Quote, Said
from kg.language import sentences, to_jalali
from kg.ontology import label as term_label
from kg.ontology.terms import AGR, DCTERMS, OA, RDF, RDFS, SCHEMA, SKOS, XSD
from kg.store import Store

CLASSES = {"agreement": "Agreement", "official": "Official", "institution": "Institution"}
_NAMES = (RDFS("label"), SKOS("prefLabel"), AGR("officeTitle"), SCHEMA("headline"), AGR("reportedTitle"))
_CACHED = 4096
LONGEST_NAME = 120
"""Characters of a text's first line that stand for an article without a headline."""


class Side:
    """A state and the language in which its values are told."""

    def __init__(self, store: Store, language: str) -> None:
        self.store, self.language = store, language
        self.label = lru_cache(_CACHED)(self._label)
        self._text = lru_cache(64)(self._article_text)

    def local(self, node: NamedNode) -> str:
        """Return the local id of a node."""
        return node.value.removeprefix(self.store.base_iri)

    def node(self, local_id: str) -> NamedNode:
        """Return the node of a local id."""
        return NamedNode(self.store.base_iri + local_id)

    def nodes(self, subject: NamedNode, name: str) -> list[NamedNode]:
        """Return the nodes to which a property of the vocabulary points, sorted; in whichever graph."""
        found = (quad.object for quad in self.store.quads(subject, AGR(name)))
        return sorted({one for one in found if isinstance(one, NamedNode)}, key=lambda node: node.value)

    def literals(self, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
        """Return the literals of a property, sorted; in whichever graph."""
        found = (quad.object for quad in self.store.quads(subject, predicate))
        return sorted({one for one in found if isinstance(one, Literal)}, key=str)

    def first(self, subject: NamedNode, name: str) -> str:
        """Return the first literal of a property of the vocabulary, else ""."""
        return next((one.value for one in self.literals(subject, AGR(name))), "")

    def is_thing(self, node: NamedNode, kind: str) -> bool:
        """Say whether the node is an agreement, official or institution of this state."""
        return any(self.store.quads(node, RDF("type"), AGR(CLASSES[kind]), DefaultGraph()))

    def homes(self, node: NamedNode, kind: str) -> list[NamedNode]:
        """Return the things that an id stands for: itself, or what it redirects to."""
        if self.is_thing(node, kind):
            return [node]
        found = (quad.object for quad in self.store.quads(node, DCTERMS("isReplacedBy"), None, DefaultGraph()))
        return [one for one in found if isinstance(one, NamedNode) and self.is_thing(one, kind)]

    def members(self, node: NamedNode) -> list[NamedNode]:
        """Return all ids that stand for a thing: its own and those that redirect to it."""
        found = (quad.subject for quad in self.store.quads(None, DCTERMS("isReplacedBy"), node, DefaultGraph()))
        return [node, *(one for one in found if isinstance(one, NamedNode))]

    def shown(self, term: object) -> str:
        """Return a term as a person reads it; days in the calendar of the language."""
        if isinstance(term, NamedNode):
            return self.label(term)
        if not isinstance(term, Literal):
            return str(term)
        if self.language == "fa" and term.datatype == XSD("date"):
            return f"{to_jalali(term.value)} ({term.value})"
        return term.value

    def said(self, term: object, evidence: Iterable[NamedNode] = ()) -> Said:
        """Return a value with the best of its quotes."""
        own = isinstance(term, NamedNode) and term.value.startswith(self.store.base_iri)
        quotes = min(self._quotes(evidence), default=None)
        return Said(
            self.shown(term),
            self.local(term) if own and isinstance(term, NamedNode) else "",
            (quotes[1],) if quotes else (),
        )

    def _quotes(self, evidence: Iterable[NamedNode]) -> Iterator[tuple[tuple[str, str, int], Quote]]:
        """Yield the quotes of evidence nodes with their rank: by the day of the article, its id, the place in it."""
        for node in evidence:
            source = next((quad.object for quad in self.store.quads(node, OA("hasSource"))), None)
            words, start = self.first(node, "quote"), self.first(node, "start")
            if isinstance(source, NamedNode) and start.isdecimal():
                day = next((one.value for one in self.literals(source, SCHEMA("datePublished"))), "9999")
                sentence = self._sentence(source, int(start), words)
                yield (day, source.value, int(start)), Quote(sentence, words, self.label(source), self.local(source))

    def _sentence(self, article: NamedNode, start: int, words: str) -> str:
        """Return the sentence around a quote where the state holds the article's text, else the quote."""
        text = self._text(article)
        if text[start : start + len(words)] != words:
            return words
        around = next((span for span in sentences(text) if span.start <= start < span.end), None)
        return " ".join(text[around.start : max(around.end, start + len(words))].split()) if around else words

    def _article_text(self, article: NamedNode) -> str:
        return next((one.value for one in self.literals(article, AGR("text"))), "")

    def _label(self, node: NamedNode) -> str:
        """Return the name of a thing or concept, in the language where there is one."""
        known = term_label(node, self.language)
        if known:
            return known
        for predicate in _NAMES:
            found = self.literals(node, predicate)
            if found:
                return min(found, key=lambda one: (one.language != self.language, one.language != "fa", str(one))).value
        line = next((one.strip() for one in self._text(node).splitlines() if one.strip()), "")
        return line[:LONGEST_NAME] or self.local(node)
