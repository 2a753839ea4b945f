"""Numbers in digits and in words, Persian and English, as values with exact spans."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.language.digits import digit_value, ordinal_end, plain
from kg.language.folding import PARTING, Folded, fold
from kg.language.lexing import Token, lex, shape_of
from kg.language.spans import Span


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A number in the text. value: int, or Decimal when it has a fraction; ordinal: «سوم», "3rd", «۳م»."""

    span: Span
    value: int | Decimal
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number among tokens: where it stands in the fold, its value; digits: as written when plain digits."""

    start: int
    end: int
    value: int | Decimal
    ordinal: bool = False
    digits: str = ""

    @property
    def shape(self) -> str:
        """``#`` plain digits, ``o`` an ordinal, ``n`` another whole number, ``z`` a fraction."""
        if self.ordinal:
            return "o"
        if self.digits:
            return "#"
        return "n" if isinstance(self.value, int) else "z"


def find_numbers(text: str | Folded) -> tuple[NumberHit, ...]:
    """Return the numbers of a text in order. A fold may be given, so that it is made only once."""
    folded = fold(text) if isinstance(text, str) else text
    hits = (item for item in with_numbers(folded) if isinstance(item, Number))
    return tuple(NumberHit(folded.span(n.start, n.end), n.value, n.ordinal) for n in hits)


@lru_cache(maxsize=1)
def with_numbers(folded: Folded) -> tuple[Token | Number, ...]:
    """Return the text's tokens with those that make up numbers put together."""
    tokens = lex(folded)
    items: list[Token | Number] = []
    at = 0
    while at < len(tokens):
        number, after = _number(folded, tokens, at)
        items.append(number or tokens[at])
        at = after if number else at + 1
    return tuple(items)


@lru_cache(maxsize=1)
def shaped(folded: Folded) -> tuple[tuple[Token | Number, ...], str, list[int]]:
    """Return ``with_numbers`` of a text with its shape and the owners of that (see ``shape_of``)."""
    items = with_numbers(folded)
    return items, *shape_of(folded, items)


def _number(folded: Folded, tokens: tuple[Token, ...], at: int) -> tuple[Number | None, int]:
    """Read the number that begins at a token; return it and the index after it."""
    first = tokens[at]
    if first.shape == "h":
        return _half(folded, tokens, at)
    if first.shape not in "#nvNosS":
        return None, at
    if first.shape == "v" and not _has_company(tokens, at):
        return None, at
    return _Reader(folded, tokens, at).read()


def _has_company(tokens: tuple[Token, ...], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.start == tokens[at].end and after.shape in "sSymdkYMDKucJHGh"


def _half(folded: Folded, tokens: tuple[Token, ...], at: int) -> tuple[Number | None, int]:
    """«نیم میلیون»; «نیم» alone is a half too."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.shape == "s" and after.start == token.end:
        return Number(token.start, after.end, plain(Decimal("0.5") * int(after.value))), at + 2
    return Number(token.start, token.end, Decimal("0.5")), at + 1


class _Reader:
    """Reads one number from the tokens: a sum of groups, each below its scale («دو میلیون و سیصد هزار و پنج»)."""

    def __init__(self, folded: Folded, tokens: tuple[Token, ...], at: int) -> None:
        self.folded, self.tokens, self.first, self.at = folded, tokens, at, at
        self.total: int | Decimal = 0
        self.group: int | Decimal | None = None
        self.room: int = 1000  # what is added to the group must be smaller
        self.scale: int = 10**15  # the next scale must be smaller
        self.end = tokens[at].start
        self.ordinal, self.digits, self.open = False, "", False
        self.multiplied = False  # «دو هزار و پانصد میلیارد»: the whole was multiplied by a larger scale

    def read(self) -> tuple[Number | None, int]:
        """Take tokens as long as they go on with the number."""
        while self.at < len(self.tokens) and self._adjacent() and self._take(self.tokens[self.at]):
            if self.ordinal:
                break
        if self.at == self.first:
            return None, self.at
        value = self.total + (self.group or 0)
        start = self.tokens[self.first].start
        digits = self.digits if self.at == self.first + 1 and not self.ordinal else ""
        return Number(start, self.end, plain(value), self.ordinal, digits), self.at

    def _adjacent(self) -> bool:
        """Say whether the token follows at once; a blank line parts."""
        if self.at == self.first:
            return True
        start = self.tokens[self.at].start
        return start == self.tokens[self.at - 1].end and self.folded.breaks[start] != PARTING

    def _take(self, token: Token) -> bool:
        if token.shape == "#":
            return self._take_digits()
        if token.shape in "nvNo":
            return self._take_word(token)
        if token.shape in "sS":
            return self._take_scale(token)
        return token.shape in "hq" and self._take_half(token)

    def _take_digits(self) -> bool:
        """Digits begin a group, also after an open scale («۱۲ میلیارد و ۵۰۰ میلیون»)."""
        if self.group is not None or (self.total and not self.open):
            return False
        value, end, after, digits = digit_value(self.folded, self.tokens, self.at)
        if value is None:
            return False
        if self.total and value >= self.scale:
            return False
        self.group, self.room, self.digits, self.end, self.at = value, 1, digits, end, after
        self.open = False
        self.ordinal, self.end = ordinal_end(self.folded, end)
        return True

    def _take_word(self, token: Token) -> bool:
        value = int(token.value)
        first = self.at == self.first
        if not first and not self.open and not self._english_gap(token):
            return False
        if value >= self.room or (self.total and value >= self.scale):
            return False
        self.group = (self.group or 0) + value
        self.room = 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 1
        self._close(token)
        return True

    def _english_gap(self, token: Token) -> bool:
        """English sets no word between "two thousand" and "five", nor between "hundred" and "five"."""
        return self.tokens[self.at - 1].shape == "s" and self.folded.text[token.start].isascii()

    def _take_scale(self, token: Token) -> bool:
        scale = int(token.value)
        if scale == 100 and self.group is not None:
            return self._take_hundred(token)
        if self.open and self.group is not None:
            return False
        if scale >= self.scale:
            if self.multiplied or self.open:
                return False
            self.total, self.multiplied = (self.total + (self.group or 0)) * scale, True
        elif self.group is None and self.at != self.first and not self.open:
            return False
        else:
            self.total += scale * (1 if self.group is None else self.group)
        self.group, self.scale, self.room = None, scale, min(scale, 1000)
        self._close(token)
        return True

    def _take_hundred(self, token: Token) -> bool:
        if self.group is None or not 0 < self.group < 100 or self.open:
            return False
        self.group, self.room = self.group * 100, 100
        self._close(token)
        return True

    def _take_half(self, token: Token) -> bool:
        """«دو و نیم» is 2.5, «یک میلیون و نیم» 1,500,000."""
        if token.shape == "h" and not self.open:
            return False
        if self.group is not None:
            self.group += Decimal("0.5")
        else:
            self.total += Decimal("0.5") * self.scale
        self.room = 0
        self._close(token)
        return True

    def _close(self, token: Token) -> None:
        """Note where the number ends if nothing follows: before the «و» of an open word."""
        self.open = token.shape in "NS"
        joint = 3 if self.open and self.folded.text[token.end - 1] == "d" else 1
        self.end = token.end - joint if self.open else token.end
        self.ordinal = token.shape == "o"
        self.at += 1
