"""From text to elements: words and punctuation, with every form of the lexicon and word lists found through the fold.

Where hits overlap, the longest at each place wins, then the more telling class; what no list knows is a ``WORD``.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extraction.elements import Element, Sentence
from kg.extraction.hits import COPULA, Hit
from kg.extraction.words import Words
from kg.language import Folded, Match, Span, sentences

ZWNJ = "\u200c"

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
    starts = [span.start for span, _ in found]
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


def _chosen(text: str, folded: Folded, words: Words) -> list[tuple[Span, Hit]]:
    hits = _unbroken([*_hits(text, words.plain.find(folded), words), *_noun_hits(text, folded, words)])
    hits.sort(key=lambda hit: (hit[0].start, -hit[0].end, hit[1].rank))
    chosen: list[tuple[Span, Hit]] = []
    for span, hit in hits:
        if not chosen or span.start >= chosen[-1][0].end:
            chosen.append((span, hit))
    return chosen


def _unbroken(hits: list[tuple[Span, Hit]]) -> list[tuple[Span, Hit]]:
    """Leave out an office that ends inside a longer name: no "president of Iran" in "president of Iran University"."""
    names = sorted((span.start, span.end) for span, hit in hits if hit.kind == "INST")
    starts = [start for start, _ in names]
    made = []
    for span, hit in hits:
        low, high = bisect_left(starts, span.start + 1), bisect_left(starts, span.end)
        if hit.kind != "OFFICE" or all(end <= span.end for _, end in names[low:high]):
            made.append((span, hit))
    return made


def _hits(text: str, matches: tuple[Match[Hit], ...], words: Words) -> list[tuple[Span, Hit]]:
    made = []
    ends = {match.span.end for match in matches}
    for match in matches:
        best = _best(match, text)
        if words.language == "en" and not _cased(match.span.of(text), best):
            continue
        if best.kind in ("GIVEN", "TIME") and _compounded(text, match.span):
            continue
        if best.kind in _COUNTRY and _second_half(text, match.span.start, ends):
            continue
        short = len(COPULA) if best.value == "copula" else 0
        made.append((Span(match.span.start, match.span.end - short), best))
    return made


def _best(match: Match[Hit], text: str) -> Hit:
    """Return the most telling hit of a match; two words written as one are the given name that reads so («بهنام»)."""
    best = min(match.payloads, key=lambda hit: hit.rank)
    name = next((hit for hit in match.payloads if hit.kind == "GIVEN"), None) if best.kind == "NAMED" else None
    return name if name and match.span.of(text).isalpha() else best


def _compounded(text: str, span: Span) -> bool:
    """Say whether a zero-width joiner makes the hit a part of a longer word («دل‌افروز», «جمشید‌دوست»)."""
    if text[span.start - 1 : span.start] == "\u200c" and text[span.start - 2 : span.start - 1].isalpha():
        return True
    rest = _REST.match(text, span.end)
    return rest is not None and rest[1] not in _ENDINGS


_COUNTRY = ("STATE", "CAPITAL", "NATIONAL")


def _second_half(text: str, start: int, ends: set[int]) -> bool:
    """Say whether a joiner makes a state's name the end of another word («خوشه‌چین»); «دولت‌چین» are two words."""
    joined = text[start - 1 : start] == "\u200c" and text[start - 2 : start - 1].isalpha()
    return joined and start - 1 not in ends


_REST = re.compile(r"\u200c+([^\W\d_]{2,})")
_ENDINGS = frozenset("ها های هایی اش ام ات ای ایم اند است ست شان مان تان خان".split())
"""What a joiner adds to a name without making another one of it."""


def _noun_hits(text: str, folded: Folded, words: Words) -> list[tuple[Span, Hit]]:
    made: list[tuple[Span, Hit]] = []
    for match in words.nouns.find(folded):
        end = match.suffix.end if match.suffix else match.span.end
        if words.language == "en" and _TWO_LINES.search(text, match.span.start, end):
            continue
        longer = made and made[-1][1].value == REFERRING and match.span.start < made[-1][0].end < end
        if longer:
            made.pop()
        made.append((Span(match.span.start, end), match.payloads[0]))
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


def _elements(text: str, folded: Folded, sentence: Span, found: list[tuple[Span, Hit]]) -> list[Element]:
    made: list[Element] = []
    at = sentence.start
    for span, hit in found:
        made += _loose(text, folded, at, span.start)
        made.append(Element(hit.kind, span, _key(folded, span), hit.value, hit.body, extra=hit.extra))
        at = span.end
    return made + _loose(text, folded, at, sentence.end)


def _loose(text: str, folded: Folded, start: int, end: int) -> list[Element]:
    made: list[Element] = []
    if end - start <= 1 and (start >= end or text[start] == " "):
        return made
    for token in _TOKEN.finditer(text, start, end):
        span = Span(token.start(), token.end())
        first = token.group()[0]
        kind = _MARKS.get(first) or ("WORD" if first.isalpha() else "NUM" if first.isdigit() else "SIGN")
        made.append(Element(kind, span, _key(folded, span) if kind == "WORD" else first))
    return made


def _unglued(text: str, elements: list[Element], words: Words) -> list[Element]:
    """Part what is written together: a form of address and a given name («دکترمحمد»), a head and its plural ending."""
    made: list[Element] = []
    for element in elements:
        plain = element.kind == "WORD" and element.span.end - element.span.start == len(element.key)
        made += (plain and (_addressed(element, words) or _several(element, words))) or [element]
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


def _key(folded: Folded, span: Span) -> str:
    return folded.text[folded.position(span.start) : folded.position(span.end)]
