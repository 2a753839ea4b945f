"""What the lines of a ledger come to: the last one about a pair or fact stands, earlier ones are its history."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from kg.ledgers.values import Correction, Judgement, Pair


@dataclass(frozen=True, slots=True)
class Effective:
    """The standing judgement of every pair that has one, by verdict; pairs are normalised and sorted."""

    same: Mapping[Pair, Judgement]
    different: Mapping[Pair, Judgement]
    unsure: Mapping[Pair, Judgement]


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """Judgements that cannot all be right: a chain of ``same`` joins two things that one line calls different.

    ``different`` wins. chain: the ids from one end to the other; lines: those of the chain, then the one that
    calls its ends different.
    """

    chain: tuple[str, ...]
    lines: tuple[int, ...]

    def __str__(self) -> str:
        numbers = [str(line) for line in self.lines]
        *_, last = numbers
        joined, ends = ", ".join(numbers[:-1]), f"{self.chain[0]} and {self.chain[-1]}"
        return f"lines {joined} make {ends} the same, line {last} calls them different, which wins"


def effective(judgements: Iterable[Judgement]) -> Effective:
    """Return what stands: the last line of the file about a pair, in whichever order it names the two."""
    last = {one.pair: one for one in judgements}
    return Effective(*(_of(last, verdict) for verdict in ("same", "different", "unsure")))


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return what stands: the last line of the file about a fact, in the order of the file."""
    lines = tuple(corrections)
    last = {one.fact: place for place, one in enumerate(lines)}
    return tuple(lines[place] for place in sorted(last.values()))


def contradictions(judgements: Iterable[Judgement]) -> tuple[Clash, ...]:
    """Return the clashes among the standing judgements, each by the shortest chain, sorted."""
    stand = effective(judgements)
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in stand.same:
        beside[one].append(other)
        beside[other].append(one)
    chains = ((chain, one) for pair, one in stand.different.items() if (chain := _chain(beside, pair)))
    return tuple(sorted(Clash(chain, (*_lines(stand, chain), one.line)) for chain, one in chains))


def _of(last: Mapping[Pair, Judgement], verdict: str) -> Mapping[Pair, Judgement]:
    return MappingProxyType({pair: one for pair, one in sorted(last.items()) if one.verdict == verdict})


def _lines(stand: Effective, chain: tuple[str, ...]) -> Iterable[int]:
    for one, other in pairwise(chain):
        yield stand.same[(one, other) if one < other else (other, one)].line


def _chain(beside: Mapping[str, list[str]], pair: Pair) -> tuple[str, ...]:
    """Return the shortest way from one end of a pair to the other over what is the same, () when there is none."""
    start, end = pair
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there in sorted(beside.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    return _traced(came, end) if end in came else ()


def _traced(came: Mapping[str, str], end: str) -> tuple[str, ...]:
    chain = [end]
    while came[chain[-1]]:
        chain.append(came[chain[-1]])
    return tuple(reversed(chain))
