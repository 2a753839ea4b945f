"""Whose an aim is where one sentence tells of several agreements: that of the noun right before it.

"an MOU between A and B on wheat and an agreement between C and D on fish".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.extraction.elements import Sentence
from kg.language import Span

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft


def share(drafts: list[Draft]) -> None:
    """Tell each draft where in its sentences the nouns of other drafts begin."""
    claimed: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, made in enumerate(drafts):
        for claim in made.claims:
            if claim.noun is not None:
                claimed[claim.sentence.number][claim.noun.span.start].add(number)
    for told in claimed.values():
        for start, owners in told.items():
            for other in {one for owned in told.values() for one in owned} - owners:
                drafts[other].others.add(start)


def of_another(made: Draft, sentence: Sentence, aim: Span) -> bool:
    """Say whether the last noun of an agreement before an aim is another's."""
    own = {claim.noun.span.start for claim in made.claims if claim.noun and claim.sentence is sentence}
    before = [start for start in own | made.others if sentence.span.start <= start < aim.start]
    return bool(before) and max(before) in made.others
