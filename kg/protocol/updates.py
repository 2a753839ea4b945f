"""Which updates may run: those that write to the user's own graphs and nowhere else, whatever the store holds.

The text is read token by token, with the lexer that guards queries; what this small grammar of SPARQL 1.1 Update
does not know is refused, so that no engine can find more in the text than was seen here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NoReturn
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.identity import USER_GRAPHS
from kg.protocol.operation import Operation
from kg.protocol.prologue import resolved
from kg.protocol.refusal import refuse
from kg.protocol.words import Words
from kg.query import Token, check_pieces, place, tokens

MAX_CHARACTERS: Final = 1_000_000
"""Longest update in code points."""
MAX_TOKENS: Final = 1_000
"""Most tokens of templates and patterns, as for queries; the data of INSERT DATA and DELETE DATA are not counted."""
_NAME: Final = re.compile(r"[\w~-]+(?:\.[\w~-]+)*(?:/[\w~-]+(?:\.[\w~-]+)*)*")
"""What may follow that: names between single slashes, which no engine rewrites."""
_WORDS: Final = frozenset("CREATE CLEAR DROP INSERT DELETE DATA WITH USING NAMED SILENT DEFAULT ALL".split())
_OUTSIDE: Final = re.compile("LOAD|SERVICE|ADD|COPY|MOVE")
_LEDGER: Final = "what articles say is corrected in the ledgers corrections.csv and judgements.csv, see kg review"


@dataclass(frozen=True, slots=True)
class CheckedUpdate:
    """An update that may run.

    graphs: absolute IRIs of the user graphs it names as targets, in order; patterns: offsets of the WHERE of each
    DELETE/INSERT, where USING clauses belong; dataset: it has USING or WITH itself.
    """

    text: str
    graphs: tuple[str, ...]
    patterns: tuple[int, ...]
    dataset: bool


def check_update(text: str, base_iri: str) -> CheckedUpdate:
    """Return the update as checked. Raises Refusal 400 (malformed), 403 (writes elsewhere) or 413, with line:column."""
    if len(text) > MAX_CHARACTERS:
        raise refuse("too-large", f"the update has {len(text)} characters; expected at most {MAX_CHARACTERS}")
    try:
        found = tokens(text)
        if outside := next((each for each in found if each.kind == "word" and _is_outside(each)), None):
            _forbid("forbidden-operation", f"{outside.text.upper()} is not allowed in an update", text, outside)
        check_pieces(text, found, _WORDS)
    except QueryError as error:
        raise refuse("malformed-update", str(error)) from None
    reader = _Reader(text, found, base_iri)
    reader.read()
    return CheckedUpdate(text, tuple(dict.fromkeys(reader.graphs)), tuple(reader.patterns), reader.dataset)


def with_dataset(checked: CheckedUpdate, operation: Operation) -> str:
    """Return the update's text with the protocol's graphs as USING clauses.

    Raises Refusal 400 where the update names a dataset itself (SPARQL 1.1 Protocol, 2.2.3).
    """
    if not operation.default_graphs and not operation.named_graphs:
        return checked.text
    if checked.dataset:
        raise refuse("conflicting-graphs", "the update has USING or WITH, so using-graph-uri may not be given")
    clause = "".join(f"USING <{iri}> " for iri in operation.default_graphs)
    clause += "".join(f"USING NAMED <{iri}> " for iri in operation.named_graphs)
    cuts = (0, *checked.patterns, len(checked.text))
    return clause.join(checked.text[start:end] for start, end in pairwise(cuts))


def _is_outside(token: Token) -> bool:
    word = token.text.upper()
    return bool(_OUTSIDE.fullmatch(word)) or "SERVICE" in word


def _forbid(code: str, what: str, text: str, token: Token) -> NoReturn:
    raise refuse(code, f"{place(text, token.start)}: {what}; {_LEDGER}")


@dataclass(slots=True)
class _Reader:
    """Reads an update's tokens in order and collects where it writes to."""

    text: str
    found: tuple[Token, ...]
    base_iri: str
    at: int = 0
    counted: int = 0
    dataset: bool = False
    base: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)
    graphs: list[str] = field(default_factory=list)
    patterns: list[int] = field(default_factory=list)

    def read(self) -> None:
        self._prologue()
        if self._sees(""):
            raise refuse("malformed-update", "there is no update here; expected INSERT DATA or another operation")
        while not self._sees(""):
            self._operation()
            if not self._sees(""):
                self._expect(";")
            self._prologue()

    def _prologue(self) -> None:
        while self._sees("PREFIX", "BASE"):
            if self._take().text.upper() == "PREFIX":
                prefix = self._of("name", "a prefix")
                self.prefixes[prefix.text] = self._of("iri", "an IRI").text[1:-1]
            else:
                self.base = urljoin(self.base or self.base_iri, self._of("iri", "an IRI").text[1:-1])

    def _operation(self) -> None:
        known: dict[str, Callable[[], None]] = {
            "INSERT": self._change, "DELETE": self._change, "WITH": self._with,
            "CREATE": self._manage, "DROP": self._manage, "CLEAR": self._manage,
        }  # fmt: skip
        known.get(self._word(), self._unknown)()

    def _unknown(self) -> None:
        self._fail("an operation (INSERT, DELETE, WITH, CREATE, DROP or CLEAR)")

    def _manage(self) -> None:
        self._take()
        if self._sees("SILENT"):
            self._take()
        if self._sees("DEFAULT", "NAMED", "ALL"):
            _forbid("forbidden-operation", "only a graph of the user may be changed", self.text, self._take())
        self._expect("GRAPH")
        self._target()

    def _with(self) -> None:
        self._take()
        self.dataset = True
        self._target()
        if not self._sees("INSERT", "DELETE"):
            self._fail("DELETE or INSERT")
        self._change(default=True)

    def _change(self, default: bool = False) -> None:
        """Read a DELETE and INSERT; ``default``: triples outside GRAPH go to the user graph that WITH names."""
        first = self._take().text.upper()
        if self._sees("DATA") and not default:
            self._take()
            self._quads(default=False, counting=False, inserting=first == "INSERT")
            return
        if self._sees("WHERE") and first == "DELETE" and not default:
            self._take()
            self._quads(default=False)
            return
        self._quads(default, inserting=first == "INSERT")
        if first == "DELETE" and self._sees("INSERT"):
            self._take()
            self._quads(default, inserting=True)
        self._using()
        self.patterns.append(self._expect("WHERE").start)
        self._group()

    def _using(self) -> None:
        while self._sees("USING"):
            self.dataset = True
            self._take()
            if self._sees("NAMED"):
                self._take()
            token = self._take()
            if not resolved(token, self.prefixes).startswith(self.base_iri):
                _forbid("forbidden-graph", "USING may only name graphs of this store", self.text, token)

    def _quads(self, default: bool, counting: bool = True, inserting: bool = False) -> None:
        """Read ``{ GRAPH <user graph> { triples } … }``; ``default``: triples may stand outside GRAPH too."""
        self._expect("{")
        words = self._words(inserting)
        while not self._sees("}"):
            if self._sees("GRAPH"):
                self._take()
                self._target()
                self._expect("{")
                inside = self._words(inserting)
                while not self._sees("}"):
                    self._piece(counting, inside)
                self._take()
            elif default or self._sees("."):
                self._piece(counting, words)
            else:
                _forbid("forbidden-graph", "the update writes to the default graph", self.text, self._take())
        self._take()

    def _words(self, inserting: bool) -> Words | None:
        return Words(self.base or self.base_iri, self.prefixes) if inserting else None

    def _piece(self, counting: bool, words: Words | None) -> None:
        """Step over one token of triples; what is inserted must be in words of the user's own."""
        if self._sees("{", "GRAPH", ""):
            self._fail("triples")
        token = self._take()
        if words is not None and (wrong := words.wrong(token)):
            _forbid("forbidden-vocabulary", wrong, self.text, token)
        self._count(counting)

    def _group(self) -> None:
        """Step over a group of patterns; brackets are known to match."""
        self._expect("{")
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self._take().text, 0)
            self._count(True)

    def _count(self, counting: bool) -> None:
        self.counted += counting
        if self.counted > MAX_TOKENS:
            raise refuse("malformed-update", f"templates and patterns have more than {MAX_TOKENS} tokens")

    def _target(self) -> None:
        """Read the name of a graph that is written to; it must be written out and be one of the user's."""
        token = self._take()
        iri = resolved(token, self.prefixes)
        user = self.base_iri + USER_GRAPHS
        if not iri.startswith(user) or not _NAME.fullmatch(iri, len(user)):
            _forbid("forbidden-graph", f"only graphs under <{user}> may be written to", self.text, token)
        self.graphs.append(iri)

    def _word(self) -> str:
        """Return the next word or mark in upper case, "" at the end, and ``?`` before names, strings and the like."""
        if self.at == len(self.found):
            return ""
        token = self.found[self.at]
        return token.text.upper() if token.kind in ("word", "mark") else "?"

    def _sees(self, *words: str) -> bool:
        return self._word() in words

    def _take(self) -> Token:
        if self.at == len(self.found):
            self._fail("more")
        self.at += 1
        return self.found[self.at - 1]

    def _of(self, kind: str, what: str) -> Token:
        token = self._take()
        if token.kind != kind:
            self.at -= 1
            self._fail(what)
        return token

    def _expect(self, word: str) -> Token:
        if not self._sees(word):
            self._fail(word)
        return self._take()

    def _fail(self, expected: str) -> NoReturn:
        """Refuse the update where it stands now."""
        if self.at == len(self.found):
            raise refuse("malformed-update", f"the update ends too early; expected {expected}")
        token = self.found[self.at]
        raise refuse("malformed-update", f"{place(self.text, token.start)}: {token.text[:40]!r}; expected {expected}")
