"""The points of the score in one table, and the two thresholds.

Set on the half of ``data/gold/clusters`` that is meant for it: of its pairs without a conflict 166 are of one agreement
and 74 are not (``tests/evaluation/cluster_bench.py --thresholds``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SAME = 4.0
"""Same parties (3) need a point more: a near day, alike words, a signatory; parties and type alone do not reach it.
134 of the 166 pairs do and two of the 74; groups join the rest of the former and part the latter. From 3.9 to 4.2 the
groups of that half are the same."""
DOUBTFUL = 2.5
"""Between the two a reader has to decide: 25 pairs of one agreement and 13 of two lie there, 7 and 59 below."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # parties
        "all parties shared": 3.0,
        "two or more parties shared": 2.5,
        "shared through a like body": 2.0,
        "one party shared, others in another script": 1.5,
        "a state for its body": 1.0,
        "states for their bodies": 0.5,
        "one party known": -0.5,
        "no party known": -1.0,
        "a single party that the other does not name": -2.0,
        # time
        "same day": 2.0,
        "same month": 1.0,
        "names the month": 2.0,
        "same year": 0.4,
        "days differ slightly": -0.5,
        "days differ": -2.0,
        "a later act": 0.0,
        "a much later act": -0.3,
        "names the other's day": 1.5,
        "within three days": 1.5,
        "within ten days": 1.0,
        "within a month": 0.5,
        "within three months": 0.0,
        "months apart": -2.5,
        "may look back": -0.7,
        "no time known": -1.0,
        # what it is
        "same type": 0.5,
        "same type, a rare one": 0.8,
        "types easily confused": -0.2,
        "types sometimes confused": -0.7,
        "types differ": -1.5,
        # who and what for
        "two signatories": 2.3,
        "one signatory": 1.5,
        "other signatories": -1.0,
        "words alike": 2.0,
        "words overlap": 1.3,
        "few words shared": 0.5,
        "words differ": -1.7,
        "words differ, one told later": -0.7,
        "topics alike": 0.7,
        "topics shared": 0.3,
        "topics differ": -0.3,
        "topics differ, two languages": -0.7,
        "names the other": 2.0,
        # details
        "article count": 0.7,
        "article count differs": -0.3,
        "note count": 0.3,
        "note count differs": -0.2,
        "duration": 0.5,
        "duration differs": -0.3,
        "place": 0.4,
        "place differs": -1.0,
        "value": 1.0,
        "value differs": -0.3,
        "event": 1.0,
        # the text itself
        "text republished": 5.0,
        "text largely the same": 2.5,
        "passages shared": 1.0,
    }
)
