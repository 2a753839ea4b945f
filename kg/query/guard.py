"""What a query may not do: reach other servers or files, change the store, or nest until the reader breaks.

Only reading forms pass, and only words of SPARQL's own vocabulary: SERVICE, FROM, LOAD and all update forms are
refused before any engine sees them, also where engines would find them inside a longer word.
"""

from __future__ import annotations

from typing import Final

from kg.errors import QueryError
from kg.query.checked import Checked
from kg.query.groups import Places, places
from kg.query.lexer import Token, place, tokens
from kg.query.lookups import look_up

MAX_CHARACTERS: Final = 200_000
"""Longest query text in code points."""
MAX_DEPTH: Final = 60
"""Deepest nesting of brackets: rdflib gives up at 60 groups; a deep one ends the process in other readers."""

MAX_TOKENS: Final = 1_000
"""Most tokens outside VALUES data; the library's longest query has 213. Every operator deepens the engine's
recursion or its planning: with a stack of 8 MB the chains of ``tests/query/data/chains.tsv`` end the process
between 3,000 and 20,000 tokens, the shortest being ``, <a:d>``. Data of VALUES are read flat and may be long."""

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = frozenset("ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH".split())
_REACHING: Final = {
    "SERVICE": "SERVICE asks another server, which is not allowed",
    "FROM": "FROM may load files or pages, which is not allowed",
}
_WORDS: Final = frozenset(
    """
    A ABS AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DAY DESC
    DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN IRI
    ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NOT NOW
    OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SHA1
    SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE
    TRUE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR
    """.split()
)
"""Every bare word of SPARQL 1.1 Query except FROM, NAMED, SERVICE and SILENT."""


def check(text: str) -> Checked:
    """Return the query as checked. Raises QueryError, with line and column, when it is not allowed."""
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"the query has {len(text)} characters", expected=f"at most {MAX_CHARACTERS}")
    return look_up(text) or read(text)


def read(text: str) -> Checked:
    """Return the query as checked, token by token, as for ``check``."""
    found = tokens(text)
    check_pieces(text, found)
    _check_length(text, found)
    form = _form(text, found)
    variables = frozenset([token.text[1:] for token in found if token.kind == "variable"])
    words = frozenset([token.text.upper() for token in found if token.kind == "word"])
    body = _body(found, form)
    return Checked(text, found[form].text.upper(), body, variables, _groups(text, found, body), words, found)


def _groups(text: str, found: tuple[Token, ...], body: int | None) -> Places:
    return places(found, body) if body is not None and "{" in text[body:] else ()


def check_pieces(text: str, found: tuple[Token, ...], also: frozenset[str] = frozenset()) -> None:
    """Check every word and the nesting of brackets; ``also`` are words (upper case) that are allowed besides.

    Raises QueryError, with line and column.
    """
    for token in found:
        if token.kind == "word":
            word = token.text.upper()
            if word not in _WORDS and word not in also:
                raise _wrong_word(text, token, word)
        elif token.kind in ("name", "blank") and _hides_keyword(token.text.upper()):
            raise _refused(text, token, "the name may be read as a keyword and a name", "choose another prefix or name")
    _check_brackets(text, found)


def _wrong_word(text: str, token: Token, word: str) -> QueryError:
    for keyword, reason in _REACHING.items():
        if keyword in word:
            return _refused(text, token, reason, "ask the graphs of this store with GRAPH")
    if word in _UPDATES:
        return _refused(text, token, f"{word} changes a store, a query may only read", "use kg ingest or kg remove")
    return _refused(text, token, f"{token.text!r} is no word of SPARQL", "check the spelling")


def _hides_keyword(name: str) -> bool:
    """Say whether a reader without token borders could see SERVICE or FROM in a prefixed or blank name."""
    prefix, _, local = name.partition(":")
    return "SERVICE" in prefix or prefix.endswith(("FROM", "NAMED")) or ".SERVICE" in local


def _check_length(text: str, found: tuple[Token, ...]) -> None:
    """Refuse a query of too many tokens; the data between the braces of a VALUES block are not counted."""
    count, asked, inside = 0, False, False
    for token in found if len(found) > MAX_TOKENS else ():
        inside = inside and token.text != "}"
        count += not inside
        if count > MAX_TOKENS:
            raise _refused(text, token, f"the query has more than {MAX_TOKENS} tokens", "put long lists into VALUES")
        if token.kind == "word":
            asked = token.text.upper() == "VALUES"
        elif asked and token.text == "{":
            asked, inside = False, True


def _check_brackets(text: str, found: tuple[Token, ...]) -> None:
    closing, open_ = {"}": "{", ")": "(", "]": "["}, list[Token]()
    for token in (token for token in found if token.kind == "mark"):
        if token.text in closing.values():
            open_.append(token)
            if len(open_) > MAX_DEPTH:
                raise _refused(text, token, f"brackets nest deeper than {MAX_DEPTH}", "make the query flatter")
        elif token.text in closing and (not open_ or open_.pop().text != closing[token.text]):
            raise _refused(text, token, f"{token.text!r} closes nothing", "check the brackets")
    if open_:
        raise _refused(text, open_[-1], f"{open_[-1].text!r} is never closed", "check the brackets")


def _form(text: str, found: tuple[Token, ...]) -> int:
    """Return the index of the word that names the query's form, behind the prologue."""
    for index, token in enumerate(found):
        if token.kind == "word" and token.text.upper() not in ("PREFIX", "BASE"):
            if token.text.upper() in _FORMS:
                return index
            raise _refused(text, token, f"a query may not begin with {token.text}", f"begin with {_FORMS[0]}")
    raise QueryError("there is no query here", expected="SELECT, ASK, CONSTRUCT or DESCRIBE")


def _body(found: tuple[Token, ...], form: int) -> int | None:
    """Return the offset just inside the outermost WHERE group; the template of CONSTRUCT is stepped over."""
    construct = found[form].text.upper() == "CONSTRUCT"
    if construct and [token.text for token in found[form + 1 : form + 2]] != ["{"]:
        return None
    outermost, depth = list[Token](), 0
    for token in (token for token in found[form + 1 :] if token.kind == "mark"):
        if token.text == "{" and depth == 0:
            outermost.append(token)
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0)
    return outermost[construct].start + 1 if len(outermost) > construct else None


def _refused(text: str, token: Token, what: str, todo: str) -> QueryError:
    return QueryError(what, where=place(text, token.start), todo=todo)
