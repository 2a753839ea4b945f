"""One article, gold beside prediction: how many facts of each kind were found, missed and spare.

``strict`` and ``lenient`` differ for names (equal; close), dates (a resolved one where the gold has none), values
(amount and currency; amount), events (kind and date; kind) and statements (words, speaker and stance; words); elsewhere
they are the same. ``signatory.office`` counts recall only; ``grounded`` and ``negatives`` are plain shares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.evaluation.facts import AgreementFacts, ArticleFacts, Named, Quote, Said
from kg.evaluation.likeness import SHARED, close, overlap
from kg.evaluation.pairing import (
    Fact,
    close_body,
    close_person,
    match,
    pair_agreements,
    same_body,
    same_holder,
    same_person,
    same_phrase,
)

LONGEST_NAME = 120
SINGLE = ("type", "status", "date", "duration", "article_count", "note_count", "place")
NOTHING = AgreementFacts({}, False, (), (), (), (), (), (), (), (), False)

Counted = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: what the gold has and what was predicted in its place; "" where one side has nothing."""

    article: str
    kind: str
    gold: str
    predicted: str


@dataclass(slots=True)
class Counts:
    """Found, missed and spare facts by (kind, ``strict`` or ``lenient``), and the strict differences."""

    article: str
    tally: dict[tuple[str, str], Counted] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def add(self, kind: str, grade: str, found: int, missed: int, spare: int) -> None:
        """Count facts of one kind in one grade."""
        before = self.tally.get((kind, grade), (0, 0, 0))
        self.tally[kind, grade] = (before[0] + found, before[1] + missed, before[2] + spare)

    def facts(
        self,
        kind: str,
        gold: Sequence[Fact],
        predicted: Sequence[Fact],
        fits: tuple[Callable[[Fact, Fact], bool], Callable[[Fact, Fact], bool]],
        shown: Callable[[Fact], str],
    ) -> None:
        """Match a list of facts in both grades (``fits``: strict, lenient); keep what the strict one leaves over."""
        for grade, test in zip(("strict", "lenient"), fits, strict=True):
            result = match(gold, predicted, test)
            self.add(kind, grade, result.found, len(result.missed), len(result.spare))
            if grade == "strict":
                self.differ(kind, [shown(one) for one in result.missed], [shown(one) for one in result.spare])

    def differ(self, kind: str, missed: Sequence[str], spare: Sequence[str]) -> None:
        """Put what was missed beside what was predicted instead."""
        for place in range(max(len(missed), len(spare))):
            gold, predicted = (side[place] if place < len(side) else "" for side in (missed, spare))
            self.differences.append(Difference(self.article, kind, gold, predicted))


def compare(gold: ArticleFacts, predicted: ArticleFacts, text: str) -> Counts:
    """Count the facts of one article; ``text`` is the article's, by which quotes are checked."""
    counts = Counts(gold.id)
    _agreements(counts, gold, predicted)
    counts.facts("officials", gold.officials, predicted.officials, (same_person, close_person), _shown)
    counts.facts("statements", gold.statements, predicted.statements, (_same_words_of, _same_words), _shown_words)
    _share(counts, "grounded", _grounded(predicted, text))
    if not gold.agreements:
        _share(counts, "negatives", [not predicted.agreements])
    return counts


def _agreements(counts: Counts, gold: ArticleFacts, predicted: ArticleFacts) -> None:
    """Count agreements and what they hold; what is told in passing counts neither way."""
    paired = pair_agreements(gold.agreements, predicted.agreements)
    pairs = [(one, two) for one, two in paired.pairs if not one.background]
    missed = [one for one in paired.missed if not one.background]
    for grade in ("strict", "lenient"):
        counts.add("agreements", grade, len(pairs), len(missed), len(paired.spare))
    counts.differ("agreements", [_title(one) for one in missed], [])
    counts.differ("agreements", [], [_title(one) for one in paired.spare])
    for one, two in [*pairs, *((one, NOTHING) for one in missed), *((NOTHING, two) for two in paired.spare)]:
        _named_facts(counts, one, two)
        _listed_facts(counts, one, two)
        for kind in SINGLE:
            _single(counts, kind, one, two)


