"""The network of cooperation as GraphML and GEXF, written here: networkx puts the date into GEXF.

GraphML after http://graphml.graphdrawing.org/specification.html, GEXF after https://gexf.net/1.2/ (static mode).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.export.clean import Cleaner, plain

if TYPE_CHECKING:
    import networkx as nx

_TYPES: Final = {str: "string", bool: "boolean", int: "long", float: "double"}
_RESERVED: Final = frozenset({"end", "id", "key", "label", "source", "start", "target", "viz"})
"""Attribute names that readers of GEXF give a meaning of their own (``start`` and ``end`` make a graph dynamic)."""

Columns = list[tuple[str, str, type]]
"""Attributes of all nodes or all edges: name in the graph, name in the file, type."""


def write_graphml(out: BinaryIO, graph: nx.MultiDiGraph, cleaner: Cleaner) -> None:
    """Write a directed multigraph as GraphML."""
    nodes, edges = _columns(data for _, data in graph.nodes(data=True)), _columns(_edge_data(graph))
    _line(out, '<?xml version="1.0" encoding="UTF-8"?>')
    _line(out, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    for letter, target, columns in (("n", "node", nodes), ("e", "edge", edges)):
        for number, (_, name, type_) in enumerate(columns):
            title = cleaner.attribute(name)
            kind = _TYPES[type_]
            _line(out, f'<key id="{letter}{number}" for="{target}" attr.name={title} attr.type="{kind}"/>')
    _line(out, '<graph edgedefault="directed">')
    for node, data in sorted(graph.nodes(data=True), key=lambda pair: str(pair[0])):
        values = "".join(_data("n", nodes, data, cleaner))
        _line(out, f"<node id={cleaner.attribute(str(node))}>{values}</node>")
    for source, target, key, data in _edges(graph):
        ends = f"source={cleaner.attribute(source)} target={cleaner.attribute(target)}"
        values = "".join(_data("e", edges, data, cleaner))
        _line(out, f"<edge id={cleaner.attribute(key)} {ends}>{values}</edge>")
    _line(out, "</graph>\n</graphml>")


def _data(letter: str, columns: Columns, data: dict[str, Any], cleaner: Cleaner) -> Iterator[str]:
    for number, (name, _, type_) in enumerate(columns):
        if data.get(name) is not None:
            yield f'<data key="{letter}{number}">{cleaner.content(_text(data[name], type_))}</data>'


def write_gexf(out: BinaryIO, graph: nx.MultiDiGraph, cleaner: Cleaner) -> None:
    """Write a directed multigraph as GEXF 1.2, labels as Gephi shows them."""
    nodes = _columns((_unlabelled(data) for _, data in graph.nodes(data=True)), _RESERVED)
    edges = _columns(_edge_data(graph), _RESERVED)
    _line(out, '<?xml version="1.0" encoding="UTF-8"?>')
    _line(out, '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">')
    _line(out, "<meta><creator>agreements-kg</creator></meta>")
    _line(out, '<graph defaultedgetype="directed" mode="static">')
    for target, columns in (("node", nodes), ("edge", edges)):
        _declare(out, target, columns, cleaner)
    _line(out, "<nodes>")
    for node, data in sorted(graph.nodes(data=True), key=lambda pair: str(pair[0])):
        label = cleaner.attribute(str(plain(data.get("label") or node)))
        head = f"<node id={cleaner.attribute(str(node))} label={label}>"
        _line(out, f"{head}{_attvalues(nodes, data, cleaner)}</node>")
    _line(out, "</nodes>\n<edges>")
    for source, target, key, data in _edges(graph):
        ends = f"source={cleaner.attribute(source)} target={cleaner.attribute(target)}"
        _line(out, f"<edge id={cleaner.attribute(key)} {ends}>{_attvalues(edges, data, cleaner)}</edge>")
    _line(out, "</edges>\n</graph>\n</gexf>")


def _declare(out: BinaryIO, target: str, columns: Columns, cleaner: Cleaner) -> None:
    _line(out, f'<attributes class="{target}">')
    for number, (_, name, type_) in enumerate(columns):
        _line(out, f'<attribute id="{number}" title={cleaner.attribute(name)} type="{_TYPES[type_]}"/>')
    _line(out, "</attributes>")


def _attvalues(columns: Columns, data: dict[str, Any], cleaner: Cleaner) -> str:
    values = "".join(
        f'<attvalue for="{number}" value={cleaner.attribute(_text(data[name], type_))}/>'
        for number, (name, _, type_) in enumerate(columns)
        if data.get(name) is not None
    )
    return f"<attvalues>{values}</attvalues>"


def _columns(rows: Iterable[dict[str, Any]], reserved: frozenset[str] = frozenset()) -> Columns:
    """Return the attributes that occur, sorted; one with values of several types is text.

    A reserved name is written with ``_`` behind it.
    """
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                types.setdefault(str(name), set()).add(type(plain(value)))
    taken = set(types) | reserved
    columns: Columns = []
    for name, found in sorted(types.items()):
        free = name if name not in reserved else _free(f"{name}_", taken)
        columns.append((name, free, next(iter(found)) if len(found) == 1 else str))
    return columns


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _text(value: object, type_: type) -> str:
    found = plain(value)
    return str(found).lower() if type_ is bool else str(found)


def _unlabelled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave the label out: GEXF has a place of its own for a node's."""
    return {name: value for name, value in data.items() if name != "label"}


def _edge_data(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    return [data for _, _, data in graph.edges(data=True)]


def _edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return (source, target, id, attributes) sorted; an id that two edges share gets a number behind."""
    found = sorted(
        ((str(s), str(t), str(key), data) for s, t, key, data in graph.edges(keys=True, data=True)),
        key=lambda edge: edge[:3],
    )
    times: dict[str, int] = {}
    named = []
    for source, target, key, data in found:
        times[key] = times.get(key, 0) + 1
        named.append((source, target, key if times[key] == 1 else f"{key} {times[key]}", data))
    return named


def _line(out: BinaryIO, text: str) -> None:
    out.write(f"{text}\n".encode())
