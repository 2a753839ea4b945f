"""RDF formats: sorted statements in, the same bytes out on every machine.

Oxigraph writes the lines; the prefix lines are ours, since it writes those in no fixed order. RDF/XML is ours too:
Oxigraph's passes control characters on and loses carriage returns to XML's line-end rule.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import BinaryIO, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import OutputError
from kg.export.clean import Cleaner
from kg.ontology.terms import PREFIXES, RDF, XSD
from kg.resources import shipped

LINES: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
}
_PREFIX_LINES: Final = re.compile(rb"\A(?:@prefix [^\n]*\n)*")
_SPLIT: Final = re.compile(r"(.*[^A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_]*)")


def write_lines(out: BinaryIO, statements: Sequence[Quad] | Sequence[Triple], format_: str) -> None:
    """Write Turtle, TriG, N-Triples or N-Quads, statements in the order given."""
    kind = LINES[format_]
    if kind not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        pyoxigraph.serialize(statements, out, format=kind)
        return
    body = io.BytesIO()
    pyoxigraph.serialize(statements, body, format=kind, prefixes=PREFIXES)
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    out.write("".join(lines).encode("ascii"))
    out.write(_PREFIX_LINES.sub(b"", body.getvalue()))


def write_xml(out: BinaryIO, triples: Iterable[Triple], cleaner: Cleaner) -> None:
    """Write RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), one description a node."""
    head = "".join(f'\n    xmlns:{prefix}="{namespace}"' for prefix, namespace in sorted(PREFIXES.items()))
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{head}>\n'.encode())
    for subject, members in groupby(triples, key=lambda triple: triple.subject):
        if not isinstance(subject, NamedNode):
            raise OutputError(f"{subject} is no IRI", expected="a graph without blank nodes")
        lines = [f"  <rdf:Description rdf:about={cleaner.attribute(subject.value)}>\n"]
        lines += [_property(triple, cleaner) for triple in members]
        out.write("".join([*lines, "  </rdf:Description>\n"]).encode("utf-8"))
    out.write(b"</rdf:RDF>\n")


def _property(triple: Triple, cleaner: Cleaner) -> str:
    name, declared = _element(triple.predicate.value)
    value = triple.object
    if isinstance(value, NamedNode):
        return f"    <{name}{declared} rdf:resource={cleaner.attribute(value.value)}/>\n"
    if not isinstance(value, Literal):
        raise OutputError(f"{value} is no IRI or literal", expected="a graph without blank nodes")
    kind = ""
    if value.language:
        kind = f' xml:lang="{value.language}"'
    elif value.datatype != XSD("string"):
        kind = f" rdf:datatype={cleaner.attribute(value.datatype.value)}"
    return f"    <{name}{declared}{kind}>{cleaner.content(value.value)}</{name}>\n"


def _element(iri: str) -> tuple[str, str]:
    """Return an element name for a property, and the namespace declaration that an unknown one needs."""
    split = _SPLIT.fullmatch(iri)
    if split is None:
        raise OutputError(f"the property {iri} cannot be an XML name", expected="one that ends in letters")
    for prefix, namespace in PREFIXES.items():
        if namespace == split[1]:
            return f"{prefix}:{split[2]}", ""
    return f"other:{split[2]}", f" xmlns:other={Cleaner().attribute(split[1])}"


def context() -> dict[str, object]:
    """Return the shipped JSON-LD context: prefixes, ``id`` and ``type``, and the properties that name nodes."""
    path = shipped("ontology") / "context.jsonld"
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return found


def write_jsonld(out: BinaryIO, triples: Iterable[Triple]) -> None:
    """Write JSON-LD 1.1 with the context inside, so that no reader needs a network; one node a line."""
    terms = context()
    out.write(b'{"@context":' + _json(terms) + b',\n"@graph":[')
    for number, (subject, members) in enumerate(groupby(triples, key=lambda triple: triple.subject)):
        node: dict[str, list[object]] = {}
        for triple in members:
            key, value = _entry(triple, terms)
            node.setdefault(key, []).append(value)
        flat = {key: values[0] if len(values) == 1 else values for key, values in node.items()}
        name = subject.value if isinstance(subject, NamedNode) else str(subject)
        out.write((b",\n" if number else b"\n") + _json({"id": name} | flat))
    out.write(b"\n]}\n")


def _entry(triple: Triple, terms: dict[str, object]) -> tuple[str, object]:
    if triple.predicate == RDF("type"):
        return "type", _compact(triple.object.value if isinstance(triple.object, NamedNode) else "")
    key = _compact(triple.predicate.value)
    if isinstance(triple.object, NamedNode):
        refers = terms.get(key) == {"@type": "@id"}
        return key, triple.object.value if refers else {"id": triple.object.value}
    if not isinstance(triple.object, Literal):
        raise OutputError(f"{triple.object} is no IRI or literal", expected="a graph without blank nodes")
    return key, _value(triple.object)


def _value(literal: Literal) -> object:
    if literal.language:
        return {"@language": literal.language, "@value": literal.value}
    if literal.datatype == XSD("string"):
        return {"@value": literal.value}
    return {"@type": _compact(literal.datatype.value), "@value": literal.value}


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
