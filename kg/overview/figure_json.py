"""Figures as JSON and back: frozen values of plain types, so the form follows from their annotations."""

from __future__ import annotations

import types
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kg.errors import DataError

FORMAT = 1
_Value = TypeVar("_Value")


def as_json(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any frozen value of figure_values
    """Return figures, or a part of them, as a JSON value that ``from_json`` reads back."""
    return {"format": FORMAT, **asdict(value)}


def from_json(kind: type[_Value], data: Any) -> _Value:  # noqa: ANN401 - any JSON value
    """Return the value of a kind out of what ``as_json`` gave. Raises DataError for anything else."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise DataError("figures of another format", where=kind.__name__, expected=f"format {FORMAT}")
    try:
        found = _read(kind, {name: value for name, value in data.items() if name != "format"})
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"malformed figures: {error}", where=kind.__name__, expected="what as_json gives") from error
    return found  # type: ignore[no-any-return]


def _read(hint: Any, value: Any) -> Any:  # noqa: ANN401 - follows the annotation
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint, value)
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple(get_args(hint), value)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(get_args(hint)[0], value)
    if hint is float and isinstance(value, int | float):
        return float(value)
    if type(value) is not hint:
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return value


def _dataclass(kind: Any, value: Any) -> Any:  # noqa: ANN401 - follows the annotation
    hints = _hints(kind)
    if not isinstance(value, dict) or set(value) != set(hints):
        raise ValueError(f"{kind.__name__} has the fields {', '.join(sorted(hints))}")
    return kind(**{name: _read(hint, value[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    known = get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


def _tuple(parts: tuple[Any, ...], value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - follows the annotation
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is no list")
    if parts[-1] is Ellipsis:
        return tuple(_read(parts[0], item) for item in value)
    return tuple(_read(part, item) for part, item in zip(parts, value, strict=True))
