"""The ontology and its schemes under their own addresses (``/ontology``, ``/scheme/topic/energy``), without a store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.export import triples_bytes
from kg.ontology import PREFIXES, anchor, ontology_files, ontology_quads
from kg.ontology.terms import SCHEME
from kg.protocol import refuse
from kg.server.linking import BY_EXTENSION, PAGE, Form, Named, address, links
from kg.store import Store
from kg.workers import Limits, Reply

_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def answer_vocabulary(_: Store, fields: Mapping[str, Any], __: Limits) -> Reply:
    """Return what is known of the ontology (fields: name "") or of a scheme or concept; depth, form as for a thing."""
    form = BY_EXTENSION[fields["form"]]
    if not fields["name"]:
        return _whole(form)
    return _concept(Named(fields["name"], fields["depth"]), form)


def _whole(form: Form) -> Reply:
    """Return the whole ontology as data, or the way to its reference page; a browser takes the fragment along."""
    if form == PAGE:
        return Reply(b"", form.media_type, 303, (("Location", "./pages/ontology.html"),))
    others = Named("ontology", 0)
    link = links(others, form, SCHEME.base.removesuffix("scheme/") + "ontology", page=1, more=False)
    headers = (("Content-Location", address(others, "ontology", form.extension)), ("Link", link))
    return Reply(_ontology(form.writer), form.media_type, 200, headers)


def _concept(named: Named, form: Form) -> Reply:
    """Return a scheme or a concept of one as data, or the way to its place on the reference page. Refusal 404."""
    iri = SCHEME.base + named.local_id
    found = _about().get(iri, ())
    if not found:
        raise refuse("not-found", "the vocabulary has no such scheme or concept")
    if form == PAGE:
        own = "" if "/" in named.local_id else "scheme-"
        target = f"{'../' * (named.depth + 1)}pages/ontology.html#{own}{anchor(iri)}"
        return Reply(b"", form.media_type, 303, (("Location", target),))
    link = links(named, form, iri, page=1, more=False)
    headers = (("Content-Location", address(named, named.local_id, form.extension)), ("Link", link))
    return Reply(triples_bytes(found, form.writer), form.media_type, 200, headers)


@cache
def _ontology(writer: str) -> bytes:
    triples = [
        quad.triple for path in ontology_files() for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE)
    ]
    return pyoxigraph.serialize(triples, format=_FORMATS[writer], prefixes=PREFIXES) or b""


@cache
def _about() -> dict[str, tuple[Triple, ...]]:
    """Return IRI -> what the ontology says of it, and what leads to it."""
    found: dict[str, set[Triple]] = {}
    for quad in ontology_quads():
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(SCHEME.base):
                found.setdefault(term.value, set()).add(quad.triple)
    return {iri: tuple(triples) for iri, triples in found.items()}