def _named_facts(counts: Counts, one: AgreementFacts, two: AgreementFacts) -> None:
    counts.facts("parties", one.parties, two.parties, (same_body, close_body), _shown)
    counts.facts("signatories", one.signatories, two.signatories, (same_person, close_person), _shown)
    held = [signatory for signatory in one.signatories if signatory.offices]
    result = match(held, two.signatories, same_holder)
    for grade in ("strict", "lenient"):
        counts.add("signatory.office", grade, result.found, len(result.missed), 0)
    counts.differ(
        "signatory.office", [f"{_shown(holder)}: {', '.join(holder.offices)}" for holder in result.missed], []
    )


def _listed_facts(counts: Counts, one: AgreementFacts, two: AgreementFacts) -> None:
    for kind, gold, predicted in (("objectives", one.objectives, two.objectives), ("aims", one.aims, two.aims)):
        counts.facts(kind, gold, predicted, (same_phrase, same_phrase), lambda phrase: phrase.text)
    counts.facts("topics", one.topics, two.topics, (_equal, _equal), str)
    counts.facts("places_concerned", one.places_concerned, two.places_concerned, (close, close), str)
    counts.facts("values", one.values, two.values, (_equal, _same_first), " ".join)
    counts.facts("events", one.events, two.events, (_equal, _same_first), " ".join)


def _single(counts: Counts, kind: str, one: AgreementFacts, two: AgreementFacts) -> None:
    """Count a field that has one value: right, else missed where the gold has it and spare where the prediction has."""
    gold, predicted = one.plain.get(kind), two.plain.get(kind)
    lenient = predicted if kind == "date" and gold is None and two.resolved else gold
    for grade, wanted in (("strict", gold), ("lenient", lenient)):
        right = wanted is not None and predicted is not None and _fits(kind, wanted, predicted)
        counts.add(
            kind, grade, int(right), int(not right and wanted is not None), int(not right and predicted is not None)
        )
        if grade == "strict" and not right and (wanted or predicted):
            counts.differ(kind, [wanted or ""], [predicted or ""])


def _fits(kind: str, wanted: str, predicted: str) -> bool:
    return close(wanted, predicted) if kind == "place" else wanted == predicted


def _grounded(predicted: ArticleFacts, text: str) -> list[bool]:
    """Tell of each party, signatory and objective whether its quote stands at its offsets, a name's not too long."""
    checked = []
    for agreement in predicted.agreements:
        for fact in (*agreement.parties, *agreement.signatories):
            checked.append(_stands(fact.quote, text) and len(fact.quote.text if fact.quote else "") <= LONGEST_NAME)
        checked += [_stands(phrase.quote, text) for phrase in agreement.objectives]
    return checked


def _stands(quote: Quote | None, text: str) -> bool:
    return quote is not None and 0 <= quote.start <= quote.end and text[quote.start : quote.end] == quote.text


def _share(counts: Counts, kind: str, checked: Sequence[bool]) -> None:
    """Count a plain share: what fails is missed and spare, so that all three figures are that share."""
    good, bad = sum(checked), len(checked) - sum(checked)
    for grade in ("strict", "lenient"):
        counts.add(kind, grade, good, bad, bad)


def _equal(one: object, two: object) -> bool:
    return one == two


def _same_first(one: tuple[str, str], two: tuple[str, str]) -> bool:
    return one[0] == two[0]


def _same_words(one: Said, two: Said) -> bool:
    return overlap(one.text, two.text) >= SHARED


def _same_words_of(one: Said, two: Said) -> bool:
    return _same_words(one, two) and one.stance == two.stance and close(one.speaker, two.speaker, person=True)


def _shown_words(one: Said) -> str:
    return f"{one.speaker} ({one.stance}): {one.text}"


def _shown(one: Named) -> str:
    return one.name


def _title(one: AgreementFacts) -> str:
    return f"{one.plain.get('type', '?')}: {', '.join(party.name for party in one.parties)}"
