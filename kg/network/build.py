"""Reads the cooperation network out of a store.

Nodes are local ids (``institution/…``, ``official/…``, ``agreement/…``); an agreement is a node of its own,
so that an agreement of three parties stays one thing and not three pairs. Edges, each keyed by the local id
of the node that states it:

    institution → agreement   relation ``participation``, role
    official    → agreement   relation ``signature``, on_behalf_of
    official    → institution relation ``tenure``, title, capacity

All attributes are plain strings ("" where nothing is known), so that every graph format can carry them;
``evidence`` is a space-separated list of local ids of evidence nodes, best first.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import networkx as nx
from pyoxigraph import Literal, NamedNode

from kg.ontology import PREFIXES
from kg.store import Store, Term

_NODES = {
    "institution": ("agr:Institution", {"type": "agr:institutionKind"}),
    "official": ("agr:Official", {}),
    "agreement": (
        "agr:Agreement",
        {"type": "agr:agreementType", "status": "agr:status", "date": "agr:date", "year": "agr:year"},
    ),
}
_PARTICIPATIONS = """
SELECT ?key ?from ?to ?role WHERE {
  ?to agr:hasPartyParticipation|agr:hasHostParticipation|agr:hasWitnessParticipation|agr:hasExecutorParticipation
      |agr:hasSupervisorParticipation ?key .
  ?key agr:participant ?from . OPTIONAL { ?key agr:role ?role } }"""
_SIGNATURES = """
SELECT ?key ?from ?to ?on_behalf_of WHERE {
  ?to agr:hasSignature ?key . ?key agr:signedBy ?from . OPTIONAL { ?key agr:onBehalfOf ?on_behalf_of } }"""
_TENURES = """
SELECT ?key ?from ?to ?title ?capacity WHERE {
  ?from agr:hasTenure ?key . ?key agr:tenureOf ?office . ?office agr:postIn ?to .
  OPTIONAL { ?office agr:officeTitle ?title } OPTIONAL { ?key agr:capacity ?capacity } }"""
_EDGES = {"participation": _PARTICIPATIONS, "signature": _SIGNATURES, "tenure": _TENURES}
_CLASSES = {"participation": "agr:Participation", "signature": "agr:Signature", "tenure": "agr:Tenure"}


def cooperation_network(store: Store) -> nx.MultiDiGraph:
    """Return the whole cooperation network as a fresh directed multigraph, nodes and edges sorted.

    Node attributes: ``kind``, ``label``, ``label_fa``, ``label_en``, ``type``, ``status``, ``date``,
    ``year``; edge attributes: ``relation``, ``agreement``, ``role``, ``on_behalf_of``, ``title``,
    ``capacity``, ``evidence``.
    """
    graph = nx.MultiDiGraph()
    for kind in sorted(_NODES):
        for node, attributes in _nodes(store, kind):
            graph.add_node(node, **attributes)
    for relation in sorted(_EDGES):
        for source, target, key, attributes in _edges(store, relation):
            if source in graph and target in graph:
                graph.add_edge(source, target, key=key, **attributes)
    return graph


def partner_network(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return institutions alone, with one edge for each pair of parties of each agreement.

    Only the role ``party`` links; the edge goes from the smaller id to the larger, is keyed by the agreement
    and carries ``agreement``, ``label`` and the ``evidence`` of both participations.
    """
    partners = nx.MultiDiGraph()
    kinds = graph.nodes(data="kind")
    partners.add_nodes_from((node, dict(graph.nodes[node])) for node, kind in kinds if kind == "institution")
    for agreement in (node for node, kind in kinds if kind == "agreement"):
        parties: dict[str, str] = {}
        for institution, _, data in sorted(graph.in_edges(agreement, data=True), key=lambda edge: edge[0]):
            if data["relation"] == "participation" and data["role"] == "party":
                parties.setdefault(institution, data["evidence"])
        for one, other in combinations(sorted(parties), 2):
            evidence = " ".join(dict.fromkeys(f"{parties[one]} {parties[other]}".split()))
            label = graph.nodes[agreement]["label"]
            partners.add_edge(one, other, key=agreement, agreement=agreement, label=label, evidence=evidence)
    return partners


