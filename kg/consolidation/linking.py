"""Reports of the index become agreements: compare what shares a block, link, cluster; only what a change touches.

Links are made batch by batch. What they touch waits in the index until all are made, so that each group of linked
reports is clustered once, however many batches had a part in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.consolidation.doubts import Pair, partners, settle_doubts
from kg.consolidation.index import Index, short_hash
from kg.consolidation.taking import STRONG, Touched, counted, unpack
from kg.identity import BLOCK_CAP, ReportKey, Score, Strong, block_keys, cluster_reports, pair_of, score

WAITING = "report"
"""Kind of plan: reports whose group of linked reports is to be clustered."""
AT_ONCE = 500
"""Groups clustered in one transaction."""

_SEEDS = "SELECT CAST(id AS INTEGER) FROM todo WHERE kind = ? LIMIT ?"
_KEYS = "SELECT n, report.key FROM json_each(?) JOIN report ON n = value"
_KEEP = "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)"
_COMMON = "SELECT hash FROM block WHERE n = ? INTERSECT SELECT hash FROM block WHERE n = ?"
_KEPT = "SELECT b, total, against FROM link WHERE a = ? AND strong"
_LINKED = """
SELECT r.id, r.cluster, total FROM link JOIN report r ON r.n = b WHERE a = ?1 AND r.cluster NOT NULL
UNION ALL SELECT r.id, r.cluster, total FROM link JOIN report r ON r.n = a WHERE b = ?1 AND r.cluster NOT NULL
"""
_BESIDE = """
SELECT o.cluster FROM report r JOIN report o USING (article) WHERE r.n = ? AND o.n != r.n AND o.cluster NOT NULL
"""


class Linking:
    """Keeps links and clusters in step. same, different: judged pairs of reports (local ids, sorted)."""

    def __init__(
        self, index: Index, same: frozenset[Pair], different: frozenset[Pair], settled: frozenset[Pair]
    ) -> None:
        self._index = index
        self._settled = settled
        self._touched = Touched()
        self._same, self._different = partners(same), partners(different)

    def update(self, touched: Touched) -> None:
        """Bring the links up to date; plan the agreements that lost reports and note what is to be clustered."""
        self._touched = touched
        fresh = {number for number in touched.reports if self._key(number) is not None}
        seeds = fresh | touched.beside
        for number in sorted(fresh):
            seeds.update(self._index.numbers(STRONG, number, number))
            self._index.run("DELETE FROM link WHERE a = ? OR b = ?", number, number)
        seeds |= self._cross_blocks(fresh)
        for number in sorted(fresh):
            self._link(number, fresh)
        self._index.plan("agreement", touched.agreements)
        self._index.plan(WAITING, map(str, seeds))

    def cluster(self) -> bool:
        """Cluster some of what waits, settle its doubts and plan the agreements that changed; False: nothing waits."""
        seeds = self._index.numbers(_SEEDS, WAITING, AT_ONCE)
        done = set(seeds)
        for component in self._components(seeds):
            self._index.plan("agreement", self._cluster(component))
            done |= component.keys()
        self._index.run_many("DELETE FROM todo WHERE kind = ? AND id = ?", [(WAITING, str(one)) for one in done])
        return bool(seeds)

    def _cross_blocks(self, fresh: set[int]) -> set[int]:
        """Where a block became too large or small enough, compare its reports no longer or again.

        Returns the reports, none of them fresh, whose links changed.
        """
        blocks = self._touched.blocks
        crossed = {hash_ for hash_, before in blocks.items() if self._is_used(hash_) != (before <= BLOCK_CAP)}
        changed: set[int] = set()
        for hash_ in sorted(crossed):
            full = not self._is_used(hash_)
            self._tell(hash_, full=full)
            members = {*self._index.numbers("SELECT n FROM block WHERE hash = ?", hash_)} - fresh
            if full:
                changed.update(*self._unlink([pair for pair in self._linked(members) if not self._meet(pair, set())]))
            else:
                pairs = combinations(sorted(members), 2)
                changed.update(*(self._compare(pair) for pair in pairs if not self._meet(pair, crossed)))
        return changed

    def _is_used(self, hash_: int) -> bool:
        """Say whether a block is small enough for its reports to be compared."""
        size = self._touched.size(self._index, hash_)
        return (counted(self._index, hash_) if size is None else size) <= BLOCK_CAP

    def _linked(self, members: set[int]) -> Iterator[tuple[int, int]]:
        for one in sorted(members):
            others = self._index.numbers("SELECT b FROM link WHERE a = ?", one)
            yield from ((one, other) for other in others if other in members)

    def _meet(self, pair: tuple[int, int], but: set[int]) -> bool:
        """Say whether two reports are compared because of other blocks than these."""
        return any(hash_ not in but and self._is_used(hash_) for hash_ in self._index.numbers(_COMMON, *pair))

    def _unlink(self, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        self._index.run_many("DELETE FROM link WHERE a = ? AND b = ?", pairs)
        return pairs

    def _compare(self, pair: tuple[int, int]) -> tuple[int, ...]:
        """Compare two reports and keep the link, if there is one; return its ends."""
        one, other = map(self._key, pair)
        found = _link(*pair, score(one, other)) if one and other else None
        self._index.run_many(_KEEP, [found] if found else [])
        return pair if found else ()

    def _tell(self, hash_: int, *, full: bool) -> None:
        """List a block that became too large to be compared, or list it no longer."""
        sql = "SELECT key FROM report JOIN block USING (n) WHERE hash = ? LIMIT 1"
        key = unpack(self._index.text(sql, hash_) or "") if full else None
        names = block_keys(key) if key else ()
        self._index.tell_full(hash_, next((one for one in names if short_hash(one) == hash_), "") if full else None)

    def _key(self, number: int) -> ReportKey | None:
        text = self._index.text("SELECT key FROM report WHERE n = ?", number)
        return None if text is None else unpack(text)

    def _link(self, number: int, fresh: set[int]) -> None:
        """Compare a report with all that share a block with it and keep the links; two fresh ones meet once."""
        own = self._key(number)
        if own is None:
            return
        met = [other for other in self._candidates(number) if other not in fresh or other > number]
        keys = self._index.rows(_KEYS, json.dumps(met)) if met else []
        found = [_link(number, int(str(other)), score(own, unpack(str(key)))) for other, key in keys]
        self._index.run_many(_KEEP, filter(None, found))

    def _candidates(self, number: int) -> list[int]:
        hashes = self._index.numbers("SELECT hash FROM block WHERE n = ?", number)
        found: set[int] = set()
        for hash_ in hashes:
            if self._touched.size(self._index, hash_) == 1:
                continue
            members = self._index.numbers("SELECT n FROM block WHERE hash = ? LIMIT ?", hash_, BLOCK_CAP + 1)
            if len(members) <= BLOCK_CAP:
                found.update(members)
        return sorted(found - {number})

    def _components(self, seeds: Iterable[int]) -> Iterator[dict[int, ReportKey]]:
        """Yield the reports that hang together through strong links and judgements, each group once."""
        seen: set[int] = set()
        for seed in seeds:
            if seed in seen:
                continue
            group: dict[int, ReportKey] = {}
            queue = [seed]
            while queue:
                number = queue.pop()
                key = self._key(number) if number not in group else None
                if key is not None:
                    group[number] = key
                    queue += self._neighbours(number, key)
            seen |= group.keys()
            yield dict(sorted(group.items()))

    def _neighbours(self, number: int, key: ReportKey) -> list[int]:
        found = self._index.numbers(STRONG, number, number)
        for other in sorted(self._same.get(key.report, ())):
            found += self._index.numbers("SELECT n FROM report WHERE id = ?", other)
        return found

    def _cluster(self, component: Mapping[int, ReportKey]) -> set[str]:
        """Cluster one component; return the agreements, old and new, whose reports changed."""
        index = self._index
        numbers = {key.report: number for number, key in component.items()}
        before = {
            key.report: index.text("SELECT cluster FROM report WHERE n = ?", number)
            for number, key in component.items()
        }
        judged = [_within(component, side) for side in (self._same, self._different)]
        found = cluster_reports(component.values(), dict(self._scores(component)), *judged)
        changed: set[str] = set()
        for cluster in found:
            for member in cluster.members:
                if before[member] != cluster.id:
                    changed |= {cluster.id, before[member] or cluster.id}
                    index.run("UPDATE report SET cluster = ? WHERE n = ?", cluster.id, numbers[member])
                    changed |= self._beside(numbers[member])
        self._doubt(component)
        return changed

    def _beside(self, number: int) -> set[str]:
        """Return the agreements that other reports of the same article tell of: they may be linked with this one."""
        return set(self._index.texts(_BESIDE, number))

    def _scores(self, component: Mapping[int, ReportKey]) -> Iterator[tuple[Pair, Strong]]:
        for number, key in component.items():
            for other, total, against in self._index.rows(_KEPT, number):
                if other in component:
                    yield pair_of(key.report, component[other].report), Strong(total, against)

    def _doubt(self, component: Mapping[int, ReportKey]) -> None:
        """Plan what a person is to decide: of two agreements apart although much speaks for one, the strongest pair."""
        best: dict[Pair, tuple[float, Pair]] = {}
        apart: set[Pair] = set()
        for number, key in component.items():
            own = self._cluster_of(key.report)
            apart.update(pair_of(own, self._cluster_of(other)) for other in self._different.get(key.report, ()))
            for other, cluster, total in self._index.rows(_LINKED, number):
                pair, two = pair_of(key.report, str(other)), pair_of(own, str(cluster))
                if own != cluster and pair not in self._settled:
                    best[two] = min(best.get(two, (0.0, pair)), (-float(str(total)), pair))
        pairs = {pair for two, (_, pair) in best.items() if two not in apart}
        settle_doubts(self._index, "report", (key.report for key in component.values()), pairs)

    def _cluster_of(self, report: str) -> str:
        return self._index.text("SELECT cluster FROM report WHERE id = ?", report) or ""


def _link(one: int, other: int, found: Score) -> tuple[object, ...] | None:
    """Return the row of a link, or None where two reports are different."""
    if found.verdict == "different":
        return None
    parts = "\n".join([f"{found.total:.2f}", *map(str, found.parts)])
    return min(one, other), max(one, other), int(found.verdict == "same"), found.total, found.against, parts


def _within(component: Mapping[int, ReportKey], judged: Mapping[str, set[str]]) -> frozenset[Pair]:
    names = {key.report for key in component.values()}
    return frozenset(pair_of(name, other) for name in names for other in judged.get(name, set()) & names)
