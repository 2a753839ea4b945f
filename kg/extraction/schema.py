"""The JSON Schema of a reading, generated from the types in ``shapes`` so that it cannot fall behind them."""

from __future__ import annotations

import inspect
import types
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

from kg.extraction.shapes import ReadingJson

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every ``reading_json`` result is valid against."""
    definitions: dict[str, Any] = {}
    root = _schema(ReadingJson, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/agreements-kg/ontology/reading.schema.json",
        "title": "Reading of one article",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: object, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, type) and is_typeddict(kind):
        return _object(kind, definitions)
    origin = get_origin(kind)
    if origin is list:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, definitions) for part in get_args(kind)]}
    return {"type": _PLAIN[cast(type, kind)]}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__.removesuffix("Json")
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(kind)
        described = {"description": " ".join((inspect.getdoc(kind) or "").split())} if _described(kind) else {}
        definitions[name] = {
            "type": "object",
            **described,
            "properties": {field: _schema(hint, definitions) for field, hint in hints.items()},
            "required": sorted(hints),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _described(kind: type) -> bool:
    return bool(kind.__doc__) and not str(kind.__doc__).startswith("dict(")
