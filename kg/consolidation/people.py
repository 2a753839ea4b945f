"""Groups of mentions become officials: by shared mentions, by judgements, by spellings of one name in one body.

A surname alone joins the one bearer of it in its body; where there are several it joins none, and each pair is listed
as doubtful. So is a full name borne in several bodies. Nothing is joined against a judgement, nor two groups that one
article names side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, permutations

from kg.consolidation.doubts import Pair, forget_kind, note_doubt
from kg.consolidation.groups import Groups
from kg.consolidation.index import Index, short_hash
from kg.consolidation.renaming import only_renamed, plan_renaming
from kg.consolidation.taking import Touched
from kg.identity import pair_of, renamed

NAMESAKES_CAP = 12
"""Officials of one name, beyond which the name, not each pair of its bearers, is listed."""

Judged = dict[int, set[int]]


class People:
    """Keeps groups, links and officials in step. same, different: judged pairs of mentions (local ids, sorted)."""

    def __init__(
        self, index: Index, same: frozenset[Pair], different: frozenset[Pair], settled: frozenset[Pair]
    ) -> None:
        self._index, self._groups, self._settled = index, Groups(index), settled
        self._judged_same, self._judged_different = same, different
        self._same: Judged = {}
        self._different: Judged = {}

    def update(self, touched: Touched) -> None:
        """Bring groups, links and officials up to date and plan what changed with them."""
        index = self._index
        keys = {key for number in touched.persons for key in index.texts(_KEY, number)}
        for number in touched.persons:
            forget_kind(index, f"surname\t{number}")
        seeds = self._groups.renew(touched.persons)
        self._same, self._different = self._judged(self._judged_same), self._judged(self._judged_different)
        seeds |= {*self._same, *self._different}
        changed = set(touched.officials)
        for component in self._components(sorted(seeds)):
            keys |= {group.key for number in component if (group := self._groups.get(number))}
            changed |= self._cluster(component)
        index.plan("official", changed)
        for key in sorted(keys):
            self._namesakes(key)

    def _judged(self, pairs: Iterable[Pair]) -> Judged:
        """Return for each group those that a judgement names with it: few, so they are always looked at again."""
        found: Judged = {}
        for pair in pairs:
            one, other = (self._groups.of(mention) for mention in pair)
            for here, there in ((one, other), (other, one)):
                for number in here:
                    found.setdefault(number, set()).update(there)
        return found

    def _components(self, seeds: Iterable[int]) -> Iterator[list[int]]:
        seen: set[int] = set()
        for seed in seeds:
            group: set[int] = set()
            queue = [] if seed in seen else [seed]
            while queue:
                number = queue.pop()
                if number not in group and self._groups.get(number) is not None:
                    group.add(number)
                    queue += self._neighbours(number)
            seen |= group
            if group:
                yield sorted(group)

    def _neighbours(self, number: int) -> list[int]:
        kin = [one.number for one in self._groups.kin(number)]
        return [*kin, *self._groups.together(number), *self._same.get(number, ())]

    def _cluster(self, component: list[int]) -> set[str]:
        """Cluster one component; return the officials, old and new, that changed, and plan who mentions them."""
        joining = Joining(self._groups, component, self._same, self._different)
        officials = {number: self._official(members) for members in joining.members() for number in members}
        before = {number: self._index.text(_OFFICIAL, number) or "" for number in officials}
        moved = {number: official for number, official in officials.items() if official != before[number]}
        self._move({number: before[number] for number in moved if before[number]}, moved)
        self._doubt(component, joining.unsettled, officials)
        return {*officials.values(), *filter(None, before.values())}

    def _move(self, before: Mapping[int, str], moved: Mapping[int, str]) -> None:
        """Give groups other officials and plan who mentions them. before: the officials of those that had one."""
        index, only = self._index, only_renamed(self._index, before, moved)
        for number, official in moved.items():
            index.run("UPDATE person SET official = ? WHERE g = ?", official, number)
            if before.get(number) not in only:
                index.plan("article", index.texts(_MENTIONING, number))
                index.plan("agreement", index.texts(_TOLD_BESIDE, number))
        for old, new in sorted(only.items()):
            plan_renaming(index, old, new)

    def _official(self, members: Iterable[int]) -> str:
        """Return the local id of the official whom groups make: that of the earliest mention."""
        first = min(self._index.rows(_EARLIEST, number)[0] for number in members)
        return renamed(str(first[1]), "official")

    def _doubt(self, component: list[int], unsettled: Iterable[tuple[int, int]], officials: dict[int, str]) -> None:
        """List the surnames whose bearer is not sure."""
        for number in component:
            forget_kind(self._index, f"surname\t{number}")
        for number, other in unsettled:
            pair = pair_of(renamed(officials[number], "mention"), renamed(officials[other], "mention"))
            if officials[number] != officials[other] and pair not in self._settled:
                note_doubt(self._index, f"surname\t{number}", *pair)

    def _namesakes(self, key: str) -> None:
        """List the pairs of officials who bear one full name in different bodies: perhaps one person, perhaps not."""
        forget_kind(self._index, f"mention\t{key}")
        rows = self._index.rows(_BEARERS, key)
        full = sorted(renamed(str(official), "mention") for official, name in rows if len(str(name).split()) > 1)
        common = len(full) > NAMESAKES_CAP
        if common or self._index.rows("SELECT 1 FROM full_block WHERE hash = ?", short_hash(f"namesakes {key}")):
            self._index.tell_full(short_hash(f"namesakes {key}"), f"namesakes {key}" if common else None)
        for pair in combinations(() if common else full, 2):
            if pair not in self._settled:
                note_doubt(self._index, f"mention\t{key}", *pair)


class Joining:
    """The officials of one component as they grow. unsettled: surnames with several possible bearers."""

    def __init__(self, groups: Groups, component: list[int], same: Judged, different: Judged) -> None:
        self._groups, self._inside = groups, set(component)
        names = {number: (group.key, group.body) for number in component if (group := groups.get(number))}
        component = sorted(component, key=lambda number: names.get(number, ("", "")))
        self._rank = {number: place for place, number in enumerate(component)}
        self._home = {number: {number} for number in component}
        self._links = sorted(self._linked(component))
        self._apart = {(a, b) for a in component for b in different.get(a, ())}
        self._apart |= {pair for *_, a, b in self._links if groups.side_by_side(a, b) for pair in ((a, b), (b, a))}
        for number in component:
            for other in groups.together(number):
                self._join(number, other, even_if_apart=True)
        for number in component:
            for other in sorted(same.get(number, set()) & self._inside, key=self._rank.__getitem__):
                self._join(number, other)
        for weak, _, _, a, b in self._links:
            if not weak:
                self._join(a, b)
        self.unsettled = list(self._surnames())

    def _linked(self, component: list[int]) -> Iterator[tuple[bool, float, list[tuple[str, str]], int, int]]:
        """Yield the links inside the component: the strong and best first, ties by names and bodies."""
        for number in component:
            for kin in self._groups.kin(number):
                if number < kin.number:
                    ends = [self._groups.get(one) for one in (number, kin.number)]
                    yield not kin.strong, -kin.total, sorted((e.key, e.body) for e in ends if e), number, kin.number

    def _join(self, one: int, other: int, *, even_if_apart: bool = False) -> None:
        if other not in self._inside:
            return
        left, right = self._home[one], self._home[other]
        if left is right or (not even_if_apart and any((a, b) in self._apart for a in left for b in right)):
            return
        left |= right
        self._home.update(dict.fromkeys(right, left))

    def _surnames(self) -> Iterator[tuple[int, int]]:
        """Join each surname with its only bearer; yield those with several, or that several claim, pair by pair."""
        bearers: dict[int, set[int]] = {}
        for weak, _, _, a, b in self._links:
            if weak:
                for number, other in ((a, b), (b, a)):
                    if self._is_surname(number):
                        bearers.setdefault(number, set()).add(other)
        claims: dict[int, list[int]] = {}
        for number, others in sorted(bearers.items()):
            homes = {min(self._home[other]) for other in others}
            if len(homes) == 1:
                claims.setdefault(homes.pop(), []).append(number)
            else:
                yield from ((number, other) for other in sorted(others))
        for home, numbers in sorted(claims.items()):
            if any(pair in self._apart for pair in permutations(numbers, 2)):
                yield from ((number, home) for number in numbers)
            else:
                for number in numbers:
                    self._join(number, home)

    def _is_surname(self, number: int) -> bool:
        """Say whether a group's name is the shorter side of its weak links: a surname alone."""
        group = self._groups.get(number)
        return group is not None and all(
            len(other.key) > len(group.key)
            for kin in self._groups.kin(number)
            if not kin.strong and (other := self._groups.get(kin.number)) is not None
        )

    def members(self) -> list[list[int]]:
        """Return the groups of each official."""
        return sorted({min(group): sorted(group) for group in self._home.values()}.values())


_OFFICIAL = "SELECT official FROM person WHERE g = ?"
_KEY = "SELECT key FROM person WHERE g = ?"
_EARLIEST = "SELECT grouped.age, id FROM grouped JOIN mention USING (n) WHERE g = ? ORDER BY 1, 2 LIMIT 1"
_MENTIONING = "SELECT DISTINCT article FROM grouped JOIN mention USING (n) WHERE g = ?"
_TOLD_BESIDE = """
SELECT DISTINCT cluster FROM report WHERE cluster NOT NULL
AND article IN (SELECT article FROM grouped JOIN mention USING (n) WHERE g = ?)
"""
_BEARERS = "SELECT official, min(name) FROM person WHERE key = ? AND official NOT NULL GROUP BY official"
