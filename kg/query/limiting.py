"""A limit on rows put into the query's own text, so that the engine stops there and writes the answer itself.

A question that finds its rows in a query of its own, ordered, and only then looks up their names, marks with a comment
line ``#LIMIT`` where that query may be limited as well. What stands around it gives one row or more for each, in the
same order, so that the first rows of the one come from the first of the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.query.checked import Checked
from kg.query.groups import places
from kg.query.lexer import Token, tokens

MARK: Final = re.compile(r"^([ \t]*)#LIMIT[ \t]*$", re.MULTILINE)
"""The place inside a question where a limit is said as well."""

_DEPTH: Final = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


def with_limit(query: Checked, rows: int) -> tuple[str, bool]:
    """Return a SELECT query that gives at most ``rows`` rows, and whether it may give as many as that.

    A smaller LIMIT of the query stays. Other forms are returned as they are: a LIMIT would bound their solutions,
    not what they give.
    """
    if query.form != "SELECT":
        return query.text, False
    if query.ends:
        return f"{query.text}\nLIMIT {rows}\n", True
    rest = _after_where(query.tokens or tokens(query.text))
    own = next((index for index, token in enumerate(rest) if token.text.upper() == "LIMIT"), None)
    if own is not None:
        number = rest[own + 1] if own + 1 < len(rest) else None
        if number is None or not number.text.isdecimal() or (len(number.text) < 19 and int(number.text) < rows):
            return query.text, False
        end = number.start + len(number.text)
        return f"{query.text[: number.start]}{rows}{query.text[end:]}", True
    values = next((token.start for token in rest if token.text.upper() == "VALUES"), len(query.text))
    head = query.text[:values]
    if "#LIMIT" in head:
        head = MARK.sub(rf"\g<1>LIMIT {rows}", head)
    return f"{head}\nLIMIT {rows}\n{query.text[values:]}", True


@lru_cache(maxsize=256)
def limited(query: Checked, rows: int) -> Checked:
    """Return the query with a limit, still to be bound: a question of the library is read once for each limit."""
    text, _ = with_limit(query, rows)
    found = tokens(text)
    return replace(query, text=text, groups=places(found, query.body), tokens=found, ends=False)


def _after_where(found: tuple[Token, ...]) -> list[Token]:
    """Return the tokens behind the outermost WHERE group that stand in no bracket."""
    rest, depth, begun = list[Token](), 0, False
    for token in found:
        step = _DEPTH.get(token.text, 0) if token.kind == "mark" else 0
        depth += step
        begun = begun or (token.kind == "mark" and token.text == "{" and depth == 1)
        if begun and depth == 0 and not step:
            rest.append(token)
    return rest
