"""From text to elements: words and punctuation, with every form of the lexicon and word lists found through the fold.

Where hits overlap, the longest at each place wins, then the more telling class; what no list knows is a ``WORD``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter, itemgetter
from typing import TypeAlias

from kg.extraction.elements import Element, Sentence
from kg.extraction.hits import COPULA, Hit
from kg.extraction.words import Words
from kg.language import Folded, Place, Span, sentences, skeleton_key

ZWNJ = "\u200c"

_Found: TypeAlias = tuple[int, int, int, Hit, str | None]
"""A hit in the text: its start, its end with a minus, its rank, what it means, and its skeleton where that is known."""

_order = itemgetter(0, 1, 2)

LONGEST = 400
"""Most elements read as one sentence."""

_TOKEN = re.compile(r"\d+(?:[.,/٫٬]\d+)*|\w(?:[\w\u200b-\u200f\u0640\u064b-\u0670]*\w)?[’']?\w*|[^\w\s\u200b-\u200f]")
_MARKS = {
    **dict.fromkeys("،,", "COMMA"),
    **dict.fromkeys("؛;", "SEMI"),
    ":": "COLON",
    **dict.fromkeys(".!?؟…", "STOP"),
    **dict.fromkeys("([", "LP"),
    **dict.fromkeys(")]", "RP"),
    **dict.fromkeys("«»\"“”„'‘’", "QUOTE"),
    **dict.fromkeys("-–—ـ", "DASH"),
    "/": "SLASH",
}


def scan(text: str, folded: Folded, words: Words) -> list[Sentence]:
    """Return the sentences of the text with their raw elements."""
    found = _chosen(text, folded, words)
    starts = [hit[0] for hit in found]
    made: list[Sentence] = []
    for span in sentences(text):
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for piece in _pieces(_unglued(text, _elements(text, folded, span, found[low:high]), words)):
            part = Span(piece[0].span.start, piece[-1].span.end) if piece else span
            made.append(Sentence(len(made), part, piece))
    return made


def _pieces(elements: list[Element]) -> list[list[Element]]:
    """Return the elements of a sentence in pieces of at most ``LONGEST``, cut at a comma or «و» where one is near.

    No news sentence is that long; it keeps the time linear for a text without full stops.
    """
    pieces = []
    while len(elements) > LONGEST:
        near = range(LONGEST - 1, LONGEST // 2, -1)
        cut = next((at for at in near if elements[at].kind in ("COMMA", "SEMI", "AND")), LONGEST - 1) + 1
        pieces.append(elements[:cut])
        elements = elements[cut:]
    return [*pieces, elements]


def _chosen(text: str, folded: Folded, words: Words) -> list[_Found]:
    hits = _unbroken([*_hits(text, words.plain.places(folded), words), *_noun_hits(text, folded, words)])
    hits.sort(key=_order)
    chosen: list[_Found] = []
    done = 0
    for hit in hits:
        if hit[0] >= done:
            chosen.append(hit)
            done = -hit[1]
    return chosen


def _unbroken(hits: list[_Found]) -> list[_Found]:
    """Leave out an office that ends inside a longer name: no "president of Iran" in "president of Iran University"."""
    names = sorted((start, -back) for start, back, _, hit, _ in hits if hit.kind == "INST")
    starts = [start for start, _ in names]
    made = []
    for one in hits:
        start, back, _, hit, _ = one
        if hit.kind == "OFFICE":
            low, high = bisect_left(starts, start + 1), bisect_left(starts, -back)
            if not all(end <= -back for _, end in names[low:high]):
                continue
        made.append(one)
    return made


def _hits(text: str, places: list[Place[Hit]], words: Words) -> list[_Found]:
    made: list[_Found] = []
    ends = {-place[1] for place in places}
    english = words.language == "en"
    for start, back, key, payloads, _, _ in places:
        best = payloads[0] if len(payloads) == 1 else _best(payloads, text[start:-back])
        kind = best.kind
        if english and not _cased(text[start:-back], best):
            continue
        if kind in _COMPOUNDED and _compounded(text, start, -back):
            continue
        if kind == "PLACE" and _surname(text, -back, words):
            continue
        if kind in _COUNTRY and _second_half(text, start, ends):
            continue
        if best.value == "copula":
            made.append((start, back + len(COPULA), best.rank, best, None))
        else:
            made.append((start, back, best.rank, best, key))
    return made


def _best(payloads: tuple[Hit, ...], surface: str) -> Hit:
    """Return the most telling hit of a match; two words written as one are the given name that reads so («بهنام»)."""
    best = min(payloads, key=_rank)
    name = next((hit for hit in payloads if hit.kind == "GIVEN"), None) if best.kind == "NAMED" else None
    return name if name and surface.isalpha() else best


def _compounded(text: str, start: int, end: int) -> bool:
    """Say whether a zero-width joiner makes the hit a part of a longer word («دل‌افروز», «جمشید‌دوست»)."""
    if text[start - 1 : start] == ZWNJ and text[start - 2 : start - 1].isalpha():
        return True
    rest = _REST.match(text, end)
    return rest is not None and rest[1] not in _ENDINGS


def _surname(text: str, end: int, words: Words) -> bool:
    """Say whether a joiner and the ending of a surname follow a place's name («بافقی‌نژاد»)."""
    rest = _REST.match(text, end)
    return rest is not None and skeleton_key(rest[1]) in words.endings


