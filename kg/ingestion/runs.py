"""The run record: when, by which version, what was skipped. The only place of the graph with a clock."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.identity import RUNS, hash_id
from kg.ingestion.report import RunReport
from kg.ontology.terms import AGR, PROV, RDF, XSD

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


def run_quads(report: RunReport, base_iri: str, lexicon_version: str) -> tuple[Quad, ...]:
    """Return the record of one run, for the graph ``graph/runs``."""
    graph = NamedNode(base_iri + RUNS)
    run = NamedNode(base_iri + hash_id("run", report.started.isoformat(), report.ended.isoformat()))
    facts: list[Fact] = [
        (run, RDF("type"), AGR("Run")),
        (run, PROV("startedAtTime"), Literal(report.started.isoformat(), datatype=XSD("dateTime"))),
        (run, PROV("endedAtTime"), Literal(report.ended.isoformat(), datatype=XSD("dateTime"))),
        (run, AGR("softwareVersion"), Literal(__version__)),
        (run, AGR("lexiconVersion"), Literal(lexicon_version)),
        (run, AGR("articlesRead"), _count(report.read)),
        (run, AGR("inputsSkipped"), _count(len(report.skipped))),
    ]
    for ordinal, skip in enumerate((*report.skipped, *report.notices)):
        node = NamedNode(base_iri + hash_id("skip", run.value, str(ordinal)))
        facts += [
            (run, AGR("skipped"), node),
            (node, RDF("type"), AGR("SkippedInput")),
            (node, AGR("skipSource"), Literal(skip.source)),
            (node, AGR("skipCode"), Literal(skip.code)),
            (node, AGR("skipReason"), Literal(skip.reason)),
        ]
    return tuple(Quad(*fact, graph) for fact in facts)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD("integer"))
