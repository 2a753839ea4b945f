"""Builds the values of an article's page: its text cut where quotes begin and end, and what it gave."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.ontology.terms import AGR, DCTERMS, OA, SCHEMA
from kg.pages.agreements import source
from kg.pages.article_values import ArticlePage, Leftover, Piece
from kg.pages.dates import persian_digits
from kg.pages.links import agreement_link
from kg.pages.names import anchor
from kg.pages.reader import Node, Reader
from kg.pages.values import Fact, Label, Link, Quote, Quotes

_PAGES = ("agreement", "official", "institution")
"""Kinds of things with a page of their own, in the order in which an article's page lists them."""


def article_page(reader: Reader, local_id: str) -> ArticlePage:
    """Return an article with every quote marked, what the quotes support, and what gave nothing."""
    node = reader.stated(local_id)
    text = node.text(AGR("text"))
    quotes = _quotes_of(reader, local_id)
    left = [reader.stated(item) for item in reader.stated_sources(AGR("unusedIn"), local_id)]
    dropped = [reader.stated(item) for item in reader.stated_sources(AGR("droppedIn"), local_id)]
    return ArticlePage(
        id=local_id,
        link=reader.article(local_id),
        source=source(reader, local_id),
        language=node.text(SCHEMA("inLanguage")),
        facts=_facts(node),
        pieces=cut(
            text,
            [(quote.start, quote.end, anchor(name)) for name, quote in quotes],
            [(*_place(item), _reason(reader, item).any) for item in left],
        ),
        told=_told(reader, quotes),
        unused=tuple(Leftover(_stretch(text, item), _reason(reader, item)) for item in sorted(left, key=_place)),
        dropped=tuple(
            Leftover(item.text(AGR("quote")), _reason(reader, item), item.text(AGR("candidateKind")))
            for item in sorted(dropped, key=_place)
        ),
    )


def cut(text: str, marks: list[tuple[int, int, str]], faint: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Cut a text at every border of a mark or faint stretch; the pieces joined are the text.

    marks: (start, end, anchor) of quotes; faint: (start, end, reason) of unused sentences. What lies outside of
    the text is left out.
    """
    size = len(text)
    inside = [(start, end, name) for start, end, name in marks if 0 <= start < end <= size]
    borders = sorted({0, size, *(place for start, end, _ in (*inside, *faint) for place in (start, end))})
    starts, ends = defaultdict(list), defaultdict(list)
    for start, end, name in inside:
        starts[start].append(name)
        ends[end].append(name)
    reasons = {start: (end, reason) for start, end, reason in faint}
    pieces, here, quiet = [], set[str](), (0, "")
    for first, last in pairwise(borders):
        here = (here - set(ends[first])) | set(starts[first])
        quiet = reasons.get(first, quiet)
        if 0 <= first < last <= size:
            unused = quiet[1] if first < quiet[0] else ""
            opened = tuple(sorted(set(starts[first])))
            pieces.append(Piece(text[first:last], opened, tuple(sorted(here)), unused))
    return tuple(pieces)


def _quotes_of(reader: Reader, article: str) -> list[tuple[str, Quote]]:
    """Return (evidence id, quote) of all evidence in an article, in the order of the text."""
    found = [(name, reader.quote(name)) for name in reader.stated_sources(OA("hasSource"), article)]
    quotes = [(name, pair[1]) for name, pair in found if pair]
    return sorted(quotes, key=lambda item: (item[1].start, item[1].end, item[0]))


def _told(reader: Reader, quotes: list[tuple[str, Quote]]) -> tuple[tuple[Link, Quotes], ...]:
    """Return the things with a page that an article's quotes support, each with those quotes."""
    found: dict[str, list[Quote]] = {}
    for name, quote in quotes:
        for thing in sorted(_owners(reader, name)):
            known = found.setdefault(thing, [])
            if all((quote.start, quote.end) != (other.start, other.end) for other in known):
                known.append(quote)
    order = sorted(found, key=lambda thing: (_PAGES.index(_kind(thing)), found[thing][0].start, thing))
    return tuple((_page(reader, thing), tuple(found[thing])) for thing in order)


def _owners(reader: Reader, evidence: str) -> set[str]:
    """Return the agreements, officials and institutions that a quote supports, directly or through a part."""
    things: set[str] = set()
    for holder in reader.sources_of(AGR("evidence"), evidence):
        if _kind(holder) in _PAGES:
            things.add(holder)
        else:
            things.update(owner for owner in _held_by(reader, holder) if _kind(owner) in _PAGES[:2])
    return things


def _held_by(reader: Reader, holder: str) -> tuple[str, ...]:
    """Return what a part belongs to; an office is part of nothing: who held it says so with quotes of its own."""
    return () if _kind(holder) == "office" else reader.owners(holder)


def _kind(local_id: str) -> str:
    return local_id.partition("/")[0]


def _page(reader: Reader, thing: str) -> Link:
    if _kind(thing) == "agreement":
        return agreement_link(reader, thing)
    return reader.link(_kind(thing), thing)


def _place(item: Node) -> tuple[int, int]:
    return (item.number(AGR("start")), item.number(AGR("end")))


def _stretch(text: str, item: Node) -> str:
    start, end = _place(item)
    return text[start:end]


def _reason(reader: Reader, item: Node) -> Label:
    terms = item.all(AGR("reason"))
    named = [reader.concept(term) for term in terms if isinstance(term, NamedNode)]
    return named[0] if named else Label(item.text(AGR("reason")), item.text(AGR("reason")))


def _facts(node: Node) -> tuple[Fact, ...]:
    rows = (
        ("byline", node.text(AGR("byline"))),
        ("dateline", node.text(AGR("dateline"))),
        ("identifier", node.text(DCTERMS("identifier"))),
        ("sha256", node.text(AGR("sha256"))),
    )
    facts = [Fact(name, Label(text, text)) for name, text in rows if text]
    characters = node.text(AGR("characters"))
    if characters:
        facts.append(Fact("characters", Label(persian_digits(characters), characters)))
    return tuple(facts)
