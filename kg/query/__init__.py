"""Questions: a library of documented queries, parameters bound as RDF terms, tables in several formats."""

from __future__ import annotations

from kg.query.binding import Value, bind, term_text, values_block
from kg.query.card import Card, Parameter, parse_card
from kg.query.guard import Checked, check, check_pieces
from kg.query.lexer import Token, place, tokens
from kg.query.library import find_card, load_file, load_library
from kg.query.limiting import with_limit
from kg.query.naming import redirected, resolve, unmarked
from kg.query.near import near
from kg.query.redirects import heirs, is_retired, living, told, unnamed
from kg.query.rendering import FORMATS, render, to_csv
from kg.query.running import run_query
from kg.query.table import Cell, Table, plain, table_of
from kg.query.values import terms
from kg.query.worker import run_apart

__all__ = [
    "FORMATS",
    "Card",
    "Cell",
    "Checked",
    "Parameter",
    "Table",
    "Token",
    "Value",
    "bind",
    "check",
    "check_pieces",
    "find_card",
    "heirs",
    "is_retired",
    "living",
    "load_file",
    "load_library",
    "near",
    "parse_card",
    "place",
    "plain",
    "redirected",
    "render",
    "resolve",
    "run_apart",
    "run_query",
    "table_of",
    "term_text",
    "terms",
    "to_csv",
    "tokens",
    "told",
    "unmarked",
    "unnamed",
    "values_block",
    "with_limit",
]
