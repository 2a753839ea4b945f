"""What pages show of lives and doubts: stages, changes of bodies, contradictions, decisions, namesakes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.pages.values import Label, Link, Quotes, When

_NONE = Label()


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a ledger. word: key of an interface word (same, reject …); about: ids of what was compared with.

    applied: whether the line acts; property, value, replacement: of a correction.
    """

    id: str
    word: str
    about: tuple[str, ...]
    property: Label
    value: str
    replacement: str
    applied: bool
    by: str
    on: When | None
    why: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the life of an agreement: an act, a status that began, or a term that runs.

    kind: of the act or status; sort: "act", "status" or "term"; first, last: the days between which it lies, last is
    None for one day; status: that began with it, with its code; until: the first day that is no day of a term.
    note: key of an interface word that says how the days are known, "" where they are told.
    """

    sort: str
    kind: Label
    first: When | None
    last: When | None
    body: Link | None
    quotes: Quotes
    status: Label = _NONE
    status_code: str = ""
    until: tuple[When, ...] = ()
    length: Label = _NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A value that some articles name. chosen: whether the consolidated facts have taken it."""

    value: Label
    chosen: bool
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where articles disagree. name: of the property; label: its name; rule: key of the word for how one was chosen.

    others: quotes that belong to none of the sides by their text; kept: what was taken that no side names.
    """

    name: str
    label: Label
    rule: str
    sides: tuple[Side, ...]
    kept: tuple[Label, ...]
    others: Quotes


@dataclass(frozen=True, slots=True)
class Passing:
    """What a body came out of, or what it became.

    kind: key of an interface word, "" where it is not told; later: whether ``other`` came after.
    """

    kind: str
    later: bool
    other: Label
    link: Link | None
    first: When | None
    last: When | None
    source: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody whose name is the same, or so like that it may be one person. why: key of an interface word."""

    official: Link
    offices: tuple[Label, ...]
    why: str
