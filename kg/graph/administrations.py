"""The governments of Iran as consolidated facts: all of them, whether or not an article names one."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from kg.graph.builder import Builder, string
from kg.graph.dates import date_literal
from kg.language import search_text, skeleton_key
from kg.lexicon import Administration, Lexicon
from kg.ontology.terms import AGR, DCTERMS, RDFS


def administration_quads(lexicon: Lexicon, base_iri: str) -> tuple[Quad, ...]:
    """Return the quads of every government in the lexicon, sorted; they stand in the default graph."""
    out = Builder(base_iri)
    for one in lexicon.administrations:
        _add_administration(out, one)
    return out.quads()


def _add_administration(out: Builder, one: Administration) -> None:
    node = out.node(one.id)
    out.kind(node, AGR("Administration"))
    out.basis(node, "curated")
    out.add(node, DCTERMS("source"), string(one.source))
    for name, heads, language in ((one.name_fa, one.head_fa, "fa"), (one.name_en, one.head_en, "en")):
        out.add(node, RDFS("label"), Literal(name, language=language))
        out.add(node, AGR("skeletonKey"), string(skeleton_key(name)))
        out.add(node, AGR("searchText"), string(search_text(name)))
        for head in heads:
            out.add(node, AGR("headName"), Literal(head, language=language))
    out.add(node, AGR("startsOn"), date_literal(one.start))
    out.add(node, AGR("endsOn"), date_literal(one.end) if one.end else None)
