"""The units in which consolidated facts are written: one agreement, one official, one article's part in them.

Each function returns all the facts of one unit, as a pure function of what it is given; the consolidated facts are
the union of all units, each compared with what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from pyoxigraph import Quad

from kg.graph.administrations import administration_quads
from kg.graph.agreements import add_agreement
from kg.graph.bodies import Bodies, BodySeen
from kg.graph.builder import Builder, Facts, decimal, string
from kg.graph.offices import OfficeSeen, OfficialSeen, add_office_facts, add_official
from kg.graph.retired import retired_quads
from kg.graph.shares import add_shares, statement_node
from kg.graph.sources import World
from kg.graph.view import View
from kg.identity import Cluster, hash_id
from kg.lexicon import Institution, Lexicon
from kg.ontology.terms import AGR


def agreement_quads(world: World, cluster: Cluster) -> Facts:
    """Return one agreement with its parts, contradictions, statements and redirects."""
    out = Builder(world.base_iri)
    add_agreement(out, world, cluster)
    for member in cluster.members:
        view, report = world.sources.view(world.home[member]), out.node(member)
        for said in view.of_type(AGR("ReportedStatement")):
            if view.node(said, AGR("aboutReport")) == report:
                out.add(out.node(cluster.id), AGR("hasStatement"), statement_node(out, said))
        for correction in world.acted_on(member):
            out.add(out.node(cluster.id), AGR("correctedBy"), out.node(correction))
        _add_republication(out, world, member)
    return out.facts()


def _add_republication(out: Builder, world: World, report: str) -> None:
    """Say that a report's article tells again the text of an earlier one: one source, not two."""
    original = world.same_text.get(report, report)
    if original == report:
        return
    ends = [world.sources.view(world.home[one]).node(out.node(one), AGR("reportedIn")) for one in (original, report)]
    first, again = (out.local(end) for end in ends if end is not None)
    node = out.node(hash_id("republication", first, again))
    out.kind(node, AGR("Republication"))
    out.basis(node, "derived")
    out.add(node, AGR("rule"), string("identity.text.minhash"))
    out.add(node, AGR("originalArticle"), out.node(first))
    out.add(node, AGR("republishedAs"), out.node(again))
    out.add(node, AGR("similarity"), decimal(world.likeness[report]))
    for one in (original, report):
        for evidence in world.sources.view(world.home[one]).nodes(out.node(one), AGR("evidence"))[:1]:
            out.add(node, AGR("evidence"), evidence)


def share_quads(world: World, view: View) -> Facts:
    """Return what one article's graph adds to officials, offices and bodies, and its statements."""
    out = Builder(world.base_iri)
    add_shares(out, world, view)
    return out.facts()


def official_quads(base_iri: str, seen: OfficialSeen) -> Facts:
    """Return one official with the tenures that articles tell of."""
    out = Builder(base_iri)
    add_official(out, seen)
    return out.facts()


def office_quads(base_iri: str, seen: OfficeSeen) -> Facts:
    """Return one office."""
    out = Builder(base_iri)
    add_office_facts(out, seen)
    return out.facts()


def body_quads(world: World, body: Institution | BodySeen, former: Iterable[str] = ()) -> Facts:
    """Return one institution; former: local ids that a judgement made to be this one and that redirect to it."""
    out = Builder(world.base_iri)
    bodies = Bodies(out, world.lexicon)
    if isinstance(body, BodySeen):
        bodies.as_written(body)
    else:
        bodies.institution(body)
    for one in former:
        known = world.lexicon.institution_by_id(one)
        for old in (one, *(world.lexicon.owned_ids(known) if known else ())):
            out.redirect(old, body.id)
    return out.facts()


def place_quads(world: World, local_id: str) -> Facts:
    """Return one place of the lexicon with the places it lies in; nothing for an id the lexicon lacks."""
    out = Builder(world.base_iri)
    Bodies(out, world.lexicon).place(local_id)
    return out.facts()


def curated_quads(lexicon: Lexicon, base_iri: str) -> Set[Quad]:
    """Return what the lexicon tells of the world whatever the articles name."""
    return {*administration_quads(lexicon, base_iri), *retired_quads(lexicon, base_iri)}
