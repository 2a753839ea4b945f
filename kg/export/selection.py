"""Which quads leave the house, in the one order that every format keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.identity import RUNS, STATE, USER_GRAPHS
from kg.ontology.terms import AGR, OA, ONTOLOGY_GRAPH, RDF
from kg.store import Store

CONTEXT = 32
"""Characters of the article before and after a quote in a text quote selector (a common choice of annotators)."""


Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Choice:
    """What to export besides the consolidated facts and the article graphs; see ``kg.export.export``."""

    consolidated: bool = False
    with_text: bool = False
    with_runs: bool = False
    selectors: bool = False


def chosen_quads(store: Store, choice: Choice) -> list[Quad]:
    """Return the wanted quads: the default graph first, then graphs, subjects, properties, values in code order.

    The ontology and the store's own notes are never among them.
    """
    articles: set[Node] = {quad.subject for quad in store.quads(predicate=RDF("type"), object=AGR("Article"))}
    found = (quad for quad in store.quads() if _wanted(quad.graph_name, store.base_iri, choice))
    quads = [quad for quad in found if choice.with_text or not _is_text(quad, articles)]
    if choice.selectors:
        quads.extend(_selectors(store, quads))
    return sorted(quads, key=_order)


def merged(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples of all graphs together, each once, in order."""
    return [quad.triple for quad in sorted({Quad(*quad.triple) for quad in quads}, key=_order)]


def _wanted(graph: NamedNode | BlankNode | DefaultGraph, base_iri: str, choice: Choice) -> bool:
    if isinstance(graph, DefaultGraph):
        return True
    if graph in (ONTOLOGY_GRAPH, NamedNode(base_iri + STATE)) or str(graph).startswith(f"<{base_iri}{USER_GRAPHS}"):
        return False
    return choice.with_runs if graph == NamedNode(base_iri + RUNS) else not choice.consolidated


def _is_text(quad: Quad, articles: set[Node]) -> bool:
    return quad.predicate == AGR("text") and quad.subject in articles


def _order(quad: Quad) -> tuple[str, str, str, str]:
    """Return the sorting key: code points of the N-Quads form; rdf:type comes first in its node."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    predicate = "" if quad.predicate == RDF("type") else quad.predicate.value
    return graph, str(quad.subject), predicate, str(quad.object)


def _selectors(store: Store, quads: list[Quad]) -> Iterator[Quad]:
    """Yield the Web Annotation selectors of all evidence, as nodes ``…#quote`` and ``…#position``.

    After https://www.w3.org/TR/annotation-model/#selectors; offsets are code points, as that standard counts.
    """
    texts: dict[Node, str] = {
        quad.subject: quad.object.value
        for quad in store.quads(predicate=AGR("text"))
        if isinstance(quad.object, Literal)
    }
    for quad in quads:
        if quad.predicate == RDF("type") and quad.object == AGR("Evidence"):
            node = quad.subject
            if isinstance(node, NamedNode):
                yield from _selector_quads(store, node, quad.graph_name, texts)


def _selector_quads(
    store: Store, node: NamedNode, graph: NamedNode | BlankNode | DefaultGraph, texts: dict[Node, str]
) -> Iterator[Quad]:
    values = {quad.predicate: quad.object for quad in store.quads(subject=node)}
    exact, start, end = (values.get(AGR(name)) for name in ("quote", "start", "end"))
    if not (isinstance(exact, Literal) and isinstance(start, Literal) and isinstance(end, Literal)):
        return
    quote, position = NamedNode(node.value + "#quote"), NamedNode(node.value + "#position")
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, OA("hasSelector"), quote),
        (node, OA("hasSelector"), position),
        (quote, RDF("type"), OA("TextQuoteSelector")),
        (quote, OA("exact"), exact),
        (position, RDF("type"), OA("TextPositionSelector")),
        (position, OA("start"), start),
        (position, OA("end"), end),
    ]
    text = texts.get(source) if (source := values.get(OA("hasSource"))) else None
    if text is not None:
        first, last = int(start.value), int(end.value)
        facts.append((quote, OA("prefix"), Literal(text[max(0, first - CONTEXT) : first])))
        facts.append((quote, OA("suffix"), Literal(text[last : last + CONTEXT])))
    for subject, predicate, value in facts:
        yield Quad(subject, predicate, value, graph)
