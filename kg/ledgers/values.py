"""What a ledger holds: one judgement or one correction a line, each with who decided, when and why."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

VERDICTS = ("same", "different", "unsure")
ACTIONS = ("reject", "confirm", "replace")

Pair = tuple[str, str]
"""Two normalised local ids, the smaller first."""

_EARLIEST = {"agreement": "report", "official": "mention"}


def normalised(local_id: str) -> str:
    """Return the id that a judgement is about: an agreement means its earliest report, an official its mention.

    >>> normalised("official/abcdefghijklmnop")
    'mention/abcdefghijklmnop'
    """
    kind, _, name = local_id.partition("/")
    return f"{_EARLIEST.get(kind, kind)}/{name}"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """One line of ``judgements.csv``: two names of one thing, of two, or nobody knows.

    one, other: local ids as written; on: ISO day; line: where it stands in the file (0: in none), which does not
    make two judgements differ.
    """

    one: str
    other: str
    verdict: str
    by: str
    on: str
    why: str
    line: int = field(default=0, compare=False)

    @property
    def pair(self) -> Pair:
        """The two normalised ids, the smaller first: the same for either order of writing."""
        one, other = sorted((normalised(self.one), normalised(self.other)))
        return one, other

    @property
    def key(self) -> str:
        """What stays the same wherever the line stands in its file; ids of judgements are made from it."""
        return _joined(*self.pair, self.verdict, self.by, self.on, self.why)


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One line of ``corrections.csv``: one fact of one article that is wrong, right, or another.

    article: local id; property: a name of ``PROPERTIES``; value: the literal or local id as shown; start, end: a
    stretch of the article's text that supports it; replacement: the value that takes its place, else "".
    """

    article: str
    property: str
    value: str
    start: int
    end: int
    action: str
    replacement: str
    by: str
    on: str
    why: str
    line: int = field(default=0, compare=False)

    @builtins.property
    def fact(self) -> tuple[str, str, str, int, int]:
        """What the line is about, whatever it decides."""
        return self.article, self.property, self.value, self.start, self.end

    @builtins.property
    def key(self) -> str:
        """What stays the same wherever the line stands in its file; ids of corrections are made from it."""
        return _joined(*map(str, self.fact), self.action, self.replacement, self.by, self.on, self.why)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Both ledgers, each in the order of its file."""

    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def version(self) -> str:
        """A digest of every line and its place: facts made with the same version were made with the same lines."""
        lines: Iterable[Judgement | Correction] = (*self.judgements, *self.corrections)
        text = "\n".join(f"{type(one).__name__} {one.line} {one.key}" for one in lines)
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _joined(*parts: str) -> str:
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
