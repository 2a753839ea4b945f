"""Names become stable ids; reports become agreements and mentions become officials.

Everything here is a pure function of its arguments: no store, no history, no order of arrival.
"""

from __future__ import annotations

from kg.identity.agreements import ReportKey, cluster_reports
from kg.identity.clusters import Cluster, age
from kg.identity.ids import (
    CONSOLIDATED,
    RUNS,
    STATE,
    article_graph,
    hash_id,
    mention_id,
    renamed,
    report_id,
)
from kg.identity.officials import MentionKey, cluster_mentions

__all__ = [
    "CONSOLIDATED",
    "RUNS",
    "STATE",
    "Cluster",
    "MentionKey",
    "ReportKey",
    "age",
    "article_graph",
    "cluster_mentions",
    "cluster_reports",
    "hash_id",
    "mention_id",
    "renamed",
    "report_id",
]
