"""Agreements of agreements: what one implements, amends, extends or supersedes, and how many are told of together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.patterns import Found, encode, find, rules
from kg.extraction.reading import Link, Report, Stated
from kg.extraction.values import Quantities
from kg.language import Span, skeleton_key

KINDS = ("implements", "amends", "extends", "supersedes")
"""The names of the groups in rules of job «link»."""

LONGEST = 12
"""Most elements of the other agreement's name."""

NAME = 160
"""Most characters of it."""

SET_REACH = 8
"""Most characters between a number and the agreements that it counts («۴۸ سند همکاری», "48 cooperation deals")."""

SET = range(2, 2001)
"""Numbers that count agreements; larger ones before the noun are years or codes."""

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
        if len(sentence.all("NOUN")) < 2 and not sentence.first("SUPERSEDE", "IMPLEMENT"):
            continue
        encoded = encode(sentence.elements)
        for rule in rules(document.words.language, "link"):
            for found in find(rule, encoded):
                link = _link(document, sentence, found, own)
                if link:
                    listed.setdefault((link.kind, skeleton_key(link.name)), link)
    return tuple(listed.values())


def _link(document: Document, sentence: Sentence, found: Found, own: set[Span]) -> Link | None:
    kind = next(kind for kind in KINDS if kind in found.groups)
    at = found.groups[kind].start
    head = sentence.elements[at]
    others = [e for e in sentence.all("NOUN") if e is not head]
    if head.value == "ref" or (head.span in own and not any(e.span in own for e in others)):
        return None
    if not _only(sentence.elements[found.span.start : at], found.rule.only):
        return None
    span = Span(head.span.start, sentence.elements[_name_end(sentence.elements, at) - 1].span.end)
    span = Span(span.start, min(span.end, span.start + NAME))
    quote = document.evidence(span)
    return Link(kind, " ".join(quote.text.split()), None, found.rule.id, quote)


def _only(before: list[Element], wanted: str) -> bool:
    """Say whether an element before the other agreement has the note or value that the rule asks for."""
    return not wanted or any(wanted == e.value or wanted in e.extra for e in before)


def _name_end(elements: list[Element], at: int) -> int:
    end = at + 1
    while end < min(len(elements), at + LONGEST) and elements[end].kind in _WITHIN:
        end += 1
    while end > at + 1 and elements[end - 1].kind not in _INSIDE:
        end -= 1
    return end


def linked(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Return the reports with each link that names an agreement of the same text bound to its report."""
    spans = [(e.start, e.end, n) for n, one in enumerate(reports) for e in (one.type.evidence, *one.mentions)]

    def bound(link: Link, own: int) -> Link:
        homes = (n for start, end, n in spans if n != own and start <= link.evidence.start < end)
        return replace(link, report=next(homes, None))

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
        if hit and near and whole and _counts(document, hit.span, noun):
            return Stated(str(hit.value), "count.set", document.evidence(Span(hit.span.start, noun.span.end)))
    return None


def _counts(document: Document, number: Span, noun: Element) -> bool:
    """Say whether nothing but a word for a piece stands between number and noun, and the number is no date."""
    between = document.text[number.end : noun.span.start].split()
    return all(skeleton_key(word) in document.words.pieces for word in between)
