"""What the server says about itself and its data: Service Description of ``/sparql``, and VoID."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.identity import CONSOLIDATED, USER_GRAPHS
from kg.ontology.terms import AGR, PREFIXES
from kg.protocol import (
    RDF_TYPES,
    Counts,
    Dataset,
    NamedGraph,
    Service,
    pick,
    refuse,
    service_description,
    void_description,
)
from kg.store import Store
from kg.workers import Limits, Reply

MOST_GRAPHS: Final = 100
"""Most user graphs that the description names; the graphs of articles are told by the endpoint itself."""
MOST_COUNTED: Final = 500_000
"""Most typed things for which triples are counted by property too: 10,000 reports have about 100,000, and take 3 s."""
_TITLE: Final = (("Governmental agreements in the news", "en"), ("توافق‌های حکومتی در خبرها", "fa"))
_PREFIXES: Final = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "format": "http://www.w3.org/ns/formats/",
}
_CLASSES: Final = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s a ?x } GROUP BY ?x"
_PROPERTIES: Final = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x"
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_NAMED: Final = "SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ }} FILTER(STRSTARTS(STR(?g), '{prefix}')) }} LIMIT {limit}"


def answer_description(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Answer the Service Description of ``endpoint``, which takes updates if ``writable``."""
    user = store.query(_NAMED.format(prefix=store.base_iri + USER_GRAPHS, limit=MOST_GRAPHS))
    named = sorted(row[0].value for row in user.rows if isinstance(row[0], NamedNode))
    graphs = tuple(NamedGraph(iri) for iri in (store.base_iri + CONSOLIDATED, *named))
    endpoint, own = _checked(fields["endpoint"]), (AGR("matches").value,)
    service = Service(endpoint, graphs=graphs, writable=fields["writable"], properties=own)
    return _reply(service_description(service), fields)


def answer_void(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Answer the VoID description of the consolidated facts, counted now."""
    root = _checked(fields["root"])
    counts = _counts(store)
    dataset = Dataset(
        f"{root}void#dataset",
        f"{root}sparql",
        counts,
        title=_TITLE,
        space=store.base_iri,
        vocabularies=(AGR("").value,),
    )
    return _reply(void_description(dataset), fields)


def _counts(store: Store) -> Counts:
    """Count the default graph; of a large store only things by class, which takes a thirtieth of the time."""
    classes = dict(_counted(store, _CLASSES))
    if sum(classes.values()) > MOST_COUNTED:
        return Counts(classes=classes)
    properties = dict(_counted(store, _PROPERTIES))
    subjects = int(_text(store.query(_SUBJECTS).rows[0][0]))
    return Counts(sum(properties.values()), subjects=subjects, classes=classes, properties=properties)


def _counted(store: Store, text: str) -> Iterable[tuple[str, int]]:
    return ((_text(row[0]), int(_text(row[1]))) for row in store.query(text).rows if isinstance(row[0], NamedNode))


def _text(term: Any) -> str:  # noqa: ANN401 - any term with a value
    return str(term.value)


def _checked(url: str) -> str:
    """Return the URL under which the server was asked. Raises Refusal where the header Host makes it none."""
    try:
        return NamedNode(url).value
    except ValueError as error:
        raise refuse("malformed-request", "the header Host is no name of a server") from error


def _reply(triples: tuple[Triple, ...], fields: Mapping[str, Any]) -> Reply:
    format_ = pick(RDF_TYPES, fields["accept"], fields["format"])
    sink = io.BytesIO()
    writer = format_.writer
    assert isinstance(writer, RdfFormat)  # noqa: S101 - all of RDF_TYPES
    pyoxigraph.serialize(triples, sink, format=writer, prefixes=_PREFIXES)
    return Reply(sink.getvalue(), format_.content_type)
