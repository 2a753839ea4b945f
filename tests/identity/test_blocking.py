"""Comparisons stay few however many reports there are, and a block beyond the cap is named."""

from __future__ import annotations

from collections import Counter

from linked import link
from made_keys import made_reports
from report_cases import report

from kg.identity import BLOCK_CAP, ReportKey, block_keys

MOST_COMPARISONS = 8
"""A report on average; measured: 3.4 among 2,000 reports, 5.8 among 20,000, 8.8 among 100,000."""


def comparisons(reports: list[ReportKey]) -> float:
    blocks: dict[str, list[int]] = {}
    for place, one in enumerate(reports):
        for key in block_keys(one):
            blocks.setdefault(key, []).append(place)
    pairs = {(a, b) for block in blocks.values() if len(block) <= BLOCK_CAP for a in block for b in block if a < b}
    return len(pairs) / len(reports)


def test_the_made_up_world_is_skewed() -> None:
    reports = made_reports(20_000)
    bodies = Counter(party for one in reports for party in one.parties)
    pairs = Counter(one.parties for one in reports)
    assert bodies.most_common(1)[0][1] >= 0.09 * len(reports)
    assert pairs.most_common(1)[0][1] >= 0.015 * len(reports)
    assert sum(one.earliest is None for one in reports) >= 0.15 * len(reports)


def test_comparisons_stay_few_as_reports_grow() -> None:
    assert all(comparisons(made_reports(count)) <= MOST_COMPARISONS for count in (2_000, 20_000))


def test_a_block_beyond_the_cap_is_named_and_the_finer_keys_still_join() -> None:
    said = {"parties": ["x", "y"], "type": "memorandum"}
    crowd = [report(f"{number}", {**said, "published": "2021-10-05"}) for number in range(BLOCK_CAP - 1)]
    twins = [
        report(name, {**said, "published": "2021-10-05", "date": "2021-10-04", "signatories": ["نادر نمونه‌زاده"]})
        for name in "ab"
    ]
    scores, capped = link(crowd + twins)
    assert "near|" in " ".join(key for key, _ in capped)
    assert {size for _, size in capped} == {BLOCK_CAP + 1}
    assert set(scores) == {("report/a", "report/b")}


def test_keys_depend_on_the_report_alone_and_are_sorted() -> None:
    for one in made_reports(200):
        assert list(block_keys(one)) == sorted(set(block_keys(one)))
