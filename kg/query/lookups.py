"""Look-ups known by one expression: SELECT of a few triples, which programs send by the thousand.

Splitting a query into tokens takes half as long as the engine takes to answer a look-up. What is known here has only
IRIs with a scheme, variables, plain strings, ``a`` and marks, in letters that no reader takes in two ways: the guard
would pass it. Everything else goes the longer way (``kg.query.guard``), which gives the same for these as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.query.checked import Checked

_LONGEST: Final = 4_000
"""Code points up to which a query may be a look-up."""
_MOST: Final = 60
"""Most triples, and most columns, of a look-up: the guard lets that many tokens pass."""
_SPACE, _BREAK = r"[ \t\n]*+", r"[ \t\n]++"
_VARIABLE = r"\?[A-Za-z0-9_]++"
_IRI = r"<[A-Za-z][A-Za-z0-9+.\-]*+://[^<>\"{}|^`\\\x00-\x20\x7f\ud800-\udfff]*+>"
_STRING = r"\"[^\"\\\x00-\x1f\x7f\ud800-\udfff]*+\"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)?"
_THING = rf"(?:{_IRI}|{_VARIABLE}){_SPACE}"


def _triple(type_: str) -> str:
    """Return the expression for one triple; the group with that name is where it says ``a``."""
    return rf"{_THING}(?:{_THING}|(?P<{type_}>a){_BREAK})(?:{_THING}|{_STRING}{_SPACE})"


_LOOKUP: Final = re.compile(
    rf"{_SPACE}(?i:SELECT)(?P<distinct>{_BREAK}(?i:DISTINCT))?(?:{_BREAK}{_VARIABLE}){{1,{_MOST}}}+{_SPACE}"
    rf"(?P<where>(?i:WHERE){_SPACE})?{{(?P<body>){_SPACE}{_triple('first')}"
    rf"(?:\.{_SPACE}{_triple('later')}){{0,{_MOST - 1}}}+(?:\.{_SPACE})?}}{_SPACE}"
)
_NAMES: Final = re.compile(r"<[^>]*+>|\"[^\"]*+\"|\?([A-Za-z0-9_]++)")
"""Variables, and what may hold the like of them."""


def look_up(text: str) -> Checked | None:
    """Return a query as checked where it is a look-up, None where it is not known to be one."""
    match = _LOOKUP.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    variables = frozenset([name for name in _NAMES.findall(text) if name])
    said = match["distinct"] is not None, match["where"] is not None, (match["first"] or match["later"]) is not None
    return Checked(text, "SELECT", match.start("body"), variables, words=_words(*said), ends=True)


@cache
def _words(distinct: bool, where: bool, a: bool) -> frozenset[str]:
    said = (("DISTINCT", distinct), ("WHERE", where), ("A", a))
    return frozenset({"SELECT", *(word for word, is_said in said if is_said)})
