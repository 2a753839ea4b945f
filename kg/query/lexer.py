r"""SPARQL's lexical grammar in one linear scan, for those who must know what a query text holds before it runs.

After https://www.w3.org/TR/sparql11-query/#sparqlGrammar (terminals), and stricter where engines differ: several
read without token borders (``trueSERVICE<…>``) or expand ``\u`` escapes first. What two readers could take in
two ways is refused, so that every engine sees the tokens that are returned here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import QueryError

_NAME = r"[A-Za-z_\u00b7\u00c0-\U000effff]"
_NAME_REST = r"[A-Za-z0-9_\-\u00b7\u00c0-\U000effff]"
_PREFIX = rf"(?:{_NAME}{_NAME_REST}{{0,63}}+(?:[.]++{_NAME_REST}{{1,64}}+){{0,8}}+)?"
"""Bounded in length: else ``a-a-a-a`` and ``a.a.a.a`` would be read to their end at every step."""
_LOCAL_CHARACTER = rf"(?:{_NAME_REST}|:|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_ESCAPE = r"\\[tbnrf\\\"']|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN = re.compile(
    rf"""
    (?:[ \t\r\n]++|\#[^\r\n]*+)*+
  (?:
    (?P<string>\"\"\"(?:[^"\\]|{_ESCAPE}|"(?!""))*+\"\"\" | '''(?:[^'\\]|{_ESCAPE}|'(?!''))*+'''
             | "(?:[^"\\\r\n]|{_ESCAPE})*+" | '(?:[^'\\\r\n]|{_ESCAPE})*+')
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<variable>[?$][A-Za-z0-9_\u00b7\u00c0-\U000effff]++)
  | (?P<blank>_:{_NAME_REST}++(?:[.]++{_NAME_REST}++)*+)
  | (?P<name>{_PREFIX}:(?:{_LOCAL_CHARACTER}++(?:[.]++{_LOCAL_CHARACTER}++)*+)?)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<number>(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<word>[A-Za-z][A-Za-z0-9_]*+)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|<<|>>|[{{}}()\[\].,;*/|^?+\-=<>!])
  | (?P<end>\Z)
  | (?P<wrong>[\s\S])
  )
    """,
    re.VERBOSE,
)
"""One token with the space and comments before it; it matches everywhere, so that nothing is read a second time."""
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_CODE_POINT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_UNTRUSTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)")


class Token(NamedTuple):
    """One token: its kind (string, iri, variable, blank, name, language, number, word, mark), text and offset."""

    kind: str
    text: str
    start: int


def place(text: str, offset: int) -> str:
    """Return an offset as ``line:column``, both counted from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a query, without space and comments.

    Raises QueryError with line and column for what is no token, or might be read in two ways.
    """
    _check_characters(text)
    found = list[Token]()
    for match in _TOKEN.finditer(text):
        kind, number = match.lastgroup or "", match.lastindex or 0
        token = Token(kind, match[number], match.start(number))
        if kind == "iri":
            _check_iri(text, token)
        elif kind == "end":
            break
        elif kind == "wrong":
            raise QueryError(f"{token.text!r} starts no token", where=place(text, token.start), expected="SPARQL 1.1")
        found.append(token)
    return tuple(found)


def _check_characters(text: str) -> None:
    if bad := _UNTRUSTED.search(text):
        raise QueryError(
            f"the character U+{ord(bad.group()[0]):04X} may not stand in a query",
            where=place(text, bad.start()),
        )
    for escape in _CODE_POINT.finditer(text):
        if int(escape[1] or escape[2], 16) < 0x80:
            raise QueryError(
                f"the escape {escape.group()} stands for a plain character, which may hide a keyword",
                where=place(text, escape.start()),
                todo="write the character itself",
            )


def _check_iri(text: str, token: Token) -> None:
    """Refuse an IRI that could also be ``<`` and a comment: ``?a<1#>`` is both."""
    if "#" in token.text and not _SCHEME.match(token.text):
        raise QueryError(
            f"{token.text} may be an IRI, or a comparison and a comment",
            where=place(text, token.start),
            todo="write the IRI with scheme://, or a space after <",
        )
