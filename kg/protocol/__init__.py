"""The SPARQL 1.1 Protocol as pure values: requests read, formats negotiated, updates checked, the service described."""

from __future__ import annotations

from kg.protocol.clauses import lift_dataset
from kg.protocol.descriptions import Counts, Dataset, NamedGraph, Service, service_description, void_description
from kg.protocol.facts import unname_facts
from kg.protocol.formats import RDF_TYPES, RESULT_TYPES, Format, pick
from kg.protocol.graphs import GraphRequest, read_graph_request
from kg.protocol.negotiation import choose
from kg.protocol.operation import Operation, read_operation
from kg.protocol.refusal import CODES, Refusal, refuse
from kg.protocol.updates import CheckedUpdate, check_update, with_dataset
from kg.protocol.xml import XML_TYPES, xml_safe

__all__ = [
    "CODES",
    "RDF_TYPES",
    "RESULT_TYPES",
    "XML_TYPES",
    "CheckedUpdate",
    "Counts",
    "Dataset",
    "Format",
    "GraphRequest",
    "NamedGraph",
    "Operation",
    "Refusal",
    "Service",
    "check_update",
    "choose",
    "lift_dataset",
    "pick",
    "read_graph_request",
    "read_operation",
    "refuse",
    "service_description",
    "unname_facts",
    "void_description",
    "with_dataset",
    "xml_safe",
]
