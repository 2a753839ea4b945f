"""What became of institutions: successors and predecessors, and the succession between two with day and source."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.builder import Builder, boolean, string
from kg.graph.dates import date_literal
from kg.identity import hash_id
from kg.lexicon import Institution, Lexicon, Succession
from kg.ontology.terms import AGR, DCTERMS


def add_succession(out: Builder, known: Institution, lexicon: Lexicon) -> tuple[Institution, ...]:
    """Write the links between an institution, its former and its later bodies; return those bodies, by slug.

    The bodies themselves are written by the caller. A successor of which the lexicon has no dated succession is a
    link without a node of its own.
    """
    for told in lexicon.successions_of(known.slug):
        _add_told(out, told)
    related = _related(known, lexicon)
    for former, later in related:
        one, other = out.node(former.id), out.node(later.id)
        out.add(one, AGR("successor"), other)
        out.add(other, AGR("predecessor"), one)
    bodies = {body.slug: body for pair in related for body in pair if body.slug != known.slug}
    return tuple(bodies[slug] for slug in sorted(bodies))


def _related(known: Institution, lexicon: Lexicon) -> list[tuple[Institution, Institution]]:
    """Return the (former, later) pairs that the institution is one of."""
    slugs = {(told.former, told.successor) for told in lexicon.successions_of(known.slug)}
    slugs |= {(known.slug, known.successor)} if known.successor else set()
    slugs |= {(body.slug, known.slug) for body in lexicon.institutions_before(known.slug)}
    pairs = [
        (lexicon.institution_by_id(f"institution/{former}"), lexicon.institution_by_id(f"institution/{later}"))
        for former, later in sorted(slugs)
    ]
    return [(former, later) for former, later in pairs if former is not None and later is not None]


def _add_told(out: Builder, told: Succession) -> NamedNode:
    node = out.node(hash_id("succession", told.former, told.successor))
    out.kind(node, AGR("Succession"))
    out.basis(node, "curated")
    out.add(node, DCTERMS("source"), string(told.source))
    out.add(node, AGR("formerInstitution"), out.node(f"institution/{told.former}"))
    out.add(node, AGR("laterInstitution"), out.node(f"institution/{told.successor}"))
    out.add(node, AGR("successionKind"), string(told.kind))
    out.add(node, AGR("founding"), boolean(told.founding))
    out.add(node, AGR("earliest"), date_literal(told.earliest))
    out.add(node, AGR("latest"), date_literal(told.latest))
    out.add(node, AGR("jalaliDate"), string(told.date))
    return node
