"""Cue forms that the Persian lists make together: a base with each light verb, a head with each word before it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import Lexicon, Row

ACT_CLASSES = {"withdrawal": "LEAVE", "accession": "JOIN", "confirmation": "CONFIRM"}
"""Classes of acts that are read in a way of their own; all others are ACT."""

Cue = tuple[str, str, str]
"""Form, class and value of a cue."""


def persian_forms(lexicon: Lexicon) -> Iterator[Cue]:
    """Yield acts («امضا کرد»), verbs of provision («پیش‌بینی شده است») and heads of lists («از دیگر محورهای»)."""
    verbs = lexicon.words("light-verbs-fa")
    for base in lexicon.words("acts-fa"):
        yield from _acts(base, verbs)
    for base in lexicon.words("clause-verbs-fa"):
        yield from _provisions(base, verbs)
    yield from _heads(lexicon.words("list-heads-fa"))


def _acts(base: Row, verbs: tuple[Row, ...]) -> Iterator[Cue]:
    for verb in verbs:
        if verb["link"] == base["link"]:
            value = ":".join((base["event"], verb["voice"], verb["time"], verb["polarity"]))
            yield f"{base['base']} {verb['form']}", ACT_CLASSES.get(base["event"], "ACT"), value


def _provisions(base: Row, verbs: tuple[Row, ...]) -> Iterator[Cue]:
    """Yield the affirmed forms: what an agreement does not provide is no aim."""
    for verb in verbs:
        kind = base[verb["voice"]] if verb["link"] == "do" and verb["polarity"] == "+" else ""
        if kind:
            yield f"{base['base']} {verb['form']}", kind, base["value"]


def _heads(rows: tuple[Row, ...]) -> Iterator[Cue]:
    for head in (row for row in rows if row["role"] == "head"):
        if head["class"]:
            yield head["form"], head["class"], ""
        for before in (row for row in rows if row["role"] == "before"):
            yield f"{before['form']} {head['form']}", before["class"], before["value"]