def _nodes(store: Store, kind: str) -> list[tuple[str, dict[str, str]]]:
    """Return (local id, attributes) of all nodes of a kind, sorted."""
    class_name, properties = _NODES[kind]
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for node, label in _select(
        store,
        f"SELECT ?node ?label WHERE {{ ?node a {class_name} . OPTIONAL {{ ?node rdfs:label ?label }} }}",
    ):
        language = label.language if isinstance(label, Literal) and label.language else "fa"
        _keep_least(facts[_local(store, node)], f"label_{language[:2]}", label)
    for name, path in sorted(properties.items()):
        query = f"SELECT ?node ?value WHERE {{ ?node a {class_name} ; {path} ?value }}"
        for node, value in _select(store, query):
            _keep_least(facts[_local(store, node)], name, value)
    return [(node, _complete(kind, node, facts[node])) for node in sorted(facts)]


def _complete(kind: str, node: str, facts: dict[str, str]) -> dict[str, str]:
    label = facts.get("label_fa") or facts.get("label_en") or node
    names = ("label_fa", "label_en", "type", "status", "date", "year")
    return {"kind": kind, "label": label} | {name: facts.get(name, "") for name in names}


def _edges(store: Store, relation: str) -> list[tuple[str, str, str, dict[str, str]]]:
    """Return (from, to, key, attributes) of the edges of a relation, sorted."""
    evidence = _evidence(store, _CLASSES[relation])
    edges: dict[tuple[str, str, str], dict[str, str]] = {}
    answer = store.query(_prefixed(_EDGES[relation]))
    for row in answer.rows:
        key, source, target = (_local(store, term) for term in row[:3])
        found = edges.setdefault((source, target, key), {})
        for name, term in zip(answer.variables[3:], row[3:], strict=True):
            _keep_least(found, name, term, store)
    names = answer.variables[3:]
    return [
        (*edge, _edge_attributes(relation, edge[1], found, names, evidence.get(edge[2], "")))
        for edge, found in sorted(edges.items())
    ]


def _edge_attributes(
    relation: str, target: str, found: dict[str, str], names: tuple[str, ...], evidence: str
) -> dict[str, str]:
    agreement = target if relation != "tenure" else ""
    values = {name: found.get(name, "") for name in ("role", "on_behalf_of", "title", "capacity", *names)}
    return {"relation": relation, "agreement": agreement, **values, "evidence": evidence}


def _evidence(store: Store, class_name: str) -> dict[str, str]:
    """Return local id of a node -> its evidence ids, by ordinal, then id."""
    query = f"""SELECT ?node ?evidence ?ordinal WHERE {{
        ?node a {class_name} ; agr:evidence ?evidence .
        OPTIONAL {{ GRAPH ?g {{ ?evidence agr:ordinal ?ordinal }} }} }}"""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for node, evidence, ordinal in _select(store, query):
        place = int(ordinal.value) if isinstance(ordinal, Literal) else 0
        found[_local(store, node)][_local(store, evidence)] = place
    return {node: " ".join(sorted(ids, key=lambda name: (ids[name], name))) for node, ids in found.items()}


def _keep_least(facts: dict[str, str], name: str, term: Term | None, store: Store | None = None) -> None:
    """Keep the least of several values, so that the order of rows never shows."""
    value = _plain(term, store)
    if value and (name not in facts or value < facts[name]):
        facts[name] = value


def _plain(term: Term | None, store: Store | None) -> str:
    """Return a literal's text, a concept's slug, or (with a store) a node's local id."""
    if isinstance(term, NamedNode):
        if store and term.value.startswith(store.base_iri):
            return _local(store, term)
        return term.value.rpartition("/")[2]
    return term.value if isinstance(term, Literal) else ""


def _local(store: Store, term: Term | None) -> str:
    """Return an IRI without the store's base; other IRIs stay whole."""
    return term.value.removeprefix(store.base_iri) if isinstance(term, NamedNode) else ""


def _select(store: Store, query: str) -> tuple[tuple[Term | None, ...], ...]:
    return store.query(_prefixed(query)).rows


def _prefixed(query: str) -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query
