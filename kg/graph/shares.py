"""What one article adds to things of which many articles tell: evidence of officials, offices and bodies; statements.

Evidence belongs to its article, so these facts come and go with it; what is chosen out of all articles (the label,
the days of a tenure) is written apart, in ``offices`` and ``bodies``.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.abstract import NAMED_BY, held
from kg.graph.builder import Builder
from kg.graph.offices import evident, tenure_id
from kg.graph.sources import World
from kg.graph.view import View
from kg.identity import hash_id, renamed
from kg.ontology.terms import AGR


def add_shares(out: Builder, world: World, view: View) -> None:
    """Write what the article's graph adds to officials, offices and bodies, and its statements."""
    for mention in view.of_type(AGR("OfficialMention")):
        _add_mention(out, world, view, mention)
    for reported in view.of_type(AGR("ReportedOffice")):
        office = held(view, reported, out.base_iri).office
        for evidence in view.nodes(reported, AGR("evidence")):
            out.add(out.node(office), AGR("evidence"), evidence)
    _add_bodies(out, world, view)
    _add_statements(out, world, view)


def _add_mention(out: Builder, world: World, view: View, mention: NamedNode) -> None:
    local_id = out.local(mention)
    official = world.official_of[local_id]
    evident(out, out.node(official), view, [mention])
    for reported in view.nodes(mention, AGR("reportedOffice")):
        post = held(view, reported, out.base_iri)
        evident(out, out.node(tenure_id(official, post.office, post.capacity)), view, [reported])
    for correction in world.acted_on(local_id):
        out.add(out.node(official), AGR("correctedBy"), out.node(correction))
    own = renamed(local_id, "official")
    if own != official:
        out.redirect(own, official)


def _add_bodies(out: Builder, world: World, view: View) -> None:
    """Give bodies outside the lexicon the quotes that name them; a body of the lexicon rests on its row there."""
    for kind, points, _ in NAMED_BY:
        for part in view.of_type(AGR(kind)):
            body = view.node(part, AGR(points))
            if body is not None and world.lexicon.institution_by_id(out.local(body)) is None:
                for evidence in view.nodes(part, AGR("evidence")):
                    out.add(body, AGR("evidence"), evidence)


def _add_statements(out: Builder, world: World, view: View) -> None:
    """Write the statements of one article; that an agreement has one is written with the agreement."""
    for said in view.of_type(AGR("ReportedStatement")):
        node = statement_node(out, said)
        speaker = view.node(said, AGR("reportedSpeaker"))
        out.kind(node, AGR("Statement"))
        out.basis(node, "quoted")
        if speaker is not None:
            out.add(node, AGR("speaker"), out.node(world.official_of[out.local(speaker)]))
        out.add(node, AGR("speakerName"), view.literal(said, AGR("reportedSpeakerName")))
        out.add(node, AGR("text"), view.literal(said, AGR("reportedText")))
        out.add(node, AGR("stance"), view.node(said, AGR("reportedStance")))
        out.add(node, AGR("statedIn"), view.node(said, AGR("reportedIn")))
        out.add(node, AGR("searchText"), view.literal(said, AGR("searchText")))
        evident(out, node, view, [said])


def statement_node(out: Builder, said: NamedNode) -> NamedNode:
    """Return the consolidated node of a reported statement."""
    return out.node(hash_id("statement", out.local(said)))
