"""What the stretches of an article support: things with a page, and what of each is said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.ontology import label
from kg.ontology.terms import AGR
from kg.pages.article_values import Said, Stretch, Told
from kg.pages.links import agreement_link
from kg.pages.names import anchor
from kg.pages.paging import most_a_row
from kg.pages.reader import Reader
from kg.pages.values import Label, Link, Quote
from kg.pages.words import words

_PAGES = ("agreement", "official", "institution")
"""Kinds of things with a page of their own, in the order in which an article's page lists them."""
_PARTS = {
    "participation": "participation",
    "signature": "signature",
    "tenure": "tenure",
    "objective": "toldObjective",
    "event": "toldEvent",
    "statement": "toldStatement",
    "value": "value",
    "reference": "toldReference",
    "official": "name",
    "institution": "name",
}
"""Kind of what rests on a quote -> key of the word for it; what is only reckoned from it has none."""
_PLAIN = {"Type": "agreementType"}
"""Property of a report, without "reported" -> that of an agreement, where they are not called alike."""
LISTED = 150
"""Stretches that are listed, some 20 kB; all are marked in the text."""
_Spans = dict[tuple[int, int], tuple[str, Quote]]


def told(
    reader: Reader, quotes: Iterable[tuple[str, Quote]], numbers: Mapping[tuple[int, int], str]
) -> tuple[tuple[Told, ...], dict[str, str]]:
    """Return the things that an article's quotes support, with the stretches that do, in the order of the text.

    quotes: (evidence id, quote); numbers: of the stretches by start and end. The second value leads from these numbers
    to the element id of the row where a stretch, or the thing that it supports, is listed.
    """
    owners = _Owners(reader)
    found: dict[str, dict[Label, _Spans]] = {}
    for name, quote in quotes:
        for thing, word in owners.of(name):
            found.setdefault(thing, {}).setdefault(word, {}).setdefault((quote.start, quote.end), (name, quote))
    order = sorted(found, key=lambda one: (_PAGES.index(_kind(one)), min(map(min, found[one].values())), one))
    most = most_a_row((len(spans) for words_ in found.values() for spans in words_.values()), LISTED)
    linked, rows = dict[str, str](), []
    for place, thing in enumerate(order, 1):
        said = [_said(word, found[thing][word], numbers, most) for word in _in_order(found[thing])]
        for one in (stretch for group in said for stretch in group.stretches):
            linked.setdefault(one.number, f"t{one.number}")
        rows.append(Told(_page(reader, thing), f"g{place}", tuple(said)))
    for place, thing in enumerate(order, 1):
        for span in (span for spans in found[thing].values() for span in spans):
            linked.setdefault(numbers[span], f"g{place}")
    return tuple(rows), linked


def _in_order(said: Mapping[Label, _Spans]) -> list[Label]:
    """Return the words in the order of the text; a thing's being told at all, without a word for it, last."""
    return sorted(said, key=lambda word: (not word.any, min(said[word]), word))


def _said(word: Label, spans: _Spans, numbers: Mapping[tuple[int, int], str], most: int) -> Said:
    listed = [Stretch(numbers[span], quote.text, anchor(name)) for span, (name, quote) in sorted(spans.items())]
    return Said(word, tuple(listed[:most]), len(listed[most:]))


class _Owners:
    """Finds what a quote supports; what owns a part is looked up once an article."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, evidence: str) -> Iterator[tuple[str, Label]]:
        """Yield (agreement, official or institution, what of it is said) of a quote, directly or through a part."""
        for holder in self._reader.sources_of(AGR("evidence"), evidence):
            kind = _kind(holder)
            if kind in _PAGES:
                yield holder, self._property(evidence) if kind == "agreement" else _word(kind)
            else:
                for owner in self._owning(holder):
                    yield owner, _word(kind)

    def _owning(self, holder: str) -> tuple[str, ...]:
        """Return what a part belongs to; an office to nothing: who held it says so with quotes of its own."""
        if holder not in self._known:
            owners = () if _kind(holder) == "office" else self._reader.owners(holder)
            self._known[holder] = tuple(owner for owner in owners if _kind(owner) in _PAGES[:2])
        return self._known[holder]

    def _property(self, evidence: str) -> Label:
        """Return the name of the property of which a quote tells the value."""
        for term in self._reader.stated(evidence).iris(AGR("onProperty")):
            name = (AGR.local(term) or "").removeprefix("reported")
            plain = AGR(_PLAIN.get(name, name[:1].lower() + name[1:]))
            return Label(label(plain, "fa") or "", label(plain, "en") or "")
        return Label()


def _word(kind: str) -> Label:
    return words()[_PARTS[kind]] if kind in _PARTS else Label()


def _kind(local_id: str) -> str:
    return local_id.partition("/")[0]


def _page(reader: Reader, thing: str) -> Link:
    if _kind(thing) == "agreement":
        return agreement_link(reader, thing)
    return reader.link(_kind(thing), thing)
