"""Names become stable ids; reports become agreements and mentions become officials.

Everything here is a pure function of its arguments: no store, no history, no order of arrival.
"""

from __future__ import annotations

from kg.identity.agreements import cluster_reports, pair_of
from kg.identity.blocking import BLOCK_CAP, block_keys
from kg.identity.clusters import Cluster, age
from kg.identity.days import EARLY
from kg.identity.ids import (
    CONSOLIDATED,
    RUNS,
    STATE,
    USER_GRAPHS,
    article_graph,
    hash_id,
    mention_id,
    renamed,
    report_id,
)
from kg.identity.institution_names import compare_institutions, resolve_institutions
from kg.identity.keys import ReportKey
from kg.identity.minhash import resemblance, signature
from kg.identity.name_tables import NameScore
from kg.identity.parts import Part, Score, Strong
from kg.identity.people import SURNAME_ONLY, compare_people, person_codes
from kg.identity.scoring import republished, score
from kg.identity.states import states_of
from kg.identity.weights import DOUBTFUL, SAME
from kg.identity.wording import content

__all__ = [
    "BLOCK_CAP",
    "CONSOLIDATED",
    "DOUBTFUL",
    "EARLY",
    "RUNS",
    "SAME",
    "STATE",
    "SURNAME_ONLY",
    "USER_GRAPHS",
    "Cluster",
    "NameScore",
    "Part",
    "ReportKey",
    "Score",
    "Strong",
    "age",
    "article_graph",
    "block_keys",
    "cluster_reports",
    "compare_institutions",
    "compare_people",
    "content",
    "hash_id",
    "mention_id",
    "pair_of",
    "person_codes",
    "renamed",
    "report_id",
    "republished",
    "resemblance",
    "resolve_institutions",
    "score",
    "signature",
    "states_of",
]
