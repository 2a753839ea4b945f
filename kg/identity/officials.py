"""Mentions of different articles that name one official: the same person key in the same institution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.identity.clusters import Cluster, age
from kg.identity.ids import renamed
from kg.identity.keys import MentionKey


def cluster_mentions(mentions: Iterable[MentionKey]) -> tuple[Cluster, ...]:
    """Return the officials, sorted by id; every mention is in exactly one.

    A mention without an institution stands alone: a bare name is no identity.
    """
    ordered = sorted(mentions, key=lambda one: (*age(one.published, one.article_key), one.mention))
    leader = {one.mention: one.mention for one in ordered}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    rank = {one.mention: place for place, one in enumerate(ordered)}
    seen: dict[tuple[str, str], str] = {}
    for one in ordered:
        for institution in one.institutions:
            first = find(seen.setdefault((one.person_key, institution), one.mention))
            own = find(one.mention)
            early, late = sorted((first, own), key=rank.__getitem__)
            leader[late] = early
    groups: dict[str, list[str]] = defaultdict(list)
    for one in ordered:
        groups[find(one.mention)].append(one.mention)
    return tuple(sorted(map(_cluster, groups.values())))


def _cluster(members: list[str]) -> Cluster:
    names = [renamed(member, "official") for member in members]
    return Cluster(names[0], tuple(members), tuple(sorted(names[1:])))
