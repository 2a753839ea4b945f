"""Agreements of agreements: what one implements, amends, extends or supersedes, and how many are told of together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.others import Other, others_in
from kg.extraction.reading import Link, Report, Stated
from kg.extraction.values import Quantities
from kg.language import NumberHit, Span, search_text, skeleton_key

LONGEST = 12
"""Most elements of the other agreement's name."""

NAME = 160
"""Most characters of it."""

SET_REACH = 24
"""Most characters between a number and the agreements that it counts («۴۸ سند همکاری», "48 separate agreements")."""

SET = range(2, 2001)
"""Numbers that count agreements; larger ones before the noun are codes."""

YEARS = (range(1200, 1500), range(1800, 2101))
"""Numbers that are years where nothing but the noun follows («سال ۱۳۹۸ تفاهم‌نامه»)."""

_INSIDE = frozenset(
    {"COOP", "ADJ", "WORD", "INST", "STATE", "PLACE", "CAPITAL", "NATIONAL", "NUM", "NAME", "THE", "OF"}
)
_WITHIN = _INSIDE | {"AND", "BETWEEN", "IN", "TIME", "ON"}
"""Kinds that go on inside a name only where one of the others follows."""


def links_of(document: Document, made: Draft) -> tuple[Link, ...]:
    """Return the other agreements that the sentences of a draft say it rests on, one of a kind and name."""
    own = {claim.noun.span for claim in made.claims if claim.noun}
    listed: dict[tuple[str, str], Link] = {}
    for sentence in made.sentences:
        for other in others_in(document.words.language, sentence):
            link = _link(document, sentence, other, own)
            if link:
                listed.setdefault((link.kind, skeleton_key(link.name)), link)
    return tuple(listed.values())


def _link(document: Document, sentence: Sentence, other: Other, own: set[Span]) -> Link | None:
    head = sentence.elements[other.at]
    if head.span in own and not any(e.span in own for e in sentence.all("NOUN") if e is not head):
        return None
    first, last = sentence.elements[other.first], sentence.elements[_name_end(sentence.elements, other.at) - 1]
    quote = document.evidence(Span(first.span.start, min(last.span.end, first.span.start + NAME)))
    return Link(other.kind, " ".join(quote.text.split()), None, other.rule, quote)


def _name_end(elements: list[Element], at: int) -> int:
    """Return where the name ends: behind what belongs to it, before the word of a verb («نوشته شده است»)."""
    end = at + 1
    while end < min(len(elements), at + LONGEST) and elements[end].kind in _WITHIN:
        end += 1
    while end > at + 1 and elements[end - 1].kind not in _INSIDE:
        end -= 1
    verb = end < len(elements) and elements[end].kind in ("BECOME", "PART") and elements[end - 1].kind == "WORD"
    return end - 1 if verb and end > at + 1 else end


def linked(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Return the reports with each link that names an agreement of the same text bound to its report."""
    spans = [(e.start, e.end, n) for n, one in enumerate(reports) for e in (one.type.evidence, *one.mentions)]
    titles = [f" {search_text(one.title)} " for one in reports]

    def bound(link: Link, own: int) -> Link:
        quote = link.evidence
        homes = (n for start, end, n in spans if n != own and start < quote.end and quote.start < end)
        return replace(link, report=next(homes, None) if (home := _titled(link, own)) is None else home)

    def _titled(link: Link, own: int) -> int | None:
        """Return the one other report whose title holds the name, if that says more than the bare noun."""
        name = search_text(link.name)
        fit = [n for n, title in enumerate(titles) if n != own and f" {name} " in title]
        return fit[0] if len(fit) == 1 and len(name.split()) > 1 else None

    return tuple(replace(one, links=tuple(bound(link, n) for link in one.links)) for n, one in enumerate(reports))


def set_count(document: Document, made: Draft, found: Quantities) -> Stated | None:
    """Return the number right before the agreement's noun («۴۸ توافقنامه», "six MOUs")."""
    for claim in made.claims:
        noun = claim.noun
        if noun is None:
            continue
        last = bisect_left(found.numbers.starts, noun.span.start) - 1
        hit = found.numbers.hits[last] if last >= 0 else None
        near = hit is not None and 0 <= noun.span.start - hit.span.end <= SET_REACH
        whole = hit is not None and isinstance(hit.value, int) and not hit.ordinal and hit.value in SET
        if hit and near and whole and _counts(document, hit, noun) and not _dated(found, hit.span):
            return Stated(str(hit.value), "count.set", document.evidence(Span(hit.span.start, noun.span.end)))
    return None


def _dated(found: Quantities, number: Span) -> bool:
    """Say whether a number is part of a date: the last that begins before it ends."""
    last = bisect_left(found.dates.starts, number.end) - 1
    return last >= 0 and found.dates.hits[last].span.overlaps(number)


def _counts(document: Document, number: NumberHit, noun: Element) -> bool:
    """Say whether nothing but words for a piece stand between number and noun; a year needs one, a day is none."""
    between = document.text[number.span.end : noun.span.start].split()
    if not between and any(number.value in years for years in YEARS):
        return False
    last = bisect_right(document.sentences, noun.span.start, key=lambda one: one.span.start) - 1
    sentence = document.sentences[max(0, last)]
    told = sentence.elements if sentence.span.covers(noun.span) else []
    before = [e for e in told if e.span.end <= number.span.start]
    month = bool(before) and before[-1].kind == "TIME"
    return not month and all(skeleton_key(word) in document.words.pieces for word in between)
