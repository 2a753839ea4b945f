"""The ledgers as the consolidation uses them: which pairs are judged, which bodies are one, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.consolidation.doubts import Pair, partners
from kg.ledgers import Correction, Effective, Judgement, Ledgers, effective, standing
from kg.lexicon import Lexicon

Line = tuple[str, ...]
"""Kind of the decision, the things or the article it names, its line, its key."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands in the ledgers. bodies: institutions that a judgement or a text made another (local ids)."""

    judgements: Mapping[str, Judgement]
    corrections: Mapping[str, tuple[Correction, ...]]
    same: frozenset[Pair]
    different: frozenset[Pair]
    settled: frozenset[Pair]
    bodies: Mapping[str, str]

    def body(self, local_id: str) -> str:
        """Return the institution that a local id means after all judgements."""
        return self.bodies.get(local_id, local_id)

    def pairs(self, kind: str, pairs: frozenset[Pair]) -> frozenset[Pair]:
        """Return the pairs of reports, mentions or institutions among judged ones."""
        return frozenset(pair for pair in pairs if all(one.startswith(f"{kind}/") for one in pair))

    @property
    def isolated(self) -> frozenset[str]:
        """Mentions that are judged different from another: each is looked at by itself, not by its name."""
        return frozenset(one for pair in self.pairs("mention", self.different) for one in pair)

    def lines(self) -> list[Line]:
        """Return what stands as plain texts, sorted, to be compared with what stood the last time."""
        judged = [("judgement", *one.pair, str(one.line), one.key) for one in self.judgements.values()]
        corrections = [one for each in self.corrections.values() for one in each]
        return sorted([*judged, *(("correction", one.article, str(one.line), one.key) for one in corrections)])


def decide(ledgers: Ledgers, lexicon: Lexicon, aliases: Sequence[Pair] = ()) -> Decided:
    """Return what the lines of the ledgers come to; aliases: institutions that a text names as one (local ids)."""
    stand = effective(ledgers.judgements)
    kept = [*stand.same.values(), *stand.different.values(), *stand.unsure.values()]
    corrections: dict[str, list[Correction]] = {}
    for one in standing(ledgers.corrections):
        corrections.setdefault(one.article, []).append(one)
    return Decided(
        judgements={one.key: one for one in kept},
        corrections={article: tuple(each) for article, each in corrections.items()},
        same=frozenset(stand.same),
        different=frozenset(stand.different),
        settled=frozenset({*stand.same, *stand.different, *stand.unsure}),
        bodies=_one_body(stand, aliases, lexicon),
    )


def _one_body(stand: Effective, aliases: Sequence[Pair], lexicon: Lexicon) -> dict[str, str]:
    """Return for each institution that is the same as others the one that stands for them all.

    That is one of the lexicon if there is one, else the first by id. A "different" between two of them wins; so does
    the lexicon: no text joins two of its bodies.
    """
    groups: dict[str, set[str]] = {}
    apart = partners(pair for pair in stand.different if _bodies(pair))
    known = {name for name in {*chain.from_iterable((*stand.same, *aliases))} if lexicon.institution_by_id(name)}
    judged = sorted(pair for pair in stand.same if _bodies(pair))
    for number, pair in enumerate((*judged, *sorted(aliases))):
        small, large = sorted((groups.setdefault(name, {name}) for name in pair), key=len)
        two_known = number >= len(judged) and not known.isdisjoint(small) and not known.isdisjoint(large)
        if small is large or two_known or any(not large.isdisjoint(apart.get(name, ())) for name in small):
            continue
        large |= small
        groups.update(dict.fromkeys(small, large))
    chosen = {}
    for group in {min(group): group for group in groups.values()}.values():
        first = min(group, key=lambda name: (lexicon.institution_by_id(name) is None, name))
        chosen.update({name: first for name in group if name != first})
    return chosen


def _bodies(pair: Iterable[str]) -> bool:
    return all(name.startswith("institution/") for name in pair)
