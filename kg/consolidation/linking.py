"""Reports of the index become agreements: compare what shares a block, link, cluster; only what a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.consolidation.doubts import Pair, forget_doubts, note_doubt, partners
from kg.consolidation.index import Index, short_hash
from kg.consolidation.taking import Touched, unpack
from kg.identity import BLOCK_CAP, ReportKey, Score, block_keys, cluster_reports, pair_of, score

_STRONG = "SELECT b FROM link WHERE a = ? AND strong UNION SELECT a FROM link WHERE b = ? AND strong"
_SECONDS = "SELECT r.id, r.cluster FROM link JOIN report r ON r.n = b WHERE a = ?"
_FIRSTS = "SELECT r.id, r.cluster FROM link JOIN report r ON r.n = a WHERE b = ?"
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
        """Bring links, clusters and doubts up to date and plan the agreements that changed."""
        self._touched = touched
        present = [number for number in sorted(self._with_crossed_blocks(touched)) if self._key(number) is not None]
        seeds = set(present)
        for number in present:
            seeds.update(self._index.numbers(_STRONG, number, number))
            self._index.run("DELETE FROM link WHERE a = ? OR b = ?", number, number)
        fresh = set(present)
        for number in present:
            self._link(number, fresh)
        changed = set(touched.agreements)
        for component in self._components(sorted(seeds)):
            changed |= self._cluster(component)
        self._index.plan("agreement", changed)

    def _with_crossed_blocks(self, touched: Touched) -> set[int]:
        """Return the touched reports and, where a block became too large or small enough, all its reports."""
        index, numbers = self._index, set(touched.reports)
        for hash_, before in touched.blocks.items():
            after = (touched.size(index, hash_) or 0) > BLOCK_CAP
            if after != (before > BLOCK_CAP):
                numbers.update(index.numbers("SELECT n FROM block WHERE hash = ?", hash_))
                self._tell(hash_, full=after)
        return numbers

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
        """Compare a report with all that share a block with it; two fresh ones meet once."""
        own = self._key(number)
        if own is None:
            return
        for other in self._candidates(number):
            if other in fresh and other < number:
                continue
            theirs = self._key(other)
            if theirs is not None:
                self._keep(number, other, score(own, theirs))

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

    def _keep(self, one: int, other: int, found: Score) -> None:
        a, b = sorted((one, other))
        if found.verdict == "different":
            self._index.run("DELETE FROM link WHERE a = ? AND b = ?", a, b)
        else:
            parts = "\n".join([f"{found.total:.2f}", *map(str, found.parts)])
            self._index.run(
                "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", a, b, int(found.verdict == "same"), parts
            )

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
        found = self._index.numbers(_STRONG, number, number)
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
            changed.add(cluster.id)
        self._doubt(component)
        return changed

    def _beside(self, number: int) -> set[str]:
        """Return the agreements that other reports of the same article tell of: they may be linked with this one."""
        return set(self._index.texts(_BESIDE, number))

    def _scores(self, component: Mapping[int, ReportKey]) -> Iterator[tuple[Pair, Score]]:
        for number, key in component.items():
            for other in self._index.numbers("SELECT b FROM link WHERE a = ? AND strong", number):
                if other in component:
                    yield pair_of(key.report, component[other].report), score(key, component[other])

    def _doubt(self, component: Mapping[int, ReportKey]) -> None:
        """Plan the pairs that stay apart although much speaks for one agreement."""
        index = self._index
        for number, key in component.items():
            own = index.text("SELECT cluster FROM report WHERE n = ?", number)
            forget_doubts(index, "report", key.report)
            for other, cluster in [*index.rows(_SECONDS, number), *index.rows(_FIRSTS, number)]:
                pair = pair_of(key.report, str(other))
                if cluster is not None and cluster != own and pair not in self._settled:
                    note_doubt(index, "report", *pair)


def _within(component: Mapping[int, ReportKey], judged: Mapping[str, set[str]]) -> frozenset[Pair]:
    names = {key.report for key in component.values()}
    return frozenset(pair_of(name, other) for name in names for other in judged.get(name, set()) & names)
