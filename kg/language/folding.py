"""The fold: one spelling for all spellings of a word, with an index back to the text as printed.

Text is never repaired. The fold drops spaces, ZWNJ, diacritics, kashida and invisible controls, and unifies letters,
digits and case by the table ``fold-v1.tsv`` (``key v1``: IRIs hang on it). Punctuation stays, as a border.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from itertools import compress

from kg.language.spans import Span
from kg.language.tables import MARK, PUNCT, SOFT, SPACE, fold_table

#: Kinds of break before a folded character: none, soft (ZWNJ), hard (space, line break), parting (blank line,
#: end of the text).
NONE, SOFT_BREAK, HARD_BREAK, PARTING = 0, 1, 2, 3
#: The hamza on the line and its presentation form.
HAMZAS = "ءﺀ"


@cache
def _letters() -> dict[int, str]:
    return fold_table().folded


@cache
def _hamza() -> re.Pattern[str]:
    """Match a hamza on the line before a yeh (رءیس): it stands for one; elsewhere (امضاء) it is dropped."""
    table = fold_table()
    yehs = "".join(re.escape(chr(code)) for code, to in sorted(table.folded.items()) if to[:1] == "ی")
    marks = "".join(char for char in _of_class(MARK) if char not in HAMZAS)  # so that each mark is looked at once
    return re.compile(f"[{HAMZAS}](?=[{marks}]*[ی{yehs}])")


def _of_class(*wanted: str) -> str:
    return "".join(re.escape(chr(code)) for code, kind in sorted(fold_table().classes.items()) if kind in wanted)


class Folded:
    """A folded text with its index.

    original: the text as given. text: the skeleton. All positions below are positions in the skeleton;
    spans are code-point offsets in the original. The index is made when first asked for.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._end = len(original)
        self._read = _with_yehs(original)
        self.text = self._read.translate(_letters())

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original for ``text[start:end]``.

        Marks on the last letter belong to it, breaks after it do not. An empty stretch gives an empty span.
        """
        if start >= end:
            at = self.index[start] if start < len(self.index) else self._end
            return Span(at, at)
        return Span(*self.offsets(start, end))

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end of the span of a stretch that is not empty."""
        index = self.index
        last = index[end - 1] + 1
        if self.marked and self._signs.startswith(_DROPPED, last):
            classes, read = fold_table().classes, self._read
            while last < self._end and classes.get(ord(read[last])) == MARK:
                last += 1
        return index[start], last

    def part(self, start: int, end: int) -> Folded:
        """Return the fold of ``original[start:end]``, taken out of this one; its spans are offsets in the whole text.

        A part must not begin or end inside a word.
        """
        low, high = self.position(start), self.position(end)
        made = Folded.__new__(Folded)
        made.original, made._read, made._end = self.original, self._read, end
        made.text, made.index = self.text[low:high], self.index[low:high]
        made._signs, made.marked, made.expands = self._signs, self.marked, self.expands
        made.breaks = self.breaks[low : high + 1]
        made.breaks[0] = made.breaks[-1] = PARTING
        made.borders = b"\1" + self.borders[low + 1 : high] + b"\1" * (low < high)
        return made

    def position(self, offset: int) -> int:
        """Return the first position whose original character stands at or after the offset."""
        return bisect_left(self.index, offset)

    def skeleton(self, start: int, end: int) -> str:
        """Return the part of the skeleton that stands for ``original[start:end]``."""
        index = self.index
        low = bisect_left(index, start)
        high = low + end - start
        if not low < high <= len(index) or index[high - 1] != end - 1 or self.expands:
            high = bisect_left(index, end, low)
        return self.text[low:high]

    def break_before(self, at: int) -> int:
        """Return the kind of break in the original before a position: NONE, SOFT_BREAK, HARD_BREAK or PARTING."""
        return self.breaks[at]

    def border(self, at: int) -> bool:
        """Say whether a word border stands before a position.

        That is an end of the text, a break, punctuation, or a change of script or between letters and digits.
        """
        return self.borders[at] != 0

    def hard_border(self, at: int) -> bool:
        """Say whether an end of the text, a space, a line break or punctuation stands before a position."""
        if self.breaks[at] >= HARD_BREAK:
            return True
        table = fold_table()
        return PUNCT in (table.class_of(self.text[at - 1]), table.class_of(self.text[at]))

    @cached_property
    def _signs(self) -> str:
        """One sign a character of the original: ``k`` where the fold keeps it, else how it parts its neighbours."""
        return self._read.translate(_GAPS)

    @cached_property
    def marked(self) -> bool:
        """Say whether the text has marks on letters."""
        return _DROPPED in self._signs

    @cached_property
    def expands(self) -> bool:
        """Say whether a character of the original stands for several of the fold."""
        return self._signs.count("k") != len(self.text)

    @cached_property
    def index(self) -> array[int]:
        """The original offset of each folded character."""
        if self.expands:
            read, letters = self._read, _letters()
            kept = (at for at, sign in enumerate(self._signs) if sign == "k")
            return array("Q", (at for at in kept for _ in letters.get(ord(read[at]), "x")))
        mask = self._signs.encode().translate(_IS_KEPT)
        return array("Q", compress(range(len(mask)), mask))

    @cached_property
    def breaks(self) -> bytearray:
        """The kind of break before each position, one more than there are characters; the ends part."""
        made = bytearray(map(_KINDS.__getitem__, self._signs.split("k")))
        if self.expands:
            made = self._spread(made)
        made[0] = made[-1] = PARTING
        return made

    def _spread(self, kinds: bytearray) -> bytearray:
        """Return the kinds of break, one before each kept character and the end, at the positions of the skeleton."""
        made = bytearray(len(self.text) + 1)
        kept = (at for at, sign in enumerate(self._signs) if sign == "k")
        for at, kind in zip(kept, kinds, strict=False):
            if kind:
                made[bisect_left(self.index, at)] = kind
        return made

    @cached_property
    def borders(self) -> bytes:
        """For each position 1 where a word border stands before it, else 0; see ``border``."""
        made = bytearray(self.breaks.translate(_ANY_BREAK))
        for run in _RUN.finditer(self.text.translate(_SCRIPTS)):
            made[run.start()] = 1
        return bytes(made)


