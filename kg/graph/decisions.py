"""What people decided or have to decide, as facts: doubtful pairs, judgements, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.graph.builder import Builder, Facts, boolean, decimal, integer, string
from kg.graph.corrected import correction_node
from kg.graph.dates import date_literal
from kg.identity import hash_id
from kg.ledgers import Correction, Judgement
from kg.ontology.terms import AGR, RDFS

RULES = {
    "report": "identity.report.score",
    "mention": "identity.official.namesake",
    "surname": "identity.official.surname",
}
"""Rule that found a pair doubtful, by the kind of its members."""


def doubt_quads(
    base_iri: str, kind: str, members: Sequence[str], score: Sequence[str], quotes: Iterable[NamedNode]
) -> Facts:
    """Return a doubtful pair. score: the total, then what it is made of; quotes: evidence that shows the members."""
    out = Builder(base_iri)
    node = out.node(hash_id("pair", *sorted(members)))
    out.kind(node, AGR("DoubtfulPair"))
    out.basis(node, "derived")
    out.add(node, AGR("rule"), string(RULES[kind]))
    for member in members:
        out.add(node, AGR("pairMember"), out.node(member))
    for evidence in quotes:
        out.add(node, AGR("evidence"), evidence)
    out.add(node, AGR("score"), decimal(score[0]) if score else None)
    for reason in score[1:]:
        out.add(node, AGR("scoreReason"), string(reason))
    return out.facts()


def judgement_quads(base_iri: str, said: Judgement, *, applied: bool) -> Facts:
    """Return one line of the ledger of judgements; applied: what it names is there."""
    out = Builder(base_iri)
    node = out.node(hash_id("judgement", said.key))
    out.kind(node, AGR("Judgement"))
    for member in said.pair:
        out.add(node, AGR("pairMember"), out.node(member))
    out.add(node, AGR("verdict"), string(said.verdict))
    _decision(out, node, said, applied=applied)
    return out.facts()


def correction_quads(base_iri: str, said: Correction, prop: NamedNode | None, *, applied: bool) -> Facts:
    """Return one line of the ledger of corrections. prop: the property it names; applied: the fact was found."""
    out = Builder(base_iri)
    node = correction_node(said, base_iri)
    out.kind(node, AGR("Correction"))
    out.add(node, AGR("correctsArticle"), out.node(said.article))
    out.add(node, AGR("correctedProperty"), prop)
    out.add(node, AGR("correctedValue"), string(said.value))
    out.add(node, AGR("start"), integer(said.start))
    out.add(node, AGR("end"), integer(said.end))
    out.add(node, AGR("action"), string(said.action))
    out.add(node, AGR("replacement"), string(said.replacement) if said.replacement else None)
    _decision(out, node, said, applied=applied)
    return out.facts()


def _decision(out: Builder, node: NamedNode, said: Judgement | Correction, *, applied: bool) -> None:
    out.basis(node, "curated")
    out.add(node, AGR("decidedBy"), string(said.by))
    out.add(node, AGR("decidedOn"), date_literal(said.on))
    out.add(node, AGR("why"), string(said.why))
    out.add(node, AGR("applied"), boolean(applied))
    out.add(node, AGR("ledgerLine"), integer(said.line))


def uncompared_quads(base_iri: str, name: str) -> Facts:
    """Return a block of reports that has too many members to be compared, by the name of what they share."""
    out = Builder(base_iri)
    node = out.node(hash_id("block", name))
    out.kind(node, AGR("UncomparedBlock"))
    out.basis(node, "derived")
    out.add(node, RDFS("label"), string(name))
    return out.facts()