_rank = attrgetter("rank")
_COMPOUNDED = ("GIVEN", "TIME")
_COUNTRY = ("STATE", "CAPITAL", "NATIONAL")


def _second_half(text: str, start: int, ends: set[int]) -> bool:
    """Say whether a joiner makes a state's name the end of another word («خوشه‌چین»); «دولت‌چین» are two words."""
    joined = text[start - 1 : start] == "\u200c" and text[start - 2 : start - 1].isalpha()
    return joined and start - 1 not in ends


_REST = re.compile(r"\u200c+([^\W\d_]{2,})")
_ENDINGS = frozenset("ها های هایی اش ام ات ای ایم اند است ست شان مان تان خان".split())
"""What a joiner adds to a name without making another one of it."""


def _noun_hits(text: str, folded: Folded, words: Words) -> list[_Found]:
    made: list[_Found] = []
    for start, back, key, payloads, low, suffix_end in words.nouns.places(folded):
        end = folded.offsets(low + len(key), suffix_end)[1] if suffix_end else -back
        if words.language == "en" and _TWO_LINES.search(text, start, end):
            continue
        longer = made and made[-1][3].value == REFERRING and start < -made[-1][1] < end
        if longer:
            made.pop()
        hit = payloads[0]
        made.append((start, -end, hit.rank, hit, None if suffix_end else key))
    return made


_TWO_LINES = re.compile(r"[a-z]\s*\n\s*[A-Z]")
"""A new line that begins with a capital: a title before its text, not a name that goes over two lines."""

REFERRING = "ref"
"""The value of nouns that only refer back («این سند»): a name that goes on behind them wins («این سند همکاری»)."""


def _cased(surface: str, hit: Hit) -> bool:
    """Say whether an English hit has the capitals that its class asks for ("us" is no state, "bank" no name)."""
    if hit.kind in ("INST", "STATE", "CAPITAL", "NATIONAL", "PLACE", "GIVEN", "HON"):
        written = hit.extra[0] if hit.kind == "INST" and hit.extra else ""
        if surface.isupper() or (written.isupper() and len(written) <= 6):
            return surface == written or len(surface) > 6 or hit.kind != "INST"
        if written[:1].islower():
            return True
        return surface[:1].isupper() or surface[:1].isdigit()
    return True


def _elements(text: str, folded: Folded, sentence: Span, found: list[_Found]) -> list[Element]:
    made: list[Element] = []
    at = sentence.start
    for start, back, _, hit, known in found:
        if start > at + 1 or (start > at and text[at] != " "):
            made += _loose(text, folded, at, start)
        key = folded.skeleton(start, -back) if known is None or folded.expands else known
        made.append(Element(hit.kind, Span(start, -back), key, hit.value, hit.body, None, None, None, hit.extra))
        at = -back
    return made + _loose(text, folded, at, sentence.end)


def _loose(text: str, folded: Folded, start: int, end: int) -> list[Element]:
    made: list[Element] = []
    for token in _TOKEN.finditer(text, start, end):
        first = text[token.start()]
        kind = _MARKS.get(first) or ("WORD" if first.isalpha() else "NUM" if first.isdigit() else "SIGN")
        low, high = token.span()
        made.append(Element(kind, Span(low, high), folded.skeleton(low, high) if kind == "WORD" else first))
    return made


def _unglued(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Part what is written together: a form of address and a given name («دکترمحمد»), a head and its plural ending."""
    made: list[Element] = []
    for element in elements:
        parts: list[Element] = []
        if element.kind == "WORD" and (element.key.endswith(_PLURAL) or element.key.startswith(words.honours)):
            plain = element.span.end - element.span.start == len(element.key)
            parts = (_addressed(element, words) or _several(element, words)) if plain else parts
        made += parts or (element,)
    return made


def _addressed(element: Element, words: Words) -> list[Element]:
    if not element.key.startswith(words.honours):
        return []
    honour = next(one for one in words.honours if element.key.startswith(one))
    rest, cut = element.key[len(honour) :], element.span.start + len(honour)
    if rest not in words.given or element.key in words.given:
        return []
    return [
        Element("HON", Span(element.span.start, cut), honour),
        Element("GIVEN", Span(cut, element.span.end), rest),
    ]


def _several(element: Element, words: Words) -> list[Element]:
    """Return the head and the ending of «شرکتهای», as «شرکت‌های» has them."""
    ending = next((one for one in _PLURAL if element.key.endswith(one)), "")
    hit = words.bodies.get(element.key.removesuffix(ending)) if ending else None
    if hit is None:
        return []
    cut = element.span.end - len(ending)
    head = Element(
        hit.kind, Span(element.span.start, cut), element.key.removesuffix(ending), hit.value, extra=hit.extra
    )
    return [head, Element("WORD", Span(cut, element.span.end), ending)]


_PLURAL = ("های", "هایی", "ها")
"""Endings of several bodies of a kind."""
