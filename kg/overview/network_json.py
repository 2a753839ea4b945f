"""The overview of a network as plain JSON values and back, so that a site or a server can keep it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Any, Final

from kg.errors import DataError
from kg.overview.network_values import (
    Concept,
    Edges,
    Facets,
    Fold,
    Folding,
    NetworkOverview,
    Nodes,
    Sets,
    Standing,
)

FORMAT: Final = 1


def as_json(overview: NetworkOverview) -> dict[str, Any]:
    """Return an overview as values that JSON can write."""
    provinces = overview.provinces
    return {
        "format": FORMAT,
        "stale": overview.stale,
        "facets": {name: [list(astuple(one)) for one in getattr(overview.facets, name)] for name in _names(Facets)},
        "nodes": _columns(overview.nodes),
        "edges": _columns(overview.edges),
        "standing": _columns(overview.standing),
        "communities": _folding(overview.communities),
        "provinces": None if provinces is None else _folding(provinces),
    }


def from_json(value: dict[str, Any]) -> NetworkOverview:
    """Return the overview that ``as_json`` wrote. Raises DataError for what is none."""
    try:
        return _read(value)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        expected = f"what as_json gives in format {FORMAT}"
        raise DataError("this is no overview of a network", expected=expected, todo="compute it anew") from error


def _read(value: dict[str, Any]) -> NetworkOverview:
    if value["format"] != FORMAT:
        raise ValueError("another format")
    facets = {name: tuple(Concept(*one) for one in value["facets"][name]) for name in _names(Facets)}
    nodes, edges, standing = value["nodes"], value["edges"], value["standing"]
    found = NetworkOverview(
        Facets(**facets),
        Nodes(
            id=tuple(nodes["id"]),
            fa=tuple(nodes["fa"]),
            en=tuple(nodes["en"]),
            kind=array("i", nodes["kind"]),
            home=array("i", nodes["home"]),
            first=array("i", nodes["first"]),
            last=array("i", nodes["last"]),
            **{name: _sets(nodes[name]) for name in ("topics", "provinces", "statuses")},
        ),
        Edges(
            array("i", edges["source"]),
            array("i", edges["target"]),
            array("i", edges["relation"]),
            tuple(edges["key"]),
        ),
        Standing(
            array("i", standing["degree"]),
            array("i", standing["neighbours"]),
            array("d", standing["betweenness"]),
            standing["sample"],
        ),
        _folding_of(value["communities"]),
        None if value["provinces"] is None else _folding_of(value["provinces"]),
        bool(value["stale"]),
    )
    _check(found)
    return found


def _check(found: NetworkOverview) -> None:
    """Raise ValueError where columns differ in length."""
    count, folding = len(found.nodes), found.communities
    columns: list[Sequence[Any]] = [getattr(found.nodes, name) for name in _names(Nodes)]
    columns += [folding.of, folding.within, folding.x, folding.y, found.standing.degree, found.standing.betweenness]
    edges: list[Sequence[Any]] = [getattr(found.edges, name) for name in _names(Edges)]
    if any(len(one) != count for one in columns) or any(len(one) != len(found.edges) for one in edges):
        raise ValueError("columns of different length")


def _names(values: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(values))


def _columns(values: Nodes | Edges | Standing) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _names(type(values)):
        column = getattr(values, name)
        found[name] = list(column) if isinstance(column, array | tuple) else column
    return found


def _folding(folding: Folding) -> dict[str, Any]:
    parts = [list(astuple(one)) for one in folding.parts]
    return {"parts": parts} | {name: list(getattr(folding, name)) for name in ("of", "within", "x", "y")}


def _folding_of(value: dict[str, Any]) -> Folding:
    columns = {name: array("i", value[name]) for name in ("of", "within", "x", "y")}
    return Folding(parts=tuple(Fold(*one) for one in value["parts"]), **columns)


def _sets(column: Sequence[Sequence[int]]) -> Sets:
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return tuple(shared.setdefault(key, key) for key in map(tuple, column))
