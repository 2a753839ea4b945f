"""The score of two reports: how much speaks for one agreement, and what.

A sum of points from one table (``weights``), each part with its reason, so that a reader can follow it. A conflict
(``conflicts``) makes the two different whatever else is alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.conflicts import conflict, shared_parties
from kg.identity.keys import ReportKey
from kg.identity.minhash import REPUBLISHED, resemblance
from kg.identity.parts import Part, Score, part
from kg.identity.people import same_person
from kg.identity.timing import time_parts
from kg.identity.weights import DOUBTFUL, SAME
from kg.identity.wording import word_parts

_CONFUSED = frozenset({"memorandum", "agreement", "cooperation-document", "letter-of-intent", "protocol", "statement"})
"""Journalists use these words for one another."""
CONFLICT_POINTS = -10.0
MOST_UNEQUAL = 0.6


def score(one: ReportKey, other: ReportKey) -> Score:
    """Compare two reports; which one comes first does not matter."""
    one, other = (one, other) if one.report <= other.report else (other, one)
    if against := conflict(one, other):
        return Score(CONFLICT_POINTS, (Part("conflict", CONFLICT_POINTS, against),), "different", conflict=True)
    found = tuple(found for say in _EVIDENCE for found in say(one, other))
    total = round(sum(each.points for each in found), 2)
    verdict = "same" if total >= SAME else "doubtful" if total >= DOUBTFUL else "different"
    return Score(total, found, verdict)


def republished(one: ReportKey, other: ReportKey) -> bool:
    """Say whether the two articles have the same text, told again by another agency: one source, not two."""
    if one.article_key == other.article_key or not one.characters or not other.characters:
        return False
    shorter, longer = sorted((one.characters, other.characters))
    return shorter >= MOST_UNEQUAL * longer and resemblance(one.minhash, other.minhash) >= REPUBLISHED


def _party_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    few = min(len(one.parties), len(other.parties))
    shared, near = shared_parties(one, other)
    why = f"{shared} of {max(len(one.parties), len(other.parties))} shared"
    if few >= 2:
        everything = shared == len(one.parties) == len(other.parties)
        weight = "all parties shared" if everything else "two or more parties shared"
        yield part("parties", "shared through a parent body" if near else weight, why)
    elif few == 1 and not shared:
        yield part("parties", "a single party that the other does not name")
    else:
        yield part("parties", "one party known" if few else "no party known", why)


def _type_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    types = {one.type, other.type}
    if "other" in types:
        return
    weight = "same type" if len(types) == 1 else "types easily confused" if types <= _CONFUSED else "types differ"
    yield part("type", weight, " and ".join(sorted(types)))


def _signatory_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    if not one.signatories or not other.signatories:
        return
    same = min(_known(one.signatories, other.signatories), _known(other.signatories, one.signatories))
    weight = "two signatories" if same > 1 else "one signatory" if same else "other signatories"
    yield part("signatories", weight, f"{same} the same")


def _known(names: tuple[str, ...], among: tuple[str, ...]) -> int:
    return sum(any(same_person(name, other) for other in among) for name in names)


def _detail_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    pairs = (
        ("article count", one.article_count, other.article_count),
        ("note count", one.note_count, other.note_count),
        ("duration", one.duration, other.duration),
        ("place", one.place, other.place),
    )
    for name, mine, theirs in pairs:
        if mine is not None and theirs is not None:
            yield part(name, name if mine == theirs else f"{name} differs", f"{mine} and {theirs}")
    if one.values and other.values:
        yield part("value", "value" if set(one.values) & set(other.values) else "value differs")
    if dated := sorted(event for event in set(one.events) & set(other.events) if "@" in event):
        yield part("event", "event", dated[0])


_EVIDENCE = (_party_parts, time_parts, _type_parts, _signatory_parts, word_parts, _detail_parts)
