"""The plain values of an agreement (kind, status, date, places, counts …), each with its quotes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal

from kg.ontology.terms import AGR
from kg.pages.dates import persian_digits, when
from kg.pages.nodes import Node
from kg.pages.parts import date_of, first_slug, parts
from kg.pages.reader import Reader
from kg.pages.values import Fact, Label, Quotes


class Support:
    """Which quotes support which plain value of an agreement: by (property, value) and by text read."""

    def __init__(self, reader: Reader, node: Node) -> None:
        self._found: dict[tuple[str, str], list[tuple[int, Quotes]]] = {}
        self._rows = reader.rows
        for term in node.iris(AGR("evidence")):
            evidence = reader.stated(reader.local(term))
            quote = reader.quote(evidence.id)
            if quote:
                for key in _supported(reader, evidence):
                    self._found.setdefault(key, []).append((quote[0], (quote[1],)))

    def quotes(self, name: str, *values: str) -> Quotes:
        """Return the quotes for a property with any of these values (its spellings: slug, label, literal)."""
        found = {pair for value in values for pair in self._found.get((name, value), ())}
        shown = self._rows[name, values] = tuple(quote for _, quotes in sorted(found) for quote in quotes)
        return shown


def _supported(reader: Reader, evidence: Node) -> Iterable[tuple[str, str]]:
    for term in evidence.iris(AGR("onProperty")):
        name = (AGR.local(term) or "").removeprefix("reported")
        for value in evidence.texts(AGR("literalValue")) or ("",):
            yield name[:1].lower() + name[1:], value
    if not evidence.iris(AGR("onProperty")):
        for term in evidence.iris(AGR("about")):
            for text in reader.stated(reader.local(term)).texts(AGR("reportedText")):
                yield "text", text


def agreement_facts(reader: Reader, node: Node, support: Support) -> tuple[Fact, ...]:
    """Return the rows of an agreement's table of facts."""
    facts = [*_concept_facts(reader, node, support), *_date_facts(node, support)]
    for name in ("place", "placeConcerned"):
        for term in node.iris(AGR(name)):
            label, local = reader.label(reader.local(term)), reader.local(term)
            spellings = {label.fa, label.en, local, term.value, local.removeprefix("place/")} - {""}
            facts.append(Fact(name, label, support.quotes(name, *sorted(spellings))))
    for name in ("articleCount", "noteCount"):
        for text in node.texts(AGR(name)):
            facts.append(Fact(name, Label(persian_digits(text), text), support.quotes(name, text)))
    for item in (reader.node(name) for name in reader.sources_of(AGR("countsTogether"), node.id)):
        text = item.text(AGR("statedCount"))
        facts.append(Fact("setCount", Label(persian_digits(text), text), reader.quotes(item)))
    for text in node.texts(AGR("duration")):
        facts.append(Fact("duration", duration_words(text), support.quotes("duration", text)))
    for item in parts(reader, node, "value"):
        facts.append(Fact("value", _money(item), reader.quotes(item), note=item.text(AGR("asWritten"))))
    return (*facts, *_approvals(reader, node))


_APPROVALS = frozenset({"cabinet-approval", "parliamentary-approval", "council-approval", "ratification"})


def _approvals(reader: Reader, node: Node) -> Iterable[Fact]:
    """Return who approved it, each body with the words that say so."""
    for item in parts(reader, node, "hasEvent"):
        for term in item.iris(AGR("actingBody")) if first_slug(item, "eventKind") in _APPROVALS else ():
            body = reader.link("institution", reader.local(term))
            yield Fact("approvedBy", body.label, reader.quotes(item), link=body)


def _concept_facts(reader: Reader, node: Node, support: Support) -> Iterable[Fact]:
    for name, reported in (("agreementType", "type"), ("status", "status")):
        for term in node.iris(AGR(name)):
            slug = term.value.rpartition("/")[2]
            quotes = support.quotes(reported, slug, term.value) or support.quotes(name, slug, term.value)
            yield Fact(name, reader.concept(term), quotes)


def _date_facts(node: Node, support: Support) -> Iterable[Fact]:
    values = [term.value for term in node.all(AGR("date")) if isinstance(term, Literal)]
    for value in values:
        shown = date_of(node) if len(values) == 1 else when(value)
        yield Fact("date", Label(value, value), support.quotes("date", value), when=shown)


def duration_words(iso: str) -> Label:
    """Return an ISO 8601 duration in words; what is more than years, months, weeks and days stays as it is.

    >>> duration_words("P3Y")
    Label(fa='۳ سال', en='3 years')
    """
    units = {"Y": ("سال", "year"), "M": ("ماه", "month"), "W": ("هفته", "week"), "D": ("روز", "day")}
    body, parts, number = iso.removeprefix("P"), [], ""
    for char in body:
        if char.isdigit():
            number += char
        elif char in units and number:
            parts.append((number, *units.pop(char)))
            number = ""
        else:
            return Label(iso, iso)
    persian = " و ".join(f"{persian_digits(count)} {fa}" for count, fa, _ in parts)
    return Label(persian, ", ".join(f"{count} {en}{'s' * (count != '1')}" for count, _, en in parts))


def _money(item: Node) -> Label:
    amount, currency = item.text(AGR("amount")), item.text(AGR("currency"))
    whole, _, part = amount.partition(".")
    grouped = (f"{int(whole):,}" if whole.isascii() and whole.isdigit() and len(whole) < 40 else whole) + (
        f".{part}" if part.strip("0") else ""
    )
    persian = persian_digits(grouped).replace(",", "٬").replace(".", "٫")
    return Label(f"{persian} {'ریال' if currency == 'IRR' else currency}", f"{grouped} {currency}")
