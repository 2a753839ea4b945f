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
from kg.identity.institution_names import compare_institutions, resolve_institutions
from kg.identity.name_tables import NameScore
from kg.identity.officials import MentionKey, cluster_mentions
from kg.identity.people import compare_people, person_codes

__all__ = [
    "CONSOLIDATED",
    "RUNS",
    "STATE",
    "Cluster",
    "MentionKey",
    "NameScore",
    "ReportKey",
    "age",
    "article_graph",
    "cluster_mentions",
    "cluster_reports",
    "compare_institutions",
    "compare_people",
    "hash_id",
    "mention_id",
    "person_codes",
    "renamed",
    "report_id",
    "resolve_institutions",
]
