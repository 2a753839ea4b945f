"""The forms a date phrase has, as patterns over token shapes (see ``kg.language.lexing.SHAPES``)."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.language import relative_dates, stated_dates
from kg.language.date_found import Found
from kg.language.dates import DateHit
from kg.language.folding import Folded, fold
from kg.language.lexing import Token
from kg.language.numbers import Number, shaped

_WEEKDAY = r"(?:(?P<w>[Ww])[.,(]{0,2})?"
_FORMS: tuple[tuple[str, str], ...] = (
    ("triple", rf"(?<!#[/.\-]){_WEEKDAY}(?P<a>#)(?P<sep>[/.\-])(?P<b>#)(?P=sep)(?P<c>#)(?![/.\-]#)(?P<cal>C)?"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])f?(?P<mon>[JHG])\.?m?(?:[,f]?y?(?P<y>[#n])(?P<cal>C)?|f?(?P<rel>[Rr]))"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])(?P<mon>g)m?y?(?P<y>[#n])(?P<cal>C)?"),
    ("named", rf"{_WEEKDAY}(?P<mon>G)\.?(?P<d>[#o]),?(?P<y>#)"),
    ("latin", rf"{_WEEKDAY}(?P<mon>J)(?P<d>[#o])(?:,?(?P<y>#))?"),
    ("month", r"(?P<mon>[JHG])\.?m?[,f]?(?:y?(?P<y>[#n])(?P<cal>C)?|(?P<rel>[Rr]))"),
    ("named", rf"{_WEEKDAY}(?P<d>[#on])f?(?P<mon>[JHG])\.?m?"),
    ("named", rf"{_WEEKDAY}(?P<mon>G)\.?(?P<d>[#o])"),
    ("month", r"(?P<mon>g)y?(?P<y>[#n])(?P<cal>C)?"),
    ("safar", rf"{_WEEKDAY}(?P<d>[#on])(?P<zero>n)y?(?P<y>[#n])"),
    ("month", r"(?P<mon>[JHG])m?Z"),
    ("month", r"(?P<mon>[JH])m|(?<=i)(?P<g>G)"),
    ("season", r"Qf?y?(?P<y2>#)(?P<cal2>C)?"),
    ("year", r"(?:y(?P<y>[#n])(?P<cal>C)?|(?P<y2>[#n])(?P<cal2>C)|(?<=i)(?P<in>#))"),
    ("ago", r"(?P<n>[#n])?(?P<unit>[dkmy])A"),
    ("relative", r"(?P<r>R)[,(]{0,2}(?P<w>W)"),
    ("weekday", r"(?P<w>W)(?P<week>[rR])"),
    ("weekday", r"(?P<before>[LX])?(?P<w>W)(?P<after>[LX])?"),
    ("relative", r"(?P<r>R|(?<![#n])r)"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FORMS)
_READERS: dict[str, Callable[[Found], DateHit | None]] = {**stated_dates.READERS, **relative_dates.READERS}


def find_dates(text: str | Folded) -> tuple[DateHit, ...]:
    """Return the date phrases of a text in order, without overlaps. A fold may be given instead of the text.

    An earlier form in the list above wins over a later one.
    """
    folded = fold(text) if isinstance(text, str) else text
    items, shape, owner = shaped(folded)
    taken = bytearray(len(shape))
    hits = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(shape):
            if any(taken[match.start() : match.end()]):
                continue
            hit = _READERS[name](_found(folded, items, owner, match))
            if hit:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                hits.append(hit)
    return tuple(sorted(hits, key=lambda hit: hit.span))


def _found(folded: Folded, items: tuple[Token | Number, ...], owner: list[int], match: re.Match[str]) -> Found:
    groups = {
        name: items[owner[match.start(name)]] for name, text in match.groupdict().items() if text and name != "sep"
    }
    inside = [owner[at] for at in range(match.start(), match.end()) if owner[at] >= 0]
    separator = match.groupdict().get("sep") or ""
    counted = match.string[match.end() : match.end() + 1] in tuple("uymdkcs%")
    return Found(folded, groups, items[inside[0]].start, items[inside[-1]].end, separator, counted)
