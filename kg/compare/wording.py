"""Differences in words, Persian or English, from ``phrases.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from kg.compare.values import Comparison, Difference, Said, Turn
from kg.errors import DataError
from kg.ontology import label
from kg.ontology.terms import AGR

LANGUAGES: Final = ("fa", "en")
_FILE = Path(__file__).with_name("phrases.tsv")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_SINGLE = frozenset({"agreementType", "status", "date", "duration", "articleCount", "noteCount", "place", "text"})
"""Aspects of which a thing has one: they turn from one value to the other."""


def told(comparison: Comparison, language: str = "en") -> Iterator[str]:
    """Yield the comparison line by line: differences under their headings, then the numbers."""
    words = _Words(language)
    for (group, way), members in groupby(comparison.differences, key=lambda one: (one.group, one.way)):
        listed = list(members)
        yield f"{words(f'{group}.{way}')} ({words.number(len(listed))})"
        for one in listed:
            yield from _difference(one, words)
        yield ""
    if comparison.same:
        yield words("same")
    elif not comparison.differences:
        yield words("unseen")
    if not comparison.same:
        yield words("facts", added=comparison.added, removed=comparison.removed)
    for tally in comparison.tallies:
        if tally.before != tally.after:
            yield "  " + words("tally", kind=words(f"tally.{tally.kind}"), before=tally.before, after=tally.after)
    yield from (words(f"note.{code}") for code in comparison.notes)


def _difference(one: Difference, words: _Words) -> Iterator[str]:
    names = [words("and").join(ids) for ids in (one.before, one.after)]
    if one.way in ("merged", "split", "regrouped", "renamed"):
        named = words("led", before=names[0], after=names[1])
    else:
        named = names[1] or names[0]
    yield f"  {named}  {_flat(one.label)}".rstrip()
    whole = one.way in ("new", "gone", "applied", "withdrawn")
    for turn in one.turns:
        yield from _are(turn, words) if whole else _turn(turn, words)
    if whole:
        yield from _quotes([said for turn in one.turns for said in (*turn.before, *turn.after)], words)


def _are(turn: Turn, words: _Words) -> Iterator[str]:
    """Tell one property of a thing that is in one state only, so that nothing has turned."""
    yield "    " + words("are", aspect=words.aspect(turn.aspect), after=_joined(turn.after or turn.before))


def _turn(turn: Turn, words: _Words) -> Iterator[str]:
    """Tell one property that differs."""
    aspect = words.aspect(turn.aspect)
    if turn.aspect in _SINGLE and turn.before and turn.after:
        before, after = (_joined(values) for values in (turn.before, turn.after))
        yield "    " + words("turned", aspect=aspect, before=before, after=after)
        yield from _quotes(turn.after, words)
        return
    for key, values in (("gone", turn.before), ("come", turn.after)):
        for said in values:
            yield "    " + words(key, aspect=aspect, before=_flat(said.text), after=_flat(said.text))
            yield from _quotes((said,), words)


def _quotes(values: Iterable[Said], words: _Words) -> Iterator[str]:
    """Tell the sentences behind values, each once."""
    shown = {(quote.sentence, quote.article) for said in values for quote in said.quotes}
    for sentence, article in sorted(shown, key=lambda one: (one[1], one[0])):
        yield "        " + words("quote", sentence=_flat(sentence), article=_flat(article))


def _joined(values: tuple[Said, ...]) -> str:
    return "; ".join(_flat(said.text) for said in values)


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Words:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._phrases = {key: pair[LANGUAGES.index(language)] for key, pair in _phrases().items()}

    def __call__(self, key: str, **values: object) -> str:
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._phrases[key].format_map(shown)

    def number(self, value: int) -> str:
        """Return a number in the digits of the language."""
        return str(value).translate(_PERSIAN) if self._language == "fa" else str(value)

    def aspect(self, name: str) -> str:
        """Return the name of an aspect: its own, else the label of the property, else the property itself."""
        return self._phrases.get(f"aspect.{name}") or label(AGR(name.replace(":", "-")), self._language) or name


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    """Return key -> phrase in both languages. Raises DataError for a malformed line."""
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(_FILE.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3 or cells[0] in found:
                raise DataError("malformed line", where=f"{_FILE.name}:{number}", expected="key, fa, en")
            found[cells[0]] = cells[1], cells[2]
    return found
