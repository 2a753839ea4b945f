"""Groups of a query inside which a parameter's value may be said again, because engines do not carry it in.

A value at the head of the outermost group reaches a ``UNION`` or ``GRAPH`` group only by a join, and Oxigraph (0.5.13)
makes the whole group before it joins. Said again inside, the value comes first there too. That changes no answer: the
group is joined with the outermost one (no ``OPTIONAL``, ``MINUS`` or ``EXISTS`` lies between), its own triples bind
the variable before anything else of it can ask for it, and a join with the same row twice is the join with it once.

A query of its own that gives the variable out among its columns is told the value too. It is then asked for that
value, whatever it counts and to how many rows it is limited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.query.lexer import Token

Places = tuple[tuple[int, frozenset[str]], ...]
"""Offsets just inside groups, each with the variables whose values are said there."""

_TESTS = frozenset({"FILTER", "BIND"})


@dataclass(slots=True)
class _Group:
    """One open group. joined: what is inside is joined with the outermost; begun: more than triples was seen of it.

    given: columns of the query of which this is the WHERE, None for any other group; columns: those of a query that
    stands in this group; within: ``given`` of the query around it; named: variables that its first triples bind;
    asked: those that a test names before.
    """

    offset: int
    joined: bool
    given: frozenset[str] | None = None
    columns: frozenset[str] | None = None
    within: frozenset[str] | None = None
    begun: bool = False
    named: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)


def places(found: Sequence[Token], body: int | None) -> Places:
    """Return the groups within the outermost one, just inside which ``body`` lies, that may be told values."""
    done: list[tuple[int, frozenset[str]]] = []
    open_: list[_Group] = []
    inside = 0
    for number, token in enumerate(found) if body is not None else ():
        if body is None or token.start < body:
            continue
        if token.text == "{" and token.kind == "mark":
            open_.append(_begin(open_, found, number))
        elif token.text == "}" and token.kind == "mark":
            if not open_:
                break
            done += _end(open_.pop())
        elif token.kind == "mark" and token.text in "()":
            inside = _depth(inside, found, number)
        elif token.kind == "variable" and open_:
            _name(open_[-1], token.text[1:], asked=inside > 0)
    return tuple(sorted(done, key=lambda one: one[0]))


def _begin(open_: Sequence[_Group], found: Sequence[Token], number: int) -> _Group:
    joined = _is_joined(found, number) and all(one.joined for one in open_)
    group = _Group(found[number].start + 1, joined, columns=_columns(found, number))
    if open_:
        around = open_[-1]
        around.begun = True
        group.within = around.within if around.given is None else around.given
        if around.columns is not None:  # the WHERE of a query: what it gives out is all that is told to it
            group.given = around.columns if around.within is None else around.columns & around.within
            group.joined, around.columns = around.joined, frozenset()
    return group


def _columns(found: Sequence[Token], number: int) -> frozenset[str] | None:
    """Return the plain variables that the query inside this group gives out; None where there is no query."""
    if found[number + 1].text.upper() != "SELECT":
        return None
    names, depth = set[str](), 0
    for token in found[number + 2 :]:
        if token.kind == "mark" and token.text in "{}":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if token.kind == "variable" and not depth:
            names.add(token.text[1:])
    return frozenset(names)


def _end(group: _Group) -> list[tuple[int, frozenset[str]]]:
    names = group.given
    if names is None:
        names = frozenset(group.named) if group.within is None else group.within.intersection(group.named)
    return [(group.offset, names)] if group.joined and group.columns is None and names else []


def _name(group: _Group, name: str, *, asked: bool) -> None:
    if asked:
        group.asked.add(name)
    elif not group.begun and name not in group.asked:
        group.named.add(name)


def _depth(inside: int, found: Sequence[Token], number: int) -> int:
    """Return how many brackets of a filter or an assignment are open behind this one."""
    if found[number].text == ")":
        return max(inside - 1, 0)
    before = found[number - 1]
    return inside + 1 if inside or (before.kind == "word" and before.text.upper() in _TESTS) else 0


def _is_joined(found: Sequence[Token], number: int) -> bool:
    """Say whether the group that opens here is joined with the one around it."""
    before = found[number - 1]
    if found[number + 1].text.upper() == "VALUES":
        return False
    if before.kind == "mark":
        return before.text in "{}."
    word = before if before.kind == "word" else found[number - 2]
    return word.kind == "word" and word.text.upper() in ("UNION", "GRAPH")
