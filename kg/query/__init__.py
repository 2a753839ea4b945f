"""Questions: a library of documented queries, parameters bound as RDF terms, tables in several formats."""

from __future__ import annotations

from kg.query.binding import Value, bind, term_text, values_block
from kg.query.card import Card, Parameter, parse_card
from kg.query.checked import Checked
from kg.query.describing import PAGE, PARTS, Description, describe
from kg.query.guard import MAX_CHARACTERS, check, check_pieces
from kg.query.lexer import Token, place, tokens
from kg.query.library import find_card, load_file, load_library
from kg.query.limiting import limited, with_limit
from kg.query.naming import redirected, resolve, unmarked
from kg.query.near import near
from kg.query.nearby import near_ids
from kg.query.ordering import in_order
from kg.query.redirects import Whereabouts, heirs, is_named, is_retired, living, told, unnamed, whereabouts
from kg.query.rendering import FORMATS, render, to_csv
from kg.query.rewriting import rewritten
from kg.query.running import run_query
from kg.query.searching import MOST_RESULTS, SEARCHED, Result, SearchAnswer, search
from kg.query.suggesting import Suggestion, suggestions
from kg.query.table import Cell, Table, plain, short, table_of
from kg.query.values import terms
from kg.query.worker import run_apart

__all__ = [
    "FORMATS",
    "MAX_CHARACTERS",
    "MOST_RESULTS",
    "PAGE",
    "PARTS",
    "SEARCHED",
    "Card",
    "Cell",
    "Checked",
    "Description",
    "Parameter",
    "Result",
    "SearchAnswer",
    "Suggestion",
    "Table",
    "Token",
    "Value",
    "Whereabouts",
    "bind",
    "check",
    "check_pieces",
    "describe",
    "find_card",
    "heirs",
    "in_order",
    "is_named",
    "is_retired",
    "limited",
    "living",
    "load_file",
    "load_library",
    "near",
    "near_ids",
    "parse_card",
    "place",
    "plain",
    "redirected",
    "render",
    "resolve",
    "rewritten",
    "run_apart",
    "run_query",
    "search",
    "short",
    "suggestions",
    "table_of",
    "term_text",
    "terms",
    "to_csv",
    "tokens",
    "told",
    "unmarked",
    "unnamed",
    "values_block",
    "whereabouts",
    "with_limit",
]