_ANY_BREAK = bytes([0, *[1] * 255])
_RUN = re.compile(r"a+|l+|0+|p")
"""Runs of one script in a text of script signs; each mark of punctuation is a run of its own."""


_IS_KEPT = bytes(code == ord("k") for code in range(256))
_DROPPED = "m"
"""The sign of a mark; marks on a letter belong to it."""


class _Gaps(dict[int, str]):
    """How a character parts its neighbours: k kept, space, n a line end, p a paragraph's, z soft, m not at all."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = self._sign(code)
        return sign

    @staticmethod
    def _sign(code: int) -> str:
        table = fold_table()
        if table.folded.get(code, "k"):
            return "k"
        if table.classes[code] == SPACE:
            return {"\n": "n", "\r": "r", "\u2029": "p"}.get(chr(code), " ")
        return "z" if table.classes[code] == SOFT else "m"


class _Kinds(dict[str, int]):
    """The kind of break that a run of gap signs makes; two line ends make a blank line."""

    def __missing__(self, gap: str) -> int:
        parting = gap.count("n") > 1 or gap.count("r") > 1 or "p" in gap
        parted = PARTING if parting else HARD_BREAK if any(sign in gap for sign in " nr") else NONE
        kind = parted or (SOFT_BREAK if "z" in gap else NONE)
        if len(gap) <= _REMEMBERED:
            self[gap] = kind
        return kind


_REMEMBERED = 4
_GAPS, _KINDS = _Gaps(), _Kinds()


class _Scripts(dict[int, str]):
    """The sign of each character's script: a Arabic letters, 0 digits, p punctuation, l all others."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if fold_table().class_of(char) == PUNCT:
            sign = "p"
        elif char.isdigit():
            sign = "0"
        else:
            sign = "a" if "\u0600" <= char <= "\u08ff" else "l"
        self[code] = sign
        return sign


_SCRIPTS = _Scripts()


def _with_yehs(text: str) -> str:
    return _hamza().sub("ی", text) if "ء" in text or "ﺀ" in text else text


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold a text; any string will do, also one with lone surrogates. The texts folded last are remembered."""
    return Folded(text)


@lru_cache(maxsize=8192)
def skeleton_key(text: str) -> str:
    """Return the identity key of a name (``key v1``): its fold without punctuation. May be empty."""
    return _short_key(text) if len(text) <= _SHORT else _key(text)


_SHORT, _KEPT_TEXTS = 200, 8192
"""Names and clauses come again and again: answers about so many texts of at most so many characters are kept."""


def _key(text: str) -> str:
    return Folded(text).text.translate(_no_punctuation())


_short_key = lru_cache(maxsize=_KEPT_TEXTS)(_key)


@cache
def _no_punctuation() -> dict[int, None]:
    return {code: None for code, kind in fold_table().classes.items() if kind == PUNCT}


def search_text(text: str) -> str:
    """Return the text folded, words (runs without space or punctuation; ZWNJ joins) set apart by single spaces."""
    return _short_searched(text) if len(text) <= _SHORT else _searched(text)


def _searched(text: str) -> str:
    return " ".join(part for part in _with_yehs(text).translate(_spaced()).split(" ") if part)


_short_searched = lru_cache(maxsize=_KEPT_TEXTS)(_searched)


@cache
def _spaced() -> dict[int, str]:
    table = fold_table()
    gaps = {code: " " for code, kind in table.classes.items() if kind in (SPACE, PUNCT)}
    return {**table.folded, **gaps}
