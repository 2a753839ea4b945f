"""Reads nodes, labels and quotes from a store, following the layout in ``kg/README.md``.

Everything is looked up node by node, so that memory does not grow with the store; what pages share (labels of
concepts, articles' sentences) is kept, within bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.identity import article_graph
from kg.ontology import ONTOLOGY_GRAPH
from kg.ontology.terms import AGR, OA, RDFS, SCHEMA
from kg.pages.concepts import bilingual, labels_of, shipped_labels
from kg.pages.excerpts import around
from kg.pages.lookups import Lookups
from kg.pages.names import anchor, page_href
from kg.pages.nodes import Node, node_of
from kg.pages.texts import Texts
from kg.pages.values import Label, Link, Quote, Quotes
from kg.store import Store, Term

MANY = 20_000
"""Pieces of evidence of one fact among which the best are looked for."""
KEPT = 8
_Made = TypeVar("_Made")


class Reader(Lookups):
    """The one way from a store to the values of pages.

    address: (kind, local id) -> where that thing's page lies, seen from the root of the pages.
    """

    def __init__(self, store: Store, address: Callable[[str, str], str] = page_href, quotes: int | None = None) -> None:
        """Read a store. quotes: how many of one fact are read at most, the best of them; None: all."""
        super().__init__(store)
        self.cut = False
        self._most = quotes
        self.address = address
        self._concepts = self._concept_labels()
        self._quotes_kept = lru_cache(maxsize=2_000)(self._quote)
        self.label = lru_cache(maxsize=20_000)(self._label)
        self.taking_part = lru_cache(maxsize=20_000)(self._taking_part)
        self._nodes = lru_cache(maxsize=256)(self._node)
        self._stated = lru_cache(maxsize=2_000)(self._stated_node)
        self._texts = Texts(self._stated, self._headed)
        self.seen = dict[str, Node]()
        self.cited = dict[str, list[Quote]]()
        self.rows = dict[object, Quotes]()
        self._looked_at = dict[tuple[NamedNode, ...], Quotes]()
        self._kept = dict[object, Any]()

    def begin(self) -> None:
        """Begin another page.

        seen: the nodes that are read from now on; cited: the quotes by article; rows: the quotes of each row shown;
        cut: whether anything was left out.
        """
        for kept in (self.seen, self.cited, self.rows, self._looked_at):
            kept.clear()
        self.cut = False
        self.within()

    def node(self, local_id: str) -> Node:
        """Return the consolidated facts of a node."""
        found = self.seen[local_id] = self._nodes(local_id)
        return found

    def facts(self, local_id: str) -> Mapping[NamedNode, tuple[Term, ...]] | None:
        """Return the facts of a node that was read for this page, None for any other."""
        node = self.seen.get(local_id)
        return node.facts if node else None

    def stated(self, local_id: str) -> Node:
        """Return what the articles' graphs say of a node (evidence, reports, articles)."""
        found = self.seen[local_id] = self._stated(local_id)
        return found

    def once(self, key: tuple[str, ...], make: Callable[[], _Made]) -> _Made:
        """Return what ``make`` gives; made once for the few keys that were asked for last, as pages of one thing do."""
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            before, self.cut = self.cut, False
            self._kept[key] = make(), self.cut
            self.cut |= before
        made: _Made
        made, cut = self._kept[key]
        self.cut |= cut
        return made

    def _node(self, local_id: str) -> Node:
        return node_of(local_id, self.consolidated(local_id))

    def _stated_node(self, local_id: str) -> Node:
        is_article = local_id.startswith("article/")
        return node_of(local_id, self.article_said(local_id) if is_article else self.said(local_id))

    def _chosen(self, evidence: tuple[NamedNode, ...]) -> tuple[NamedNode, ...]:
        """Return the evidence of a node that is shown, the best where there is too much."""
        if self._most is None or len(evidence) <= self._most:
            return evidence
        self.cut = True
        ranked = sorted(evidence[:MANY], key=lambda term: (self._ordinal(term), term.value))
        return tuple(ranked[: self._most])

    def _ordinal(self, evidence: NamedNode) -> int:
        quads = self.said(self.local(evidence), AGR("ordinal"))
        texts = [quad.object.value for quad in quads if isinstance(quad.object, Literal)]
        return min((int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19), default=0)

    def concept(self, term: object) -> Label:
        """Return the label of a concept of a scheme; its slug where the ontology gives none."""
        if not isinstance(term, NamedNode):
            return Label()
        slug = term.value.rpartition("/")[2]
        return self._concepts.get(term.value, Label(slug, slug))

    def link(self, kind: str, local_id: str) -> Link:
        """Return the link to a thing's page."""
        return Link(self.address(kind, local_id), self.label(local_id), kind)

    def article(self, local_id: str) -> Link:
        """Return the link to an article's page, named by its headline."""
        return Link(self.address("article", local_id), Label(self._texts.headline(local_id)), "article")

    def quotes(self, node: Node) -> Quotes:
        """Return the quotes a node rests on, best first, for a row that shows them."""
        found = self.rows[node.iris(AGR("evidence"))] = self.looked_at(node)
        return found

    def looked_at(self, node: Node) -> Quotes:
        """Return the same, where nothing is shown yet: to put rows in order."""
        evidence = node.iris(AGR("evidence"))
        known = self._looked_at.get(evidence)
        if known is None:
            found = [self.quote(self.local(term)) for term in self._chosen(evidence)]
            known = tuple(quote for _, quote in sorted(pair for pair in found if pair is not None))
            self._looked_at[evidence] = known
        return known

    def quote(self, evidence_id: str, *, alone: bool = False) -> tuple[int, Quote] | None:
        """Return (ordinal, quote) of an evidence node; None when it gives no place in an article.

        alone: without the rest of its sentence, for where the whole text is shown.
        """
        self.stated(evidence_id)
        found = self._quotes_kept(evidence_id, alone)
        if found is not None:
            self.cited.setdefault(found[1].article, []).append(found[1])
        return found

    def _quote(self, evidence_id: str, alone: bool) -> tuple[int, Quote] | None:
        node = self._stated(evidence_id)
        source = next(iter(node.iris(OA("hasSource"))), None)
        if source is None or not node.text(AGR("quote")):
            return None
        article, text = self.local(source), node.text(AGR("quote"))
        start, end = (node.number(AGR(name)) for name in ("start", "end"))
        before, after = ("", "") if alone else around(self._texts.sentences(article), start, end)
        page = self.article(article)
        place = Link(f"{page.href}#{anchor(evidence_id)}", page.label, "article")
        ordinal = node.number(AGR("ordinal"))
        return ordinal, Quote(article, start, end, before, text, after, place, node.text(AGR("rule")))

    def _headed(self, article: str) -> Node:
        graph = self.iri(article_graph(article))
        known = self.seen.get(article)
        return known or node_of(article, self._store.quads(self.iri(article), SCHEMA("headline"), None, graph))

    def _label(self, local_id: str) -> Label:
        quads = self._store.quads(self.iri(local_id), RDFS("label"), None, DefaultGraph())
        return bilingual(quad.object for quad in quads if isinstance(quad.object, Literal))

    def _concept_labels(self) -> dict[str, Label]:
        """Return IRI -> label of all concepts: from the ontology beside the data, else the shipped one."""
        own = tuple(self._store.quads(None, None, None, ONTOLOGY_GRAPH))
        return labels_of(own) if own else shipped_labels()
