"""A query that was checked and may run: a plain value between those who check, bind, limit and run it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.query.groups import Places
from kg.query.lexer import Token


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run.

    form: SELECT, ASK, CONSTRUCT or DESCRIBE; body: offset just inside the outermost WHERE's bracket, or None
    where there is none (DESCRIBE of a thing, the short form of CONSTRUCT). groups: where values are said again.
    words: its bare words in upper case. tokens: of the text, for those who would read it again; () where it was
    rewritten since, or never split. ends: nothing but space is known to stand behind its WHERE, and no comment in it.
    """

    text: str
    form: str
    body: int | None
    variables: frozenset[str]
    groups: Places = ()
    words: frozenset[str] = frozenset()
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)
    ends: bool = field(default=False, compare=False, repr=False)
