"""Evaluation: what was read beside what a careful reader takes from the same texts, counted per kind of fact.

Pure: facts and texts go in, counts, scores, intervals and differences come out; files are read by the command.
"""

from kg.evaluation.counting import Counts, Difference, compare
from kg.evaluation.facts import ArticleFacts, facts_of
from kg.evaluation.likeness import close, overlap, same, squash
from kg.evaluation.scores import SAMPLES, SEED, Evaluation, Score, evaluate

__all__ = [
    "SAMPLES",
    "SEED",
    "ArticleFacts",
    "Counts",
    "Difference",
    "Evaluation",
    "Score",
    "close",
    "compare",
    "evaluate",
    "facts_of",
    "overlap",
    "same",
    "squash",
]
