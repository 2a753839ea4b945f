"""The small pattern language of the packs: rules over element classes, written as data.

A pattern is a row of class names with the quantifiers of regular expressions, ``@macros`` and named groups::

    BETWEEN <parties: @list>          NOUN .{0,12} WITH <parties: @list>

``.`` is any element, ``[^ACT STOP]`` any but these, ``(A|B)`` a choice. Each class becomes one character and the
pattern a compiled expression over a sentence's classes, so that matching is one pass in C. Quantifiers must be bounded
(``{0,12}``, not ``*``): that keeps the time linear in the sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.extraction.elements import Sentence
from kg.extraction.needs import needs
from kg.language import Span, skeleton_key

_PACKS = Path(__file__).parent / "packs"
_PART = re.compile(
    r"<(?P<group>[a-z_]+):|(?P<close>>)|@(?P<macro>[a-z_]+)|(?P<name>[A-Z]+)|(?P<bound>\{[\d,]+\})|(?P<other>\S)"
)


_FIRST = 0xE000


class _Codes(dict[str, str]):
    """The character that stands for each element class, given when first asked for."""

    def __missing__(self, kind: str) -> str:
        self[kind] = made = chr(_FIRST + len(self))
        return made


_codes = _Codes()


@dataclass(frozen=True)
class Rule:
    """One rule of a pack. job: what its groups mean («between», «holder» …); note: its explanation for readers.

    written: the pattern as an expression over classes, compiled when first tried, for a text tries few rules.
    unless, only: conditions that the code of the job checks; marks: keys of words, of which the match must hold one.
    every, some: what a sentence must have for it to hold, as sets of classes (see ``_mask``): all of the one, of each
    of the others at least one.
    """

    id: str
    job: str
    written: str
    unless: frozenset[str]
    note: str
    only: str = ""
    marks: frozenset[str] = frozenset()
    every: int = 0
    some: tuple[int, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern. Raises DataError where it is none."""
        try:
            return re.compile(self.written, re.DOTALL)
        except re.error as error:
            raise _unreadable(str(_PACKS), self.id, error) from None


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule holds: element indexes of the whole match and of each named group."""

    rule: Rule
    span: Span
    groups: dict[str, Span]


def code(kind: str) -> str:
    """Return the character that stands for an element class."""
    return _codes[kind]


def encode(sentence: Sentence) -> str:
    """Return the classes of a sentence's elements, one character each; none of them may change any more."""
    sentence.code = sentence.code or "".join([_codes[kind] for kind in sentence.kinds])
    return sentence.code


@cache
def rules(language: str, *jobs: str) -> tuple[Rule, ...]:
    """Return the rules of a language's pack with these jobs, job by job, in the order of their files."""
    return tuple(rule for job in jobs for rule in _pack(language) if rule.job == job)


def matches(language: str, jobs: tuple[str, ...], encoded: str) -> Iterator[Found]:
    """Yield the places where the rules of the jobs hold in an encoded sentence, rule by rule, from left to right.

    A rule is tried only where the sentence has the classes that it cannot do without.
    """
    present = _present(encoded)
    for rule in [rule for rule in rules(language, *jobs) if rule.every & present == rule.every]:
        if all([one & present for one in rule.some]):
            yield from _find(rule, encoded)


@lru_cache(maxsize=512)
def _present(encoded: str) -> int:
    """Return the classes of a sentence: asked for by one job after the other."""
    return _mask(encoded)


def _mask(chars: Iterable[str]) -> int:
    """Return a set of classes as a number, one bit a class."""
    made = 0
    for place in {ord(char) - _FIRST for char in chars}:
        made |= 1 << place if place >= 0 else 0
    return made


def _find(rule: Rule, encoded: str) -> Iterator[Found]:
    """Yield the places, left to right without overlap, where the rule holds in an encoded sentence."""
    for match in rule.pattern.finditer(encoded):
        groups = {name: Span(*match.span(name)) for name, text in match.groupdict().items() if text is not None}
        yield Found(rule, Span(*match.span()), groups)


@cache
def _pack(language: str) -> tuple[Rule, ...]:
    made = []
    for path in sorted((_PACKS / language).glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        macros = data.get("macros", {})
        for entry in data.get("rule", []):
            made.append(_rule(path, entry, macros))
    return tuple(made)


def _rule(path: Path, entry: dict[str, str], macros: dict[str, str]) -> Rule:
    try:
        written = _compiled(entry["pattern"], macros)
    except KeyError as error:
        raise _unreadable(str(path), entry.get("id", "?"), error) from None
    unless = frozenset(entry.get("unless", "").split())
    needed = needs(written)
    every = _mask(char for one in needed if len(one) == 1 for char in one)
    some = tuple(_mask(one) for one in needed if len(one) > 1)
    marks = frozenset(skeleton_key(word) for word in entry.get("marks", "").split())
    told = (entry.get("note", ""), entry.get("only", ""))
    return Rule(entry["id"], entry["job"], written, unless, *told, marks, every, some)


def _unreadable(where: str, rule: str, error: Exception) -> DataError:
    return DataError(
        f"rule {rule!r} cannot be read: {error}",
        where=where,
        expected="class names, bounded quantifiers, known @macros",
    )


def _compiled(pattern: str, macros: dict[str, str]) -> str:
    return "".join(_translated(part, macros) for part in _PART.finditer(pattern))


def _translated(part: re.Match[str], macros: dict[str, str]) -> str:
    if part["group"]:
        return f"(?P<{part['group']}>"
    if part["macro"]:
        return f"(?:{_compiled(macros[part['macro']], macros)})"
    if part["name"]:
        return code(part["name"])
    return ")" if part["close"] else part["bound"] or part["other"]
