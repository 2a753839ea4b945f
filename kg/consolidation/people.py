"""Mentions of the index become officials: the same name in the same body, its spellings, what a judgement says.

A *group* is one name key in one body; all its mentions are one person. Groups of one mention belong together, groups
of one body whose names compare as the same are linked, and linked groups become one official unless a judgement or
one article that names both as two persons speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.consolidation.doubts import Pair, forget_kind, note_doubt
from kg.consolidation.index import Index, short_hash
from kg.consolidation.taking import Touched
from kg.identity import compare_people, person_codes, renamed

NAMESAKES_CAP = 30
"""Officials of one name, beyond which the name is too common for its bearers to be listed as doubtful pairs."""
SPELLINGS_CAP = 300
"""Names of one body that share a code, beyond which they are not compared; such a code is listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """One name in one body; ``name`` is its first spelling in the order of the alphabet."""

    number: int
    key: str
    body: str
    name: str


class People:
    """Keeps groups, links and officials in step. same, different: judged pairs of mentions (local ids, sorted)."""

    def __init__(
        self, index: Index, same: frozenset[Pair], different: frozenset[Pair], settled: frozenset[Pair]
    ) -> None:
        self._index, self._settled = index, settled
        self._same, self._different = same, different
        self._same_groups: dict[int, set[int]] = {}

    def update(self, touched: Touched) -> None:
        """Bring groups, links and officials up to date and plan what changed with them."""
        numbers = sorted(touched.persons)
        keys = {key for number in numbers for key in self._index.texts("SELECT key FROM person WHERE g = ?", number)}
        seeds = {*numbers, *(kin for number in numbers for kin in self._index.numbers(_KIN, number, number))}
        crossed: set[int] = set()
        for number in numbers:
            crossed |= self._renew(number)
        for number in sorted({one for hash_ in crossed for one in self._members(hash_)}):
            seeds |= {number, *self._index.numbers(_KIN, number, number)}
            self._compare(number)
        self._same_groups = self._judged_groups()
        seeds.update(self._judged())
        changed = set(touched.officials)
        for component in self._components(sorted(seeds)):
            keys |= {group.key for number in component if (group := self._group(number))}
            changed |= self._cluster(component)
        self._index.plan("official", changed)
        self._namesakes(keys)

    def _judged(self) -> Iterator[int]:
        """Yield the groups that a judgement names: few, so they are always looked at again."""
        for pair in sorted(self._same | self._different):
            for mention in pair:
                yield from self._groups_of(mention)

    def _judged_groups(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for pair in self._same:
            one, other = (set(self._groups_of(mention)) for mention in pair)
            for number in one:
                found.setdefault(number, set()).update(other)
            for number in other:
                found.setdefault(number, set()).update(one)
        return found

    def _members(self, hash_: int) -> list[int]:
        return self._index.numbers("SELECT g FROM code WHERE hash = ?", hash_)

    def _groups_of(self, mention: str) -> list[int]:
        return self._index.numbers("SELECT g FROM grouped JOIN mention USING (n) WHERE id = ?", mention)

    def _group(self, number: int) -> Group | None:
        found = self._index.rows("SELECT key, body, name FROM person WHERE g = ?", number)
        return Group(number, *(str(value) for value in found[0])) if found and found[0][2] is not None else None

    def _renew(self, number: int) -> set[int]:
        """Bring one group's name, codes and links up to date; drop it when nothing is left of it.

        Returns the codes that became too common, or common no longer, with it.
        """
        index = self._index
        name = index.text("SELECT min(name) FROM grouped WHERE g = ?", number)
        if name is not None and name == index.text("SELECT name FROM person WHERE g = ?", number):
            return set()
        before = set(index.numbers("SELECT hash FROM code WHERE g = ?", number))
        after = set() if name is None else self._codes(number, name)
        full = {hash_: self._is_full(hash_) for hash_ in before | after}
        index.run("DELETE FROM code WHERE g = ?", number)
        index.run_many("INSERT OR IGNORE INTO code VALUES (?, ?)", [(hash_, number) for hash_ in after])
        if name is None:
            index.run("DELETE FROM kin WHERE a = ? OR b = ?", number, number)
            index.run("DELETE FROM person WHERE g = ?", number)
        else:
            index.run("UPDATE person SET name = ? WHERE g = ?", name, number)
            self._compare(number)
        return {hash_ for hash_, was in full.items() if was != self._is_full(hash_)}

    def _codes(self, number: int, name: str) -> set[int]:
        """Return the codes under which a group meets others of its body; a mention without a body meets none."""
        body = (self._index.text("SELECT body FROM person WHERE g = ?", number) or "").partition("\t")[0]
        return {short_hash(f"{body} {code}") for code in person_codes(name)} if body else set()

    def _is_full(self, hash_: int) -> bool:
        sql = "SELECT count(*) FROM (SELECT 1 FROM code WHERE hash = ? LIMIT ?)"
        return self._index.numbers(sql, hash_, SPELLINGS_CAP + 1)[0] > SPELLINGS_CAP

    def _compare(self, number: int) -> None:
        """Link a group with the groups of its body whose names are spellings of its own."""
        index, group = self._index, self._group(number)
        index.run("DELETE FROM kin WHERE a = ? OR b = ?", number, number)
        hashes = index.numbers("SELECT hash FROM code WHERE g = ?", number)
        others = {other for hash_ in hashes if not self._is_full(hash_) for other in self._members(hash_)}
        for other in sorted(others - {number}):
            found = self._group(other)
            if group is not None and found is not None and (compared := compare_people(group.name, found.name)).same:
                text = "\n".join([f"{compared.total:.2f}", *compared.reasons])
                index.run("INSERT OR REPLACE INTO kin VALUES (?, ?, 1, ?)", *sorted((number, other)), text)

    def _components(self, seeds: Iterable[int]) -> Iterator[list[int]]:
        seen: set[int] = set()
        for seed in seeds:
            if seed in seen:
                continue
            group: set[int] = set()
            queue = [seed]
            while queue:
                number = queue.pop()
                if number not in group and self._group(number) is not None:
                    group.add(number)
                    queue += self._neighbours(number)
            seen |= group
            if group:
                yield sorted(group)

    def _neighbours(self, number: int) -> list[int]:
        found = self._index.numbers(_KIN, number, number)
        found += self._index.numbers(_TOGETHER, number)
        return [*found, *sorted(self._same_groups.get(number, ()))]

    def _cluster(self, component: list[int]) -> set[str]:
        """Cluster one component; return the officials, old and new, that changed, and plan who mentions them."""
        index, changed = self._index, set[str]()
        for members in self._joined(component):
            first = min(index.rows(_EARLIEST, number)[0] for number in members)
            official = renamed(str(first[1]), "official")
            changed.add(official)
            for number in members:
                before = index.text("SELECT official FROM person WHERE g = ?", number)
                if before != official:
                    changed |= {before} if before else set()
                    index.run("UPDATE person SET official = ? WHERE g = ?", official, number)
                    self._plan_mentioning(number)
        return changed

    def _plan_mentioning(self, number: int) -> None:
        """Plan the articles that mention a group, and the agreements that their reports tell of."""
        self._index.plan("article", self._index.texts(_MENTIONING, number))
        self._index.plan("agreement", self._index.texts(_TOLD_BESIDE, number))

    def _joined(self, component: list[int]) -> list[list[int]]:
        """Return the groups of each official: joined by mentions and judgements, then by links, best first."""
        home = {number: {number} for number in component}
        apart = self._apart(component)

        def join(one: int, other: int, *, even_if_apart: bool = False) -> None:
            left, right = home[one], home[other]
            if left is right or not (even_if_apart or not any((a, b) in apart for a in left for b in right)):
                return
            left |= right
            for number in right:
                home[number] = left

        inside = set(component)
        for number in component:
            for other in self._index.numbers(_TOGETHER, number):
                join(number, other, even_if_apart=True)
        for one in component:
            for other in sorted(self._same_groups.get(one, ())):
                if other in inside:
                    join(one, other)
        for a, b in self._links(component):
            join(a, b)
        return sorted({min(group): sorted(group) for group in home.values()}.values())

    def _links(self, component: list[int]) -> list[tuple[int, int]]:
        """Return the name links inside a component, best first, ties by the names themselves."""
        found = []
        for number in component:
            for other, text in self._index.rows("SELECT b, score FROM kin WHERE a = ?", number):
                ends = [self._group(one) for one in (number, int(str(other)))]
                names = sorted((end.key, end.body) for end in ends if end)
                found.append((-float(str(text).partition("\n")[0]), names, number, int(str(other))))
        return [(a, b) for _, _, a, b in sorted(found)]

    def _apart(self, component: list[int]) -> set[tuple[int, int]]:
        """Return the pairs of groups that are never one: judged so, or named side by side as two persons."""
        found: set[tuple[int, int]] = set()
        inside = set(component)
        for one, other in self._different:
            for a in self._groups_of(one):
                found |= {
                    pair for b in self._groups_of(other) for pair in ((a, b), (b, a)) if a in inside and b in inside
                }
        for a, b in self._links(component):
            if self._index.rows(_SIDE_BY_SIDE, a, b):
                found |= {(a, b), (b, a)}
        return found

    def _namesakes(self, keys: Iterable[str]) -> None:
        """Plan the pairs of officials who bear one full name in different bodies: perhaps one person, perhaps not."""
        sql = "SELECT official, min(name) FROM person WHERE key = ? AND official NOT NULL GROUP BY official"
        for key in sorted(keys):
            forget_kind(self._index, f"mention\t{key}")
            rows = self._index.rows(sql, key)
            full = sorted(renamed(str(official), "mention") for official, name in rows if len(str(name).split()) > 1)
            for pair in combinations(full if len(full) <= NAMESAKES_CAP else (), 2):
                if pair not in self._settled:
                    note_doubt(self._index, f"mention\t{key}", *pair)


_EARLIEST = "SELECT grouped.age, id FROM grouped JOIN mention USING (n) WHERE g = ? ORDER BY 1, 2 LIMIT 1"
_MENTIONING = "SELECT DISTINCT article FROM grouped JOIN mention USING (n) WHERE g = ?"
_TOLD_BESIDE = """
SELECT DISTINCT cluster FROM report WHERE cluster NOT NULL
AND article IN (SELECT article FROM grouped JOIN mention USING (n) WHERE g = ?)
"""
_KIN = "SELECT b FROM kin WHERE a = ? UNION SELECT a FROM kin WHERE b = ?"
_TOGETHER = "SELECT DISTINCT other.g FROM grouped own JOIN grouped other USING (n) WHERE own.g = ?"
_SIDE_BY_SIDE = """
SELECT 1 FROM grouped ga JOIN mention a ON a.n = ga.n JOIN mention b ON b.article = a.article AND b.n != a.n
JOIN grouped gb ON gb.n = b.n WHERE ga.g = ? AND gb.g = ? LIMIT 1
"""
