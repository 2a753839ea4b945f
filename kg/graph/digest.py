"""The digest of an article's graph: all that consolidation reads of it, a third of the whole, small and quickly read.

Left out are the sentences and candidates that no report uses, and of evidence where it stands and what it quotes. A
digest is text: a line a node, fields divided by tabs: the node, its class, then property and value in turn. Properties
of the ontology go by their names, nodes of the store by their local ids, anything else by its IRI.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.ontology.terms import AGR, OA, RDF, XSD

Node = NamedNode | BlankNode | Triple
Value = Node | Literal
Found = NamedNode | Literal
Said = Mapping[NamedNode, Iterable[Value]]
"""What is said of one node, by property."""

UNUSED = frozenset({"UnusedSentence", "DroppedCandidate"})
"""Classes of nodes that a digest lacks."""
LEFT_OUT = frozenset({AGR("quote"), AGR("start"), AGR("end"), AGR("about"), OA("hasSource"), RDF("type")})
"""Properties that a digest lacks; the class of a node is kept where it is asked for, which is not so for evidence."""

KINDS_LEFT_OUT = frozenset({AGR("Evidence"), OA("SpecificResource")})
"""Classes that nobody asks a digest for."""

_ORDINAL = AGR("ordinal")
_TYPE, _EVIDENCE, _INTEGER, _STRING = RDF("type"), "Evidence", XSD("integer"), XSD("string")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n"}
_PLAIN = {escaped: char for char, escaped in _ESCAPES.items()}
_BODY = re.compile(r"\.institution/[^\t\n]+")
_KEPT = frozenset({_STRING, _INTEGER, RDF("langString")})
"""Types that a store gives back as they were; integers are never made in another form here."""
_SPECIAL, _ESCAPED = re.compile(r"[\\\t\n]"), re.compile(r"\\[\\tn]")


def pack(facts: Mapping[Node, Said] | Mapping[NamedNode, Said], base_iri: str) -> bytes:
    """Return the digest of an article's facts, the same whether a store has them or is yet to have them."""
    first = {node: _ordinal(said) for node, said in facts.items() if _ORDINAL in said}
    lines = (_line(node, said, base_iri, first) for node, said in facts.items() if isinstance(node, NamedNode))
    return zlib.compress("\n".join(sorted(filter(None, lines))).encode(), 1)


def _ordinal(said: Said) -> int:
    """Return the least ordinal of a node, as a view understands it."""
    return int(min((value for value in said[_ORDINAL] if isinstance(value, Literal)), key=str).value)


def _line(node: NamedNode, said: Said, base_iri: str, ordinals: Mapping[Node, int]) -> str:
    """Return the line of a node, "" if a digest lacks it."""
    kinds = sorted(name for kind in said.get(_TYPE, ()) if (name := AGR.local(kind)))
    if not UNUSED.isdisjoint(kinds):
        return ""
    fields = [_named(node, base_iri), "" if kinds == [_EVIDENCE] else " ".join(kinds)]
    for predicate in sorted(said.keys() - LEFT_OUT, key=_iri):
        name = AGR.local(predicate) or predicate.value
        for value in in_order(said[predicate], ordinals):
            fields += (name, _written(value) if isinstance(value, Literal) else _named(value, base_iri))
    return "\t".join(fields)


_iri = attrgetter("value")


def in_order(values: Iterable[Value], ordinals: Mapping[Node, int]) -> list[Value]:
    """Return values in the order in which a view gives them: nodes by their ordinals, then IRIs; literals."""
    found = {_as_stored(value) if isinstance(value, Literal) else value for value in values}
    if len(found) < 2:
        return [*found]
    nodes = [value for value in found if isinstance(value, NamedNode)]
    literals = [value for value in found if isinstance(value, Literal)]
    return [*sorted(nodes, key=lambda node: (ordinals.get(node, 0), node.value)), *sorted(literals, key=str)]


def _named(node: Value, base_iri: str) -> str:
    iri = node.value if isinstance(node, NamedNode) else ""
    return f".{iri[len(base_iri) :]}" if iri.startswith(base_iri) else f"<{iri}"


def _written(value: Literal) -> str:
    text, kind = value.value, value.datatype
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)
    if kind == _STRING:
        return f'"{text}'
    if kind == _INTEGER:
        return f"#{text}"
    return f"@{value.language} {text}" if value.language else f"^{kind.value} {text}"


def _as_stored(value: Literal) -> Literal:
    """Return a literal as a store gives it back: numbers, dates and durations in canonical form."""
    return value if value.datatype in _KEPT else _canonical(value)


@lru_cache(maxsize=4096)
def _canonical(value: Literal) -> Literal:
    store = Store()
    store.add(Quad(_INTEGER, _INTEGER, value))
    return next(found for quad in store if isinstance(found := quad.object, Literal))


class Digest:
    """An opened digest: nodes by class, and what is said of a node, read when it is asked for."""

    def __init__(self, packed: bytes, base_iri: str) -> None:
        self._base, self._lines, self._kinds = base_iri, dict[str, str](), dict[str, list[str]]()
        self._values: dict[str, Found] = {}
        text = zlib.decompress(packed).decode()
        self._bodies = frozenset(_BODY.findall(text))
        for line in text.split("\n"):
            node, _, rest = line.partition("\t")
            kinds, _, facts = rest.partition("\t")
            self._lines[node] = facts
            for kind in kinds.split(" ") if kinds else ():
                self._kinds.setdefault(kind, []).append(node)

    def names_any(self, nodes: Mapping[NamedNode, NamedNode]) -> bool:
        """Say whether the graph may name one of these institutions."""
        return any(self._node(body) in nodes for body in self._bodies)

    def nodes(self) -> Iterator[NamedNode]:
        """Yield every node of which something is said."""
        return (self._node(name) for name in self._lines if name)

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class, in no order."""
        return [self._node(name) for name in self._kinds.get(AGR.local(kind) or "", ())]

    def about(self, node: NamedNode) -> dict[NamedNode, list[Found]]:
        """Return what is said of a node, by property."""
        said: dict[NamedNode, list[Found]] = {}
        line = self._lines.get(_named(node, self._base))
        fields = iter(line.split("\t") if line else ())
        values = self._values
        for name, field in zip(fields, fields, strict=True):
            value = values.get(field)
            if value is None:
                value = values[field] = self._value(field)
            predicate = _property(name)
            if predicate in said:
                said[predicate].append(value)
            else:
                said[predicate] = [value]
        return said

    def _node(self, name: str) -> NamedNode:
        return NamedNode(self._base + name[1:]) if name[0] == "." else _other(name[1:])

    def _value(self, field: str) -> Found:
        if field[0] in ".<":
            return self._node(field)
        text = field[1:]
        if "\\" in text:
            text = _ESCAPED.sub(lambda found: _PLAIN[found[0]], text)
        if field[0] == '"':
            return Literal(text)
        if field[0] == "#":
            return _number(text)
        first, _, text = text.partition(" ")
        return Literal(text, language=first) if field[0] == "@" else Literal(text, datatype=_other(first))


@lru_cache(maxsize=1024)
def _property(name: str) -> NamedNode:
    return NamedNode(name) if ":" in name else AGR(name)


@lru_cache(maxsize=4096)
def _other(iri: str) -> NamedNode:
    return NamedNode(iri)


@lru_cache(maxsize=4096)
def _number(text: str) -> Literal:
    """Return an xsd:integer; most are ordinals, the same few."""
    return Literal(text, datatype=_INTEGER)
