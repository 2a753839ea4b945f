"""The fold: one spelling for all spellings of a word, with an index back to the text as printed.

Text is never repaired. The fold drops spaces, ZWNJ, diacritics, kashida and invisible controls, and unifies letters,
digits and case by the table ``fold-v1.tsv`` (``key v1``: IRIs hang on it). Punctuation stays, as a border.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cache, cached_property
from itertools import compress

from kg.language.spans import Span
from kg.language.tables import LETTER, MARK, PUNCT, SOFT, SPACE, FoldTable, fold_table

#: Kinds of break before a folded character: none, soft (ZWNJ), hard (space, line break), parting (blank line,
#: end of the text).
NONE, SOFT_BREAK, HARD_BREAK, PARTING = 0, 1, 2, 3
#: The hamza on the line and its presentation form.
HAMZAS = "ءﺀ"


@cache
def _letters() -> dict[int, str]:
    return fold_table().folded


@cache
def _keep_flags() -> dict[int, str]:
    """Map every dropped code point to U+0000; expanded ones to themselves; all others are kept."""
    return {code: "\0" for code, to in fold_table().folded.items() if not to}


@cache
def _expanding() -> re.Pattern[str]:
    chars = (chr(code) for code, to in sorted(fold_table().folded.items()) if len(to) > 1)
    return re.compile(f"[{''.join(map(re.escape, chars))}]")


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
        self._read = _with_yehs(original)
        self.text = self._read.translate(_letters())

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original for ``text[start:end]``.

        Marks on the last letter belong to it, breaks after it do not. An empty stretch gives an empty span.
        """
        index = self._index
        if start >= end:
            at = index[start] if start < len(index) else len(self.original)
            return Span(at, at)
        last = index[end - 1] + 1
        classes, read = fold_table().classes, self._read
        while last < len(read) and classes.get(ord(read[last])) == MARK:
            last += 1
        return Span(index[start], last)

    def position(self, offset: int) -> int:
        """Return the first position whose original character stands at or after the offset."""
        return bisect_left(self._index, offset)

    def break_before(self, at: int) -> int:
        """Return the kind of break in the original before a position: NONE, SOFT_BREAK, HARD_BREAK or PARTING."""
        return self.breaks[at]

    def border(self, at: int) -> bool:
        """Say whether a word border stands before a position.

        That is an end of the text, a break, punctuation, or a change of script or between letters and digits.
        """
        return bool(self.breaks[at]) or _changes(self.text[at - 1], self.text[at])

    def hard_border(self, at: int) -> bool:
        """Say whether an end of the text, a space, a line break or punctuation stands before a position."""
        if self.breaks[at] >= HARD_BREAK:
            return True
        table = fold_table()
        return PUNCT in (table.class_of(self.text[at - 1]), table.class_of(self.text[at]))

    @cached_property
    def _index(self) -> array[int]:
        """The original offset of each folded character."""
        read = self._read
        kept = compress(range(len(read)), map("\0".__ne__, read.translate(_keep_flags())))
        if not _expanding().search(read):
            return array("Q", kept)
        letters = _letters()
        return array("Q", (at for at in kept for _ in letters.get(ord(read[at]), "x")))

    @cached_property
    def breaks(self) -> bytearray:
        """The kind of break before each position, one more than there are characters; the ends part."""
        made = bytearray(len(self.text) + 1)
        made[0] = made[-1] = PARTING
        index, read, classes = self._index, self._read, fold_table().classes
        before = -1
        for at, here in enumerate(index):
            if here > before + 1 and at:
                made[at] = _kind_of(read[before + 1 : here], classes)
            before = here
        return made


def _kind_of(gap: str, classes: dict[int, str]) -> int:
    """Return the kind of break that dropped characters make; two line ends make a blank line."""
    if gap == " ":
        return HARD_BREAK
    kinds = {classes.get(ord(char)) for char in gap}
    if SPACE not in kinds:
        return SOFT_BREAK if SOFT in kinds else NONE
    parting = gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap
    return PARTING if parting else HARD_BREAK


def _changes(left: str, right: str) -> bool:
    return _script(left) != _script(right) or _script(left) == PUNCT


@cache
def _script(char: str) -> str:
    table: FoldTable = fold_table()
    if table.class_of(char) == PUNCT:
        return PUNCT
    if char.isdigit():
        return "0"
    return "a" if "\u0600" <= char <= "\u08ff" else LETTER


def _with_yehs(text: str) -> str:
    return _hamza().sub("ی", text) if "ء" in text or "ﺀ" in text else text


def fold(text: str) -> Folded:
    """Fold a text; any string will do, also one with lone surrogates."""
    return Folded(text)


def skeleton_key(text: str) -> str:
    """Return the identity key of a name (``key v1``): its fold without punctuation. May be empty."""
    return Folded(text).text.translate(_no_punctuation())


@cache
def _no_punctuation() -> dict[int, None]:
    return {code: None for code, kind in fold_table().classes.items() if kind == PUNCT}


def search_text(text: str) -> str:
    """Return the text folded, words (runs without space or punctuation; ZWNJ joins) set apart by single spaces."""
    return " ".join(part for part in _with_yehs(text).translate(_spaced()).split(" ") if part)


@cache
def _spaced() -> dict[int, str]:
    table = fold_table()
    gaps = {code: " " for code, kind in table.classes.items() if kind in (SPACE, PUNCT)}
    return {**table.folded, **gaps}
