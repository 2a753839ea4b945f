"""Reports become agreements: what is joined, what stays apart, and that neither order nor grouping matters."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import link
from report_cases import cases, made_reports, report

from kg.identity import (
    Cluster,
    ReportKey,
    block_keys,
    cluster_reports,
    pair_of,
    renamed,
    republished,
    score,
)

CASES = cases("reports.json")
Pair = tuple[str, str]


def agreements(
    reports: list[ReportKey], same: set[Pair] = frozenset(), different: set[Pair] = frozenset()
) -> tuple[Cluster, ...]:  # type: ignore[assignment]
    return cluster_reports(reports, link(reports)[0], same, different)


def names(clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return sorted(sorted(member.removeprefix("report/") for member in cluster.members) for cluster in clusters)


@pytest.mark.parametrize(("name", "reports", "expected"), CASES, ids=[case[0] for case in CASES])
def test_reports_become_agreements(name: str, reports: list[ReportKey], expected: list[list[str]]) -> None:
    found = agreements(reports)
    said = "\n".join(" ".join(map(str, score(*two).parts)) for two in combinations(reports, 2))
    assert names(found) == sorted(map(sorted, expected)), said
    for cluster in found:
        assert cluster.id == renamed(cluster.members[0], "agreement")
        assert len(cluster.retired) == len(cluster.members) - 1


def test_the_earliest_report_names_the_agreement() -> None:
    said = {"date": "2021-10-04", "parties": ["x", "y"]}
    days = {"late": "2021-10-06", "early": "2021-10-05", "unknown": None}
    (found,) = agreements([report(name, {**said, "published": day}) for name, day in days.items()])
    assert found == Cluster(
        "agreement/early", ("report/early", "report/late", "report/unknown"), ("agreement/late", "agreement/unknown")
    )


def test_a_score_explains_itself() -> None:
    one, other = (report(name, {"published": "2021-10-05", "parties": ["x", "y"]}) for name in "ab")
    found = score(one, other)
    assert [str(part) for part in found.parts] == ["parties +3.0 (2 of 2 shared)", "time +1.5 (0 days apart)"]
    assert found.total == sum(part.points for part in found.parts)


def far_apart() -> list[ReportKey]:
    return [
        report(name, {"published": f"20{20 + place}-01-01", "parties": ["x", "y"]}) for place, name in enumerate("abc")
    ]


A, B, C = "report/a", "report/b", "report/c"


def test_what_is_judged_the_same_is_joined_whatever_the_score() -> None:
    assert names(agreements(far_apart())) == [["a"], ["b"], ["c"]]
    assert names(agreements(far_apart(), same={(C, A)})) == [["a", "c"], ["b"]]
    one_article = [report(name, {"article": "m", "parties": ["x", "y"]}) for name in "ab"]
    assert names(agreements(one_article, same={(A, B)})) == [["a", "b"]]


def test_what_is_judged_different_is_not_joined() -> None:
    told = [report(name, {"published": "2021-10-05", "date": "2021-10-04", "parties": ["x", "y"]}) for name in "abc"]
    assert names(agreements(told)) == [["a", "b", "c"]]
    assert names(agreements(told, different={(A, B)})) in ([["a", "c"], ["b"]], [["a"], ["b", "c"]])


def test_different_wins_over_same() -> None:
    same, different = {(A, B), (B, C)}, {(A, C)}
    assert names(agreements(far_apart(), same=same, different=different)) == [["a", "b"], ["c"]]
    assert names(agreements(far_apart(), same=same)) == [["a", "b", "c"]]


def test_judgements_about_unknown_reports_change_nothing() -> None:
    assert names(agreements(far_apart(), same={(A, "report/gone")}, different={(B, "report/gone")})) == [
        ["a"],
        ["b"],
        ["c"],
    ]


def test_the_same_text_told_by_another_agency() -> None:
    words = " ".join(f"واژه{number}" for number in range(120))
    said = {"published": "2021-10-05", "parties": []}
    one, other = report("a", {**said, "text": words}), report("b", {**said, "text": f"به گزارش نمونه {words} پایان"})
    assert republished(one, other)
    assert not republished(one, report("c", {**said, "text": words[: len(words) // 3]}))
    assert not republished(one, report("d", {**said, "article": "a", "text": words}))
    assert not republished(report("e", said), report("f", said))


@given(made_reports)
def test_scores_are_symmetric(reports: list[ReportKey]) -> None:
    for one, other in combinations(reports, 2):
        assert score(one, other) == score(other, one)


@given(made_reports)
def test_reports_told_within_a_month_or_of_a_later_act_within_six_years_are_compared(reports: list[ReportKey]) -> None:
    for one, other in combinations(reports, 2):
        days = [day for day in (one.published, other.published) if day]
        if len(days) < 2 or len(set(one.parties) & set(other.parties)) < 2:
            continue
        apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
        later = max((one, other), key=lambda report: report.published or "")
        if apart <= 31 or later.status in ("ratified", "extended"):
            assert set(block_keys(one)) & set(block_keys(other))


some_judgements = st.sets(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=12)


def judged(numbers: set[tuple[int, int]], reports: list[ReportKey]) -> set[Pair]:
    """Return pairs of the reports, chosen by number."""
    found = {pair_of(reports[a % len(reports)].report, reports[b % len(reports)].report) for a, b in numbers if reports}
    return {pair for pair in found if pair[0] != pair[1]}


@given(made_reports, some_judgements, some_judgements, st.integers())
def test_the_result_does_not_depend_on_the_order(
    reports: list[ReportKey], first: set[tuple[int, int]], second: set[tuple[int, int]], seed: int
) -> None:
    same, different = judged(first, reports), judged(second, reports)
    shuffled = list(reports)
    random.Random(seed).shuffle(shuffled)
    found = agreements(reports, same, different)
    assert found == agreements(shuffled, {(b, a) for a, b in same}, {(b, a) for a, b in different})
    assert sorted(member for cluster in found for member in cluster.members) == sorted(one.report for one in reports)


@given(made_reports, some_judgements, some_judgements)
def test_components_give_the_clusters_of_the_whole(
    reports: list[ReportKey], first: set[tuple[int, int]], second: set[tuple[int, int]]
) -> None:
    same, different = judged(first, reports), judged(second, reports)
    links = link(reports)[0]
    strong = {pair for pair, found in links.items() if found.verdict == "same"} | same
    parts = components([one.report for one in reports], strong)
    by_name = {one.report: one for one in reports}
    piecewise = [
        cluster
        for part in parts
        for cluster in cluster_reports([by_name[name] for name in part], links, same, different)
    ]
    assert tuple(sorted(piecewise)) == cluster_reports(reports, links, same, different)


@given(made_reports, some_judgements, some_judgements)
def test_nothing_forbidden_stands_in_one_agreement(
    reports: list[ReportKey], first: set[tuple[int, int]], second: set[tuple[int, int]]
) -> None:
    same, different = judged(first, reports), judged(second, reports)
    by_name = {one.report: one for one in reports}
    home = {name: place for place, part in enumerate(components(list(by_name), same)) for name in part}
    for cluster in agreements(reports, same, different):
        for pair in combinations(cluster.members, 2):
            one, other = (by_name[name] for name in pair)
            assert pair_of(*pair) not in different
            assert not score(one, other).conflict or home[pair[0]] == home[pair[1]]


def components(names: list[str], pairs: set[Pair]) -> list[set[str]]:
    near = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: list[set[str]] = []
    for name in names:
        if not any(name in part for part in found):
            part, open_ = {name}, [name]
            while open_:
                fresh = near[open_.pop()] - part
                part |= fresh
                open_ += fresh
            found.append(part)
    return found
