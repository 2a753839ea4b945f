"""Builds the values of an article's page: its text cut where quotes begin and end, and what it gave."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.ontology.terms import AGR, DCTERMS, OA, SCHEMA
from kg.pages.article_values import ArticlePage, Leftover, Piece
from kg.pages.dates import persian_digits
from kg.pages.names import anchor
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.sources import source
from kg.pages.telling import told
from kg.pages.values import Fact, Label, Quote
from kg.pages.words import words

_CANDIDATES = {"party": "factParty", "signatory": "factSignatory", "agreement": "agreement", "date": "factDate"}


def article_page(reader: Reader, local_id: str) -> ArticlePage:
    """Return an article with every quote marked, what the quotes support, and what gave nothing."""
    node = reader.stated(local_id)
    reader.within(local_id)
    text = node.text(AGR("text"))
    quotes = _quotes_of(reader, local_id)
    spans = sorted({(quote.start, quote.end) for _, quote in quotes})
    numbers = {span: str(number) for number, span in enumerate(spans, 1)}
    anchors: dict[str, tuple[str, ...]] = {}
    for name, quote in quotes:
        number = numbers[quote.start, quote.end]
        anchors[number] = (*anchors.get(number, ()), anchor(name))
    left = [reader.stated(item) for item in reader.stated_sources(AGR("unusedIn"), local_id)]
    dropped = [reader.stated(item) for item in reader.stated_sources(AGR("droppedIn"), local_id)]
    things, linked = told(reader, quotes, numbers)
    return ArticlePage(
        id=local_id,
        link=reader.article(local_id),
        source=source(reader, local_id),
        language=node.text(SCHEMA("inLanguage")),
        facts=_facts(node),
        pieces=cut(
            text,
            [(start, end, numbers[start, end]) for start, end in spans],
            [(*_place(item), _reason(reader, item).any) for item in left],
        ),
        anchors=anchors,
        told=things,
        linked=linked,
        unused=tuple(Leftover(_stretch(text, item), _reason(reader, item)) for item in sorted(left, key=_place)),
        dropped=tuple(
            Leftover(item.text(AGR("quote")), _reason(reader, item), _candidate(item.text(AGR("candidateKind"))))
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
    sizes = {name: end - start for start, end, name in inside}
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
            within = tuple(sorted(here, key=lambda name: (sizes[name], name)))
            pieces.append(Piece(text[first:last], opened, within, unused))
    return tuple(pieces)


def _quotes_of(reader: Reader, article: str) -> list[tuple[str, Quote]]:
    """Return (evidence id, quote) of all evidence in an article, in the order of the text."""
    found = [(name, reader.quote(name, alone=True)) for name in reader.stated_sources(OA("hasSource"), article)]
    quotes = [(name, pair[1]) for name, pair in found if pair]
    return sorted(quotes, key=lambda item: (item[1].start, item[1].end, item[0]))


def _place(item: Node) -> tuple[int, int]:
    return (item.number(AGR("start")), item.number(AGR("end")))


def _stretch(text: str, item: Node) -> str:
    start, end = _place(item)
    return text[start:end]


def _candidate(kind: str) -> Label:
    """Return the word for what a candidate was taken for; the kind itself where there is none."""
    return words()[_CANDIDATES[kind]] if kind in _CANDIDATES else Label(kind, kind)


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
