"""The names of the vocabulary as pyoxigraph terms: the one place where a namespace is spelled.

``AGR("party")`` (or ``AGR["party"]``) is a ``pyoxigraph.NamedNode``; ``PREFIXES`` serves serialisers and
queries. ``tests/ontology`` holds that every ``agr:`` name used by the program or a query is declared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

_SITE = "https://w3id.org/agreements-kg/"
MOST_TERMS = 8192
"""Terms of one namespace that are kept."""


class _Terms(dict[str, NamedNode]):
    """The terms of a namespace that were asked for, made when first asked for: a call a fact is the innermost loop."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def __missing__(self, name: str) -> NamedNode:
        node = NamedNode(self._base + name)
        if len(self) < MOST_TERMS:
            self[name] = node
        return node


@dataclass(frozen=True, slots=True, order=True)
class Namespace:
    """A namespace: call it (or index it) with a local name to get the term.

    >>> AGR("party")
    <NamedNode value=https://w3id.org/agreements-kg/ontology#party>
    >>> AGR.local(AGR["party"])
    'party'
    """

    base: str
    _terms: _Terms = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin with no term."""
        object.__setattr__(self, "_terms", _Terms(self.base))

    def __call__(self, name: str) -> NamedNode:
        """Return the term with this local name; ValueError if that makes no IRI."""
        return self._terms[name]

    def __getitem__(self, name: str) -> NamedNode:
        """Return the term with this local name; the same as a call."""
        return self._terms[name]

    def local(self, term: object) -> str | None:
        """Return the local name of a term of this namespace, None for anything else."""
        if isinstance(term, NamedNode) and term.value.startswith(self.base):
            return term.value[len(self.base) :]
        return None

    def __str__(self) -> str:
        return self.base


AGR: Final = Namespace(_SITE + "ontology#")
SCHEME: Final = Namespace(_SITE + "scheme/")
ATYPE: Final = Namespace(_SITE + "scheme/agreement-type/")
IKIND: Final = Namespace(_SITE + "scheme/institution-kind/")
ROLE: Final = Namespace(_SITE + "scheme/role/")
EKIND: Final = Namespace(_SITE + "scheme/event-kind/")
STATUS: Final = Namespace(_SITE + "scheme/status/")
TOPIC: Final = Namespace(_SITE + "scheme/topic/")
CAPACITY: Final = Namespace(_SITE + "scheme/capacity/")
STANCE: Final = Namespace(_SITE + "scheme/stance/")
BASIS: Final = Namespace(_SITE + "scheme/basis/")
CALENDAR: Final = Namespace(_SITE + "scheme/calendar/")
PRECISION: Final = Namespace(_SITE + "scheme/precision/")
REASON: Final = Namespace(_SITE + "scheme/reason/")

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
SCHEMA: Final = Namespace("https://schema.org/")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
GEO: Final = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")

ONTOLOGY_GRAPH: Final = NamedNode(_SITE + "ontology")
"""The ontology's own IRI, and the name of the graph it stands in beside the data."""

PREFIXES: Final[dict[str, str]] = {
    "agr": AGR.base,
    "atype": ATYPE.base,
    "basis": BASIS.base,
    "calendar": CALENDAR.base,
    "capacity": CAPACITY.base,
    "dcterms": DCTERMS.base,
    "ekind": EKIND.base,
    "geo": GEO.base,
    "ikind": IKIND.base,
    "oa": OA.base,
    "org": ORG.base,
    "owl": OWL.base,
    "precision": PRECISION.base,
    "prov": PROV.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "reason": REASON.base,
    "role": ROLE.base,
    "schema": SCHEMA.base,
    "skos": SKOS.base,
    "stance": STANCE.base,
    "status": STATUS.base,
    "topic": TOPIC.base,
    "xsd": XSD.base,
}
"""Prefix to namespace IRI, sorted by prefix; the prefixes that queries and exports may rely on."""


def short(iri: str) -> str:
    """Return the prefixed name of a term, the IRI itself when no prefix fits.

    >>> short("https://w3id.org/agreements-kg/ontology#party")
    'agr:party'
    """
    fits = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    return f"{max(fits)[1]}:{iri[max(fits)[0] :]}" if fits else iri
