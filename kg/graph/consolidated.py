"""The consolidated facts: a pure function of the article graphs and the lexicon, never of history or order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Quad

from kg.graph.agreements import add_agreement
from kg.graph.bodies import Bodies
from kg.graph.builder import Builder
from kg.graph.keys import mention_keys, report_keys
from kg.graph.offices import add_official, add_statements
from kg.graph.sources import Consolidation, Sources
from kg.identity import Cluster, MentionKey, ReportKey, cluster_mentions, cluster_reports, link
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR


def consolidated_quads(
    graphs: Iterable[NamedNode],
    fetch: Callable[[NamedNode], Iterable[Quad]],
    lexicon: Lexicon,
    base_iri: str,
) -> tuple[Quad, ...]:
    """Return the quads of the default graph, sorted.

    graphs: the names of all article graphs; fetch: the quads of one of them.
    """
    sources = Sources(graphs, fetch)
    reports: list[ReportKey] = []
    mentions: list[MentionKey] = []
    home: dict[str, NamedNode] = {}
    for graph, view in sources.views():
        reports += (found := report_keys(view, base_iri, lexicon))
        mentions += (named := mention_keys(view, base_iri))
        home.update({one.report: graph for one in found} | {one.mention: graph for one in named})
    agreements, officials = cluster_reports(reports, link(reports).scores), cluster_mentions(mentions)
    world = Consolidation(base_iri, sources, lexicon, home, _members(officials), _members(agreements))
    return _write(world, agreements, officials)


def _members(clusters: Iterable[Cluster]) -> dict[str, str]:
    return {member: cluster.id for cluster in clusters for member in cluster.members}


def _write(world: Consolidation, agreements: Iterable[Cluster], officials: Iterable[Cluster]) -> tuple[Quad, ...]:
    out = Builder(world.base_iri)
    for cluster in officials:
        add_official(out, world, cluster)
    for cluster in agreements:
        add_agreement(out, world, cluster)
    bodies = Bodies(out, world.lexicon)
    for _, view in world.sources.views():
        for article in view.of_type(AGR("Article")):
            bodies.take(view, article)
        add_statements(out, world, view)
    return out.quads()
