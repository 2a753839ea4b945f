"""Which predicted fact answers which of the gold: facts one to one, agreements by what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.evaluation.facts import AgreementFacts, Named, Phrase
from kg.evaluation.likeness import SHARED, close, overlap, same

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Matched(Generic[Fact]):
    """How many of the gold were found, which were missed, which predictions answer nothing."""

    found: int
    missed: tuple[Fact, ...]
    spare: tuple[Fact, ...]


def match(gold: Sequence[Fact], predicted: Sequence[Fact], fits: Callable[[Fact, Fact], bool]) -> Matched[Fact]:
    """Give each gold fact, in order, the first predicted one left that ``fits(gold, predicted)``."""
    left, missed = list(range(len(predicted))), []
    for fact in gold:
        hit = next((place for place in left if fits(fact, predicted[place])), None)
        if hit is None:
            missed.append(fact)
        else:
            left.remove(hit)
    return Matched(len(gold) - len(missed), tuple(missed), tuple(predicted[place] for place in left))


def same_body(gold: Named, predicted: Named) -> bool:
    """Tell whether the predicted name is the gold's name or its mention in the text (strict)."""
    return any(same(name, predicted.name) for name in _names(gold))


def close_body(gold: Named, predicted: Named) -> bool:
    """Tell whether the predicted name is close to the gold's name or its mention in the text (lenient)."""
    return any(close(name, predicted.name) for name in _names(gold))


def _names(gold: Named) -> tuple[str, ...]:
    return (gold.name, gold.quote.text) if gold.quote else (gold.name,)


def same_person(gold: Named, predicted: Named) -> bool:
    """Tell whether both name one person, honorifics and «سید» aside (strict)."""
    return same(gold.name, predicted.name, person=True)


def close_person(gold: Named, predicted: Named) -> bool:
    """Tell whether both names are of persons and close (lenient)."""
    return close(gold.name, predicted.name, person=True)


def same_holder(gold: Named, predicted: Named) -> bool:
    """Tell whether the right person is given an office close to one of the gold's."""
    return same_person(gold, predicted) and any(close(one, two) for one in gold.offices for two in predicted.offices)


def same_phrase(gold: Phrase, predicted: Phrase) -> bool:
    """Tell whether two phrases share at least half of the longer one."""
    return overlap(gold.text, predicted.text) >= SHARED


@dataclass(frozen=True, slots=True)
class Paired:
    """Pairs of agreements (gold, predicted), those of the gold and of the prediction without a partner."""

    pairs: tuple[tuple[AgreementFacts, AgreementFacts], ...]
    missed: tuple[AgreementFacts, ...]
    spare: tuple[AgreementFacts, ...]


def pair_agreements(gold: Sequence[AgreementFacts], predicted: Sequence[AgreementFacts]) -> Paired:
    """Pair agreements, the likest first; none are paired that share neither a party nor a signatory."""
    ranked = sorted(
        ((_shared(one, two), -row, -column) for row, one in enumerate(gold) for column, two in enumerate(predicted)),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for (people, _, _), row, column in ranked:
        if people and -row not in partner and -column not in partner.values():
            partner[-row] = -column
    return Paired(
        tuple((gold[row], predicted[column]) for row, column in partner.items()),
        tuple(one for row, one in enumerate(gold) if row not in partner),
        tuple(two for column, two in enumerate(predicted) if column not in partner.values()),
    )


def _shared(one: AgreementFacts, two: AgreementFacts) -> tuple[int, int, int]:
    """Count what two agreements share: parties and signatories, objectives, plain values."""
    people = match(one.parties, two.parties, close_body).found
    people += match(one.signatories, two.signatories, close_person).found
    aims = match(one.objectives, two.objectives, same_phrase).found
    return people, aims, sum(one.plain.get(key) == two.plain.get(key) for key in ("type", "status", "date"))
