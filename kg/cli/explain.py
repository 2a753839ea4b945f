"""A reading explained for a person: sentence by sentence, spans marked in the text, rules and reasons beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.articles import Article
from kg.cli.streams import printable
from kg.extraction import Explained, Fired, GrammarExtractor

OPENING, CLOSING = "⟦", "⟧"
"""Brackets that no news text uses: what they hold gave a fact, the number after them says which."""


def explained_json(article: Article, extractor: GrammarExtractor) -> dict[str, Any]:
    """Return the explanation of an article as one JSON object."""
    _, sentences = extractor.explain(article)
    return {"article": article.key, "sentences": [asdict(sentence) for sentence in sentences]}


def explained_lines(article: Article, extractor: GrammarExtractor) -> Iterator[str]:
    """Yield the explanation of an article line by line."""
    reading, sentences = extractor.explain(article)
    count = len(reading.reports)
    yield printable(f"{article.key}  {article.title or ''}")
    yield f"  {count} {'agreement' if count == 1 else 'agreements'}, language {reading.language}"
    for number, sentence in enumerate(sentences, 1):
        yield ""
        told = "used" if sentence.used else f"not used: {sentence.reason}"
        yield f"  sentence {number}  {sentence.start}–{sentence.end}  {told}"
        yield printable(f"    {marked(article.text, sentence)}")
        yield from _told(article.text, sentence)


def _told(text: str, sentence: Explained) -> Iterator[str]:
    known = ", ".join(
        f"{one.kind} «{text[one.start : one.end]}»{f' ({one.means})' if one.means else ''}"
        for one in sentence.recognised
    )
    if known:
        yield printable(f"    recognised  {known}")
    for number, fact in enumerate(sentence.fired, 1):
        yield printable(f"    {number:>2} {_fact(fact)}")
    for one in sentence.dropped:
        yield printable(f"    dropped  {one.what} «{one.text}» {one.start}–{one.end}: {one.reason}")


def _fact(fact: Fired) -> str:
    """Return a fact with its rule, the agreement it belongs to (counted from 1) and what it rests on."""
    home = "" if fact.agreement is None else f" of agreement {fact.agreement + 1}"
    why = f"  [{fact.why}]" if fact.why else ""
    return f"{fact.what}{home}: {fact.value}  {fact.start}–{fact.end}  by {fact.rule}{why}"


def marked(text: str, sentence: Explained) -> str:
    """Return the sentence with each span that gave a fact in numbered brackets; spans may hold and cross others."""
    inside = [(number, fact) for number, fact in enumerate(sentence.fired, 1) if fact.end <= sentence.end]
    signs: dict[int, list[str]] = {}
    for number, fact in sorted(inside, key=lambda one: (one[1].start, -one[1].end)):
        signs.setdefault(fact.start, []).append(OPENING)
        signs.setdefault(fact.end, []).insert(0, f"{CLOSING}{number}")
    return _spliced(text, sentence.start, sentence.end, signs)


def _spliced(text: str, start: int, end: int, signs: dict[int, list[str]]) -> str:
    cuts: Iterable[int] = sorted({start, end, *(at for at in signs if start <= at <= end)})
    made, last = "", start
    for cut in cuts:
        closing = [sign for sign in signs.get(cut, []) if sign.startswith(CLOSING)]
        opening = [sign for sign in signs.get(cut, []) if not sign.startswith(CLOSING)]
        made += text[last:cut] + "".join(closing + opening)
        last = cut
    return " ".join(made.split())
