"""What a pattern cannot hold without: classes that a sentence must have before it is worth while to try the pattern."""

from __future__ import annotations

import re

Needs = tuple[frozenset[str], ...]
"""Sets of characters: of each of them every match holds at least one."""

_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|(?P<look><?[=!])))?")
_ONE = re.compile(r"\[(?P<not>\^?)(?P<inside>[^\]]+)\]|(?P<any>[.^$])|(?P<char>[^|()])")
_MOST = re.compile(r"[?*]|\{0?,\d*\}|\{0\}")
"""Quantifiers that a part may be left out by."""

_OFTEN = re.compile(r"\{[\d,]+\}|\+")


def needs(pattern: str) -> Needs:
    """Return what every match of an expression over classes holds; () where nothing can be said."""
    return _choice(pattern, 0)[0]


def _choice(pattern: str, at: int) -> tuple[Needs, int]:
    """Read branches up to the end of their group; of several each match holds what one of them needs."""
    branches: list[Needs] = []
    while True:
        needed, at = _sequence(pattern, at)
        branches.append(needed)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return (), at
    return (frozenset().union(*(min(needed, key=len) for needed in branches)),), at


def _sequence(pattern: str, at: int) -> tuple[Needs, int]:
    made: list[frozenset[str]] = []
    while at < len(pattern) and pattern[at] not in "|)":
        needed, at = _part(pattern, at)
        omitted = _MOST.match(pattern, at)
        often = omitted or _OFTEN.match(pattern, at)
        at = often.end() if often else at
        made += () if omitted else needed
    return tuple(dict.fromkeys(made)), at


def _part(pattern: str, at: int) -> tuple[Needs, int]:
    group = _GROUP.match(pattern, at)
    if group:
        needed, at = _choice(pattern, group.end())
        return () if group["look"] else needed, at + 1
    one = _ONE.match(pattern, at)
    if one is None or one["any"] or one["not"]:
        return (), one.end() if one else at + 1
    return (frozenset(one["char"] or one["inside"]),), one.end()
