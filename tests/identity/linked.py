"""All reports compared at once, block by block: what the product does with an index, done plainly in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from kg.identity import BLOCK_CAP, ReportKey, Score, block_keys, pair_of, score


def link(reports: Iterable[ReportKey]) -> tuple[dict[tuple[str, str], Score], list[tuple[str, int]]]:
    """Return the scores of the pairs that are the same or doubtful, and the blocks beyond the cap with their sizes."""
    blocks: dict[str, list[ReportKey]] = defaultdict(list)
    for report in reports:
        for key in block_keys(report):
            blocks[key].append(report)
    pairs = {
        pair_of(one.report, other.report): (one, other)
        for block in blocks.values()
        if len(block) <= BLOCK_CAP
        for one, other in combinations(block, 2)
    }
    scores = {pair: score(*both) for pair, both in sorted(pairs.items())}
    capped = sorted((key, len(block)) for key, block in blocks.items() if len(block) > BLOCK_CAP)
    return {pair: found for pair, found in scores.items() if found.verdict != "different"}, capped
