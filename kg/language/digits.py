"""Numbers in digits: their separators, decimal marks and ordinal endings."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.language.folding import HARD_BREAK, Folded
from kg.language.lexing import Token

#: Longest run of digits that is read as a number; longer ones are codes.
MAX_DIGITS = 24
_ORDINAL = re.compile(r"(?:امین|مین|ام|م|st|nd|rd|th)")


def digit_value(folded: Folded, tokens: tuple[Token, ...], at: int) -> tuple[int | Decimal | None, int, int, str]:
    """Read digits with their separators: value, end in the fold, next token, the digits when they stand alone."""
    token = tokens[at]
    if len(token.value) > MAX_DIGITS:
        return None, token.end, at + 1, ""
    text, end, after = token.value, token.end, at + 1
    while len(token.value) <= 3 and _joined(folded, tokens, after, ",", end) and len(tokens[after].value) == 3:
        text, end, after = text + tokens[after].value, tokens[after].end, after + 1
    alone = text if after == at + 1 else ""
    if _is_decimal(folded, tokens, at, after, end) or _slash_decimal(folded, tokens, at, after, end):
        text, end, after, alone = f"{text}.{tokens[after].value}", tokens[after].end, after + 1, ""
    if len(text) > MAX_DIGITS:
        return None, token.end, at + 1, ""
    return plain(Decimal(text)), end, after, alone


def _joined(folded: Folded, tokens: tuple[Token, ...], at: int, mark: str, end: int) -> bool:
    """Say whether the token is digits, joined by the mark, without a space, to what ends there."""
    if at >= len(tokens) or tokens[at].shape != "#" or tokens[at].start != end + 1 or folded.text[end] != mark:
        return False
    return max(folded.breaks[end : end + 2]) < HARD_BREAK


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


def ordinal_end(folded: Folded, end: int) -> tuple[bool, int]:
    """Say whether «م», «ام», «مین» or "th" makes the digits before it an ordinal, and where that ends."""
    found = _ORDINAL.match(folded.text, end)
    if not found or folded.breaks[end] >= HARD_BREAK or not folded.border(found.end()):
        return False, end
    return True, found.end()


def plain(value: int | Decimal) -> int | Decimal:
    """Return a whole number as int, any other as Decimal without trailing zeros."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value.normalize() if isinstance(value, Decimal) else value
