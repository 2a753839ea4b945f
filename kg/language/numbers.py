"""Numbers in digits and in words, Persian and English, as values with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.language.folding import HARD_BREAK, Folded, fold
from kg.language.lexing import Token, lex
from kg.language.spans import Span

#: Longest run of digits that is read as a number; longer ones are codes.
MAX_DIGITS = 30


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
        return Number(token.start, after.end, _plain(Decimal("0.5") * int(after.value))), at + 2
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
        return Number(start, self.end, _plain(value), self.ordinal, digits), self.at

    def _adjacent(self) -> bool:
        return self.at == self.first or self.tokens[self.at].start == self.tokens[self.at - 1].end

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
        value, end, after, plain = _digit_value(self.folded, self.tokens, self.at)
        if value is None:
            return False
        if self.total and value >= self.scale:
            return False
        self.group, self.room, self.digits, self.end, self.at = value, 1, plain, end, after
        self.open = False
        self.ordinal, self.end = _ordinal_end(self.folded, end)
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


def _digit_value(folded: Folded, tokens: tuple[Token, ...], at: int) -> tuple[int | Decimal | None, int, int, str]:
    """Read digits with their separators: value, end in the fold, next token, the digits when they stand alone."""
    token = tokens[at]
    if len(token.value) > MAX_DIGITS:
        return None, token.end, at + 1, ""
    text, end, after = token.value, token.end, at + 1
    while len(token.value) <= 3 and _joined(folded, tokens, after, ",", end) and len(tokens[after].value) == 3:
        text, end, after = text + tokens[after].value, tokens[after].end, after + 1
    plain = text if after == at + 1 else ""
    if _is_decimal(folded, tokens, at, after, end) or _slash_decimal(folded, tokens, at, after, end):
        text, end, after, plain = f"{text}.{tokens[after].value}", tokens[after].end, after + 1, ""
    if len(text) > MAX_DIGITS:
        return None, token.end, at + 1, ""
    return _plain(Decimal(text)), end, after, plain


def _joined(folded: Folded, tokens: tuple[Token, ...], at: int, mark: str, end: int) -> bool:
    """Say whether the token is digits, joined by the mark, without a space, to what ends there."""
    if at >= len(tokens) or tokens[at].shape != "#" or tokens[at].start != end + 1 or folded.text[end] != mark:
        return False
    return HARD_BREAK not in folded.breaks[end : end + 2]


def _is_decimal(folded: Folded, tokens: tuple[Token, ...], at: int, after: int, end: int) -> bool:
    """One point parts whole and fraction; with two («20.7.1400») each run of digits is a number."""
    if not _joined(folded, tokens, after, ".", end):
        return False
    chained = at > 0 and tokens[at - 1].shape == "#" and _joined(folded, tokens, at, ".", tokens[at - 1].end)
    return not chained and not _joined(folded, tokens, after + 1, ".", tokens[after].end)


def _slash_decimal(folded: Folded, tokens: tuple[Token, ...], at: int, after: int, end: int) -> bool:
    """«۲/۵ میلیون», «۲/۵ سال»: a slash is a decimal mark when a scale or a unit of time follows."""
    if not _joined(folded, tokens, after, "/", end) or after + 1 >= len(tokens):
        return False
    if at > 0 and _joined(folded, tokens, at, "/", tokens[at - 1].end):
        return False
    digits, follower = tokens[after], tokens[after + 1]
    return len(digits.value) <= 3 and follower.shape in "sSymkdYMKD" and follower.start == digits.end


_ORDINAL = re.compile(r"(?:امین|مین|ام|م|st|nd|rd|th)")


def _ordinal_end(folded: Folded, end: int) -> tuple[bool, int]:
    """Say whether «م», «ام», «مین» or "th" makes the digits before it an ordinal, and where that ends."""
    found = _ORDINAL.match(folded.text, end)
    if not found or folded.breaks[end] == HARD_BREAK or not folded.border(found.end()):
        return False, end
    return True, found.end()


def _plain(value: int | Decimal) -> int | Decimal:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value.normalize() if isinstance(value, Decimal) else value
