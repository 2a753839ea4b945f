"""The values a user gives for parameters, as typed RDF terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from pyoxigraph import Literal

from kg.errors import QueryError
from kg.language import search_text
from kg.ontology.terms import XSD
from kg.query.binding import Value
from kg.query.card import Card, Parameter
from kg.query.naming import resolve
from kg.query.near import near
from kg.store import Store

_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def terms(store: Store, card: Card, given: Mapping[str, object], on: str | None) -> dict[str, Value]:
    """Return the query's parameters as terms. ``on`` fills the parameter ``on`` where the query has one.

    Raises QueryError for an unknown, missing or unreadable value; for an unreadable ``on`` of any query.
    """
    known = {parameter.name: parameter for parameter in card.parameters}
    values = {name: str(value) for name, value in given.items() if value is not None}
    if on is not None:
        _date("on", on)
        if "on" in known:
            values.setdefault("on", on)
    if unknown := sorted(set(values) - set(known)):
        raise _unknown(card, unknown[0], known)
    found = {}
    for parameter in card.parameters:
        text = values.get(parameter.name, parameter.default)
        if text is None and parameter.required:
            raise QueryError(
                f"the query needs --{parameter.name}", where=card.name, expected=parameter.about_en or parameter.type
            )
        if text is not None:
            found[parameter.name] = _term(store, parameter, text)
    return found


def _unknown(card: Card, name: str, known: Mapping[str, Parameter]) -> QueryError:
    listed = near(name, known) or tuple(sorted(known))
    expected = ", ".join(f"--{one}" for one in listed) if listed else "no parameter at all"
    return QueryError(f"the query has no parameter {name!r}", where=card.name, expected=expected)


def _term(store: Store, parameter: Parameter, text: str) -> Value:
    if any("\ud800" <= char <= "\udfff" or char == "\x00" for char in text):
        raise _unreadable(parameter.name, text, "text without broken characters")
    if parameter.type == "iri":
        return resolve(store, text, parameter.of)
    if parameter.type == "integer":
        return _integer(parameter, text)
    if parameter.type == "date":
        return _date(parameter.name, text)
    return Literal(search_text(text) if parameter.type == "search" else text)


def _integer(parameter: Parameter, text: str) -> Literal:
    plain = text.strip().translate(_DIGITS)
    if not _INTEGER.fullmatch(plain):
        raise _unreadable(parameter.name, text, "a whole number")
    return Literal(str(int(plain)), datatype=XSD("integer"))


def _date(name: str, text: str) -> Literal:
    match = _DAY.fullmatch(text.strip().translate(_DIGITS))
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if day is None or day.year < 1800:
        raise _unreadable(name, text, "a Gregorian day such as 2024-05-05")
    return Literal(day.isoformat(), datatype=XSD("date"))


def _unreadable(name: str, text: str, expected: str) -> QueryError:
    shown = text.encode("utf-8", "replace").decode("utf-8")[:60]
    return QueryError(f"{shown!r} is no value for --{name}", expected=expected)
