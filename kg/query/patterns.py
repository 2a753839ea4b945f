"""Where ``agr:matches`` stands in a query: the statements that hold it, read from the tokens.

Only as much of SPARQL's grammar is followed as tells where a statement begins and ends. A use that is not found so is
refused, with its place; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.ontology.terms import AGR
from kg.query.lexer import Token, place

MATCHES = AGR("matches").value
_PAIRS = {"(": ")", "[": "]", "{": "}", "<<": ">>"}
_INSIDE = frozenset({"A", "TRUE", "FALSE"})
"""Words that stand inside a statement; any other word ends it."""
_TAIL = frozenset({"GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET"})


@dataclass(slots=True)
class Statement:
    """One subject with what is said of it. start, end: offsets in the text; rest: what is said besides, as offsets.

    matches: for each use of ``agr:matches`` its token and the tokens of its object.
    """

    subject: Sequence[Token]
    start: int
    end: int = 0
    matches: list[tuple[Token, Sequence[Token]]] = field(default_factory=list)
    rest: list[tuple[int, int]] = field(default_factory=list)


class Names:
    """The prefixes of a query, as its prologue declares them."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = ""
        for at, token in enumerate(found):
            word = token.text.upper() if token.kind == "word" else ""
            if word == "PREFIX" and [one.kind for one in found[at + 1 : at + 3]] == ["name", "iri"]:
                self._prefixes[found[at + 1].text.removesuffix(":")] = self._iri(found[at + 2])
            elif word == "BASE" and [one.kind for one in found[at + 1 : at + 2]] == ["iri"]:
                self._base = self._iri(found[at + 1])
            elif word not in ("", "PREFIX", "BASE"):
                break

    def _iri(self, token: Token) -> str:
        return urljoin(self._base, token.text[1:-1]) if self._base else token.text[1:-1]

    def full(self, token: Token) -> str:
        """Return the IRI that a token stands for, "" for a token that stands for none."""
        if token.kind == "iri":
            return self._iri(token)
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self._prefixes:
            return ""
        return self._prefixes[prefix] + local.replace("\\", "")


def statements(text: str, found: Sequence[Token], names: Names) -> list[Statement]:
    """Return the statements that use ``agr:matches``. Raises QueryError, with its place, for a use anywhere else."""
    uses = {token.start: token for token in found if token.kind in ("name", "iri") and names.full(token) == MATCHES}
    if not uses:
        return []
    kept = [one for one in _Reader(found, frozenset(uses)).statements() if one.matches]
    for token in sorted(set(uses) - {use.start for one in kept for use, _ in one.matches}):
        raise QueryError(
            f"{uses[token].text} may not stand here",
            where=place(text, token),
            expected='a statement of a group of its own: ?node agr:matches "words" .',
        )
    return kept


class _Reader:
    """Walks over the groups of a query."""

    def __init__(self, found: Sequence[Token], uses: frozenset[int]) -> None:
        self._found, self._uses = found, uses

    def statements(self) -> Iterator[Statement]:
        at = self._first_group()
        while at < len(self._found):
            token = self._found[at]
            if token.kind == "word" and token.text.upper() not in _INSIDE:
                at = self._behind_word(at)
            elif token.text in ("{", "}", ".", ";", ","):
                at += 1
            else:
                statement, at = self._statement(at)
                yield statement

    def _first_group(self) -> int:
        """Return the index of the first group's bracket; the template of CONSTRUCT is stepped over."""
        at = self._next_brace(0)
        if at and self._found[at - 1].text.upper() == "CONSTRUCT":
            at = self._next_brace(self._behind(at))
        return at

    def _next_brace(self, at: int) -> int:
        while at < len(self._found) and self._found[at].text != "{":
            at = self._behind(at)
        return at

    def _behind(self, at: int) -> int:
        """Return the index behind a token, or behind the whole of what it opens."""
        opening = self._found[at].text if self._found[at].kind == "mark" else ""
        if opening not in _PAIRS:
            return at + 1
        depth = 0
        for number in range(at, len(self._found)):
            token = self._found[number]
            if token.kind == "mark":
                depth += (token.text == opening) - (token.text == _PAIRS[opening])
                if depth == 0:
                    return number + 1
        return len(self._found)

    def _behind_word(self, at: int) -> int:
        """Step over what follows a word between statements, but into the groups that follow it."""
        word = self._found[at].text.upper()
        if word == "SELECT":
            return self._next_brace(at)
        if word == "VALUES":
            return self._behind(min(self._next_brace(at), len(self._found) - 1))
        if word == "GRAPH":
            return at + 2
        if word in _TAIL:
            while at < len(self._found) and self._found[at].text != "}":
                at = self._behind(at)
            return at
        if word in ("FILTER", "BIND"):
            return self._behind_condition(at + 1)
        return at + 1

    def _behind_condition(self, at: int) -> int:
        """Step over a bracketed condition, or a function with its arguments; EXISTS is followed by a group."""
        while at < len(self._found) and self._found[at].text.upper() in ("NOT", "EXISTS"):
            at += 1
        if at < len(self._found) and self._found[at].kind in ("word", "name", "iri"):
            at += 1
        return self._behind(at) if at < len(self._found) and self._found[at].text == "(" else at

    def _statement(self, at: int) -> tuple[Statement, int]:
        """Read one subject with all that is said of it; return the index behind it too."""
        behind = self._behind(at)
        statement = Statement(self._found[at:behind], self._found[at].start)
        at = behind
        while at < len(self._found) and not self._ends(at):
            if self._found[at].text == ";":
                at += 1
                continue
            behind = self._behind_said(at)
            if self._found[at].start in self._uses:
                statement.matches.append((self._found[at], self._found[at + 1 : behind]))
            else:
                statement.rest.append((self._found[at].start, _end(self._found[behind - 1])))
            at = behind
        statement.end = _end(self._found[at - 1])
        return statement, at

    def _behind_said(self, at: int) -> int:
        while at < len(self._found) and self._found[at].text != ";" and not self._ends(at):
            at = self._behind(at)
        return at

    def _ends(self, at: int) -> bool:
        """Say whether a token ends a statement."""
        token = self._found[at]
        if token.kind == "word":
            return token.text.upper() not in _INSIDE
        return token.kind == "mark" and token.text in (".", "}", "{")


def _end(token: Token) -> int:
    return token.start + len(token.text)
