"""Content negotiation after RFC 9110, section 12: which of the offered media types a header Accept prefers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.protocol.refusal import refuse

MAX_HEADER: Final = 8_000
"""Longest Accept header in characters; browsers send about 200."""
MAX_RANGES: Final = 200
"""Most media ranges that are looked at; real clients name up to about 30."""
_WORD: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z\-]++"
_QUOTED: Final = r"\"(?:[^\"\\]|\\.)*+\""
_ELEMENT: Final = re.compile(rf"(?:{_QUOTED}|[^\",]|\"[^,]*+)++")
_RANGE: Final = re.compile(rf"[ \t]*({_WORD})/({_WORD})((?:[ \t]*;[ \t]*(?:{_WORD}=(?:{_WORD}|{_QUOTED}))?)*+)[ \t]*")
_PARAMETER: Final = re.compile(rf";[ \t]*({_WORD})=({_WORD}|{_QUOTED})")
_QUALITY: Final = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class _Range:
    """One media range: type and subtype in lower case or ``*``, whether it has parameters, its quality 0 to 1."""

    major: str
    minor: str
    special: bool
    quality: float

    @property
    def specificity(self) -> int:
        return (self.major != "*") + (self.minor != "*") + self.special

    def covers(self, media_type: str) -> bool:
        major, _, minor = media_type.partition("/")
        return self.major in ("*", major) and self.minor in ("*", minor)


def choose(accept: str, offered: Sequence[str]) -> str:
    """Return the offered media type with the highest quality; of equals the one named most exactly, then the first.

    The most specific range that covers a type decides on it, so ``*/*, text/csv;q=0`` excludes CSV. An empty header
    accepts all. Malformed elements are passed over. Raises Refusal 406 when nothing is left, 400 for a header that
    is too long. ``offered`` are media types in lower case, without parameters, best first.
    """
    if not accept.strip():
        return offered[0]
    if len(accept) > MAX_HEADER:
        raise refuse("malformed-request", f"the header Accept is longer than {MAX_HEADER} characters")
    best = _best(accept, tuple(offered))
    if not best:
        raise refuse("not-acceptable", f"none of the formats asked for is here; there are {', '.join(offered)}")
    return best


@lru_cache(maxsize=256)
def _best(accept: str, offered: tuple[str, ...]) -> str:
    """Return the best of the offered types, "" for none. Kept, as most clients send one of a few headers."""
    ranges = tuple(_ranges(accept))
    rated = [(*_rate(offer, ranges), -place, offer) for place, offer in enumerate(offered)]
    quality, _, _, best = max(rated, default=(0.0, 0, 0, ""))
    return best if quality > 0 else ""


def _rate(offer: str, ranges: Sequence[_Range]) -> tuple[float, int]:
    """Return the quality of a media type and how exactly it was named."""
    covering = [each for each in ranges if each.covers(offer)]
    if not covering:
        return 0.0, 0
    exact = max(each.specificity for each in covering)
    return max(each.quality for each in covering if each.specificity == exact), exact


def _ranges(accept: str) -> Iterator[_Range]:
    for index, element in enumerate(_ELEMENT.finditer(accept)):
        if index == MAX_RANGES:
            return
        if match := _RANGE.fullmatch(element.group()):
            yield from _range(match[1].lower(), match[2].lower(), match[3])


def _range(major: str, minor: str, written: str) -> Iterator[_Range]:
    """Yield the range, or nothing where its quality is malformed or it asks for a charset other than UTF-8."""
    parameters = [(name.lower(), value.strip('"')) for name, value in _PARAMETER.findall(written)]
    quality = next((value for name, value in parameters if name == "q"), "1")
    charsets = [value.lower() for name, value in parameters if name == "charset"]
    special = any(name != "q" for name, _ in parameters)
    if _QUALITY.fullmatch(quality) and (major != "*" or minor == "*") and set(charsets) <= {"utf-8", "utf8"}:
        yield _Range(major, minor, special, float(quality))
