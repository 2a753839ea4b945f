"""The formats of answers: media types, the names that ``format=`` takes, file extensions, Oxigraph's writers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.protocol.negotiation import choose
from kg.protocol.refusal import refuse


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer under one media type.

    name: what ``format=`` takes first; also: further such names; extension: of files, without a dot;
    writer: Oxigraph's format; charset: "utf-8" where the media type carries the parameter, else "".
    """

    media_type: str
    name: str
    extension: str
    writer: QueryResultsFormat | RdfFormat
    charset: str = ""
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Return the value of the header Content-Type."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


_RESULTS: Final = (
    Format("application/sparql-results+json", "json", "srj", QueryResultsFormat.JSON, also=("srj", "sparql-json")),
    Format("application/sparql-results+xml", "xml", "srx", QueryResultsFormat.XML, also=("srx", "sparql-xml")),
    Format("text/csv", "csv", "csv", QueryResultsFormat.CSV, "utf-8"),
    Format("text/tab-separated-values", "tsv", "tsv", QueryResultsFormat.TSV, "utf-8"),
    Format("application/json", "json", "json", QueryResultsFormat.JSON),
    Format("application/xml", "xml", "xml", QueryResultsFormat.XML),
    Format("text/xml", "xml", "xml", QueryResultsFormat.XML, "utf-8"),
    Format("text/plain", "tsv", "tsv", QueryResultsFormat.TSV, "utf-8"),
)
_RDF: Final = (
    Format("text/turtle", "turtle", "ttl", RdfFormat.TURTLE, "utf-8", ("ttl",)),
    Format("application/n-triples", "n-triples", "nt", RdfFormat.N_TRIPLES, also=("nt", "ntriples")),
    Format(
        "application/rdf+xml", "rdf-xml", "rdf", RdfFormat.RDF_XML, also=("rdf", "xml", "rdfxml", "rdf+xml", "rdf/xml")
    ),
    Format(
        "application/ld+json", "json-ld", "jsonld", RdfFormat.JSON_LD, also=("jsonld", "json", "json+ld", "ld+json")
    ),
    Format("application/trig", "trig", "trig", RdfFormat.TRIG),
    Format("application/n-quads", "n-quads", "nq", RdfFormat.N_QUADS, also=("nq", "nquads")),
    Format("application/x-turtle", "turtle", "ttl", RdfFormat.TURTLE),
    Format("text/n3", "turtle", "ttl", RdfFormat.TURTLE, "utf-8", ("n3",)),
    Format("application/json", "json-ld", "jsonld", RdfFormat.JSON_LD),
    Format("text/plain", "n-triples", "nt", RdfFormat.N_TRIPLES, "utf-8"),
    Format("application/xml", "rdf-xml", "rdf", RdfFormat.RDF_XML),
    Format("text/xml", "rdf-xml", "rdf", RdfFormat.RDF_XML, "utf-8"),
)
RESULT_TYPES: Final[Mapping[str, Format]] = MappingProxyType({each.media_type: each for each in _RESULTS})
"""For SELECT and ASK, the first is the default; the later ones are other names of the first four."""
RDF_TYPES: Final[Mapping[str, Format]] = MappingProxyType({each.media_type: each for each in _RDF})
"""For CONSTRUCT, DESCRIBE, graphs and descriptions; TriG and N-Quads write a graph without a name."""


def pick(types: Mapping[str, Format], accept: str, wanted: str = "") -> Format:
    """Return the format that ``format=`` names or, where that is "", the header Accept prefers. Refusal 406."""
    if not wanted:
        return types[choose(accept, tuple(types))]
    name = wanted.strip().lower().replace(" ", "+")
    for each in types.values():
        if name in (each.name, *each.also, each.media_type):
            return each
    known = ", ".join(dict.fromkeys(each.name for each in types.values()))
    raise refuse("not-acceptable", f"format={wanted[:40]!r} does not fit this answer; expected one of {known}")
