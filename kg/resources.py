"""Where the shipped data lies: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {
    "ontology": "ontology",
    "queries": "queries",
    "lexicons": "data/lexicons",
    "retired.csv": "data/retired.csv",
}


def shipped(name: str) -> Path:
    """Return the folder of shipped data called ``ontology``, ``queries`` or ``lexicons``, or the file ``retired.csv``.

    Raises KeyError for any other name.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / _IN_CHECKOUT[name]
