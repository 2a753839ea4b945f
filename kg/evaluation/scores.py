"""Counts of many articles as precision, recall and F1 of each kind of fact, with intervals over the articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.counting import Counts, Difference, compare
from kg.evaluation.facts import ArticleFacts

SAMPLES = 1_000
SEED = 20_211_004
GRADES = ("strict", "lenient")
KINDS = (
    "agreements", "parties", "signatories", "signatory.office", "objectives", "aims", "topics", "type", "status",
    "date", "duration", "article_count", "note_count", "place", "places_concerned", "values", "events", "officials",
    "statements", "grounded", "negatives",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """One kind of fact in one grade: figures 0 to 1, how many the gold and the prediction hold, 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores by kind and grade; a kind that neither side holds is left out.

    unread: ids of articles without any prediction, which count as read and found empty.
    """

    articles: int
    unread: tuple[str, ...]
    scores: Mapping[str, Mapping[str, Score]]
    differences: tuple[Difference, ...]


def evaluate(gold: Sequence[ArticleFacts], predicted: Iterable[ArticleFacts], texts: Mapping[str, str]) -> Evaluation:
    """Score predictions against the gold; ``texts`` by article id. Predictions of other articles are not counted."""
    by_id = {one.id: one for one in predicted}
    counts = [compare(one, by_id.get(one.id, ArticleFacts(one.id, one.language)), texts[one.id]) for one in gold]
    return Evaluation(
        len(gold),
        tuple(one.id for one in gold if one.id not in by_id),
        {kind: grades for kind in KINDS if (grades := _grades(counts, kind))},
        tuple(difference for one in counts for difference in one.differences),
    )


def _grades(counts: Sequence[Counts], kind: str) -> dict[str, Score]:
    """Return the scores of one kind; none when there is nothing to count."""
    return {
        grade: _score(rows)
        for grade in GRADES
        if sum(map(sum, rows := [one.tally.get((kind, grade), (0, 0, 0)) for one in counts]))
    }


def _score(rows: Sequence[tuple[int, int, int]]) -> Score:
    found, missed, spare = (sum(column) for column in zip(*rows, strict=True))
    low, high = _interval(rows)
    return Score(
        _ratio(found, found + spare),
        _ratio(found, found + missed),
        _ratio(2 * found, 2 * found + missed + spare),
        found + missed,
        found + spare,
        low,
        high,
    )


def _interval(rows: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of F1 over samples of the articles, drawn with replacement.

    The seed is fixed: the same counts give the same interval.
    """
    import numpy as np  # noqa: PLC0415 - keeps `kg --help` fast

    size = len(rows)
    drawn = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, SAMPLES)
    found, missed, spare = (drawn @ np.array(rows)).T
    whole = 2 * found + missed + spare
    figures = np.where(whole > 0, 2 * found / np.maximum(whole, 1), np.nan)
    low, high = np.nanpercentile(figures, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
