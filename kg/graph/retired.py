"""The redirects of curated identifiers that were given away once: what ``retired.csv`` says, as consolidated facts."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from kg.graph.builder import Builder, string
from kg.graph.dates import date_literal
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, DCTERMS, TOPIC


def retired_quads(lexicon: Lexicon, base_iri: str) -> tuple[Quad, ...]:
    """Return the redirects of all retired curated ids, in a fixed order; each leads straight to ids in use.

    One that was split has several heirs, one that is gone has none and says since when (``agr:goneSince``).
    """
    out = Builder(base_iri)
    for one in lexicon.retired:
        node, heirs = _node(out, one.id), lexicon.heirs(one.id)
        out.kind(node, AGR("RetiredIdentifier"))
        out.add(node, AGR("retirementReason"), string(one.reason))
        out.add(node, AGR("retiredSince" if heirs else "goneSince"), date_literal(one.since))
        for heir in heirs:
            out.add(node, DCTERMS("isReplacedBy"), _node(out, heir))
    return out.quads()


def _node(out: Builder, local_id: str) -> NamedNode:
    kind, _, slug = local_id.partition("/")
    return TOPIC(slug) if kind == "topic" else out.node(local_id)
