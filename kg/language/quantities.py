"""Durations («به مدت ۳ سال», «سه‌ساله», "three-year") and counts («پنج ماده و یک تبصره», "9 clauses")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.language.folding import Folded, fold
from kg.language.lexing import Token
from kg.language.numbers import Number, shaped
from kg.language.spans import Span

#: Greatest number of units a duration may have; «۱۳۹۸ سال» is none.
MAX_UNITS = 999
_QUANTITY = r"[#nz]-?[ymdkYMDK]"
_DURATION = re.compile(rf"(?P<lead>l)?(?P<all>{_QUANTITY}(?:&?{_QUANTITY})*(?P<half>&z)?)(?!A)")
_SINGLE = re.compile(_QUANTITY)
_COUNT = re.compile(r"(?P<n>[#n])-?c?(?P<far>·)?(?P<u>u)")
_UNITS = "ymkd"
_DESIGNATORS = {"y": "Y", "m": "M", "k": "W", "d": "D"}
_HALVES = {"y": ("m", 6), "m": ("d", 15)}
#: Words between number and noun that an English count may have ("two cooperation agreements"): letters of at most.
_FAR = re.compile(r"[a-z-]{2,30}\Z")
_AGE = re.compile(r"-?old")


@dataclass(frozen=True, slots=True)
class DurationHit:
    """A length of time. iso8601: ``P1Y6M``; cue: the text presents it as a term («به مدت», "for", «سه‌ساله»)."""

    span: Span
    iso8601: str
    cue: bool


@dataclass(frozen=True, slots=True)
class CountHit:
    """A counted thing.

    unit: its normal name (article, note, clause, agreement …, see ``data/units.tsv``); unit_span: the noun alone.
    """

    span: Span
    value: int
    unit: str
    unit_span: Span


def find_durations(text: str | Folded) -> tuple[DurationHit, ...]:
    """Return the durations of a text in order. A fold may be given instead of the text."""
    folded = fold(text) if isinstance(text, str) else text
    items, shape, owner = shaped(folded)
    hits: list[DurationHit] = []
    for found in _DURATION.finditer(shape):
        start, end = found.span("all")
        whole = _hit(folded, items, owner, range(start, end), bool(found["lead"]))
        singles = (range(start + part.start(), start + part.end()) for part in _SINGLE.finditer(found["all"]))
        parts = [whole] if whole else [_hit(folded, items, owner, at, bool(found["lead"])) for at in singles]
        hits.extend(hit for hit in parts if hit)
    return tuple(hits)


def _hit(
    folded: Folded, items: tuple[Token | Number, ...], owner: list[int], at: range, lead: bool
) -> DurationHit | None:
    """Read the duration whose shape stands there, if its parts go together."""
    inside = [items[owner[place]] for place in at if owner[place] >= 0]
    iso = _iso(inside)
    if not iso or _is_age(folded, inside[-1].end):
        return None
    cue = lead or any(item.shape in "YMDK" for item in inside) or "-" in _joints(folded, inside)
    return DurationHit(folded.span(inside[0].start, inside[-1].end), iso, cue)


def _joints(folded: Folded, inside: list[Token | Number]) -> str:
    """Return what stands between number and unit: a hyphen makes "three-year" an adjective."""
    return "".join(folded.text[a.end : b.start] for a, b in zip(inside[::2], inside[1::2], strict=False))


def _is_age(folded: Folded, end: int) -> bool:
    """Say whether the text goes on to "years old"."""
    found = _AGE.match(folded.text, end)
    return found is not None and folded.border(found.end())


def _iso(inside: list[Token | Number]) -> str | None:
    """Put the parts together, each unit once, from the largest to the smallest."""
    parts: dict[str, int] = {}
    for number, unit in zip(inside[::2], inside[1::2], strict=False):
        if not isinstance(number, Number) or not _add(parts, unit.shape.lower(), number.value):
            return None
    if len(inside) % 2 and not _add_half(parts, inside[-1], inside[-2].shape.lower()):
        return None
    return _written(parts)


def _add(parts: dict[str, int], unit: str, value: int | Decimal) -> bool:
    """Add a number of a unit that comes after all larger ones; half a year is six months."""
    if not 0 < value <= MAX_UNITS or any(_UNITS.index(unit) <= _UNITS.index(other) for other in parts):
        return False
    whole, rest = int(value), value - int(value)
    if whole:
        parts[unit] = whole
    if not rest:
        return True
    if unit not in _HALVES or rest != Decimal("0.5"):
        return False
    smaller, count = _HALVES[unit]
    parts[smaller] = count
    return True


def _add_half(parts: dict[str, int], half: Token | Number, unit: str) -> bool:
    """«یک سال و نیم»."""
    if not isinstance(half, Number) or half.value != Decimal("0.5") or unit not in _HALVES:
        return False
    smaller, count = _HALVES[unit]
    parts[smaller] = count
    return True


def _written(parts: dict[str, int]) -> str:
    """Write ISO 8601; weeks stand alone there, so beside other units they are days."""
    if "k" in parts and len(parts) > 1:
        parts["d"] = parts.get("d", 0) + 7 * parts.pop("k")
    return "P" + "".join(f"{parts[unit]}{_DESIGNATORS[unit]}" for unit in _UNITS if unit in parts)


def find_counts(text: str | Folded) -> tuple[CountHit, ...]:
    """Return the counts of a text in order. A fold may be given instead of the text."""
    folded = fold(text) if isinstance(text, str) else text
    items, shape, owner = shaped(folded)
    hits = []
    for found in _COUNT.finditer(shape):
        number, noun = items[owner[found.start("n")]], items[owner[found.start("u")]]
        if not isinstance(number, Number) or not isinstance(noun, Token) or not isinstance(number.value, int):
            continue
        if found["far"] and not (noun.value == "agreement" and _FAR.match(folded.text[number.end : noun.start])):
            continue
        span, noun_span = folded.span(number.start, noun.end), folded.span(noun.start, noun.end)
        hits.append(CountHit(span, number.value, noun.value, noun_span))
    return tuple(hits)
