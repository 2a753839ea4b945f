"""Where the articles about an agreement disagree: each value with its quotes, which was taken, and by which rule."""

from __future__ import annotations

import re

from kg.language import search_text
from kg.ontology import label
from kg.ontology.terms import AGR, STATUS
from kg.pages.dates import persian_digits, when
from kg.pages.life_values import Dispute, Side
from kg.pages.nodes import Node
from kg.pages.plain import duration_words
from kg.pages.reader import Reader
from kg.pages.values import Label, Quote

_SLUG = re.compile(r"[a-z][a-z-]*")
_RULES = {
    "most-precise": "ruleMostPrecise",
    "most-said": "ruleMostSaid",
    "earliest-told": "ruleEarliestTold",
    "latest-act": "ruleLatestAct",
    "all-named": "ruleAllNamed",
}


def disputes(reader: Reader, agreement: str) -> tuple[Dispute, ...]:
    """Return the contradictions about an agreement, by the name of the property."""
    found = [reader.node(name) for name in reader.sources_of(AGR("contradictionAbout"), agreement)]
    return tuple(sorted((_dispute(reader, node) for node in found), key=lambda one: one.name))


def _dispute(reader: Reader, node: Node) -> Dispute:
    term = next(iter(node.iris(AGR("onProperty"))), AGR("party"))
    name = AGR.local(term) or ""
    quotes = [(reader.stated(item), quote) for item, quote in _quotes(reader, node)]
    chosen = set(node.texts(AGR("chosenValue")))
    values = node.texts(AGR("conflictingValue"))
    said = {value: tuple(quote for item, quote in quotes if _names(item, quote, value)) for value in values}
    placed = {quote for found in said.values() for quote in found}
    return Dispute(
        name=name,
        label=Label(label(term, "fa") or name, label(term, "en") or name),
        rule=_RULES.get(node.text(AGR("choiceRule")), ""),
        sides=tuple(Side(_shown(reader, name, value), value in chosen, said[value]) for value in values),
        kept=tuple(_shown(reader, name, value) for value in sorted(chosen - set(values))),
        others=tuple(quote for _, quote in quotes if quote not in placed),
    )


def _quotes(reader: Reader, node: Node) -> list[tuple[str, Quote]]:
    names = [reader.local(term) for term in node.iris(AGR("conflictingEvidence"))]
    found = [(name, reader.quote(name)) for name in names]
    return sorted(((name, pair[1]) for name, pair in found if pair), key=lambda item: (item[1], item[0]))


def _names(evidence: Node, quote: Quote, value: str) -> bool:
    """Say whether a quote speaks for a value: by what it was read as, else by its words (names of bodies)."""
    read = evidence.texts(AGR("literalValue"))
    return value in read if read else search_text(quote.text) == search_text(value)


def _shown(reader: Reader, name: str, value: str) -> Label:
    """Return a value as pages show such values."""
    if name == "status" and _SLUG.fullmatch(value):
        return reader.concept(STATUS(value))
    if name == "duration":
        return duration_words(value)
    if name in ("articleCount", "noteCount"):
        return Label(persian_digits(value), value)
    day = when(value) if name == "date" else None
    if day is None:
        return Label(value, value)
    fa, en = (
        " / ".join(filter(None, pair))
        for pair in ((day.jalali.fa, day.gregorian.fa), (day.gregorian.en, day.jalali.en))
    )
    return Label(fa, en)
