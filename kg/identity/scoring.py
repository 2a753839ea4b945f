"""The score of two reports: how much speaks for one agreement, and what.

A sum of points from one table (``weights``), each part with its reason, so that a reader can follow it. A conflict
(``conflicts``) makes the two different whatever else is alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.bodies import Shared, shared
from kg.identity.conflicts import conflict
from kg.identity.keys import ReportKey
from kg.identity.minhash import REPUBLISHED, resemblance
from kg.identity.parts import Part, Score, part
from kg.identity.signers import same_person
from kg.identity.timing import time_parts
from kg.identity.weights import DOUBTFUL, SAME
from kg.identity.wording import word_parts

_RARE = frozenset({"contract", "treaty", "protocol", "statement", "letter-of-intent"})
_EASILY = (
    frozenset({"memorandum", "agreement", "cooperation-document", "protocol"}),
    frozenset({"treaty", "agreement"}),
)
_SOMETIMES = (
    frozenset({"memorandum", "agreement", "cooperation-document", "protocol", "statement", "letter-of-intent"}),
    frozenset({"treaty", "agreement", "cooperation-document", "protocol"}),
    frozenset({"contract", "agreement", "memorandum", "cooperation-document"}),
)
"""Words that journalists use for one another."""
CONFLICT_POINTS = -10.0
MOST_UNEQUAL = 0.6


def score(one: ReportKey, other: ReportKey) -> Score:
    """Compare two reports; which one comes first does not matter."""
    one, other = (one, other) if one.report <= other.report else (other, one)
    common = shared(one, other)
    if against := conflict(one, other, common):
        return Score(CONFLICT_POINTS, (Part("conflict", CONFLICT_POINTS, against),), "different", conflict=True)
    found = (*_party_parts(one, other, common), *(found for say in _EVIDENCE for found in say(one, other)))
    total = round(sum(each.points for each in found), 2)
    verdict = "same" if total >= SAME else "doubtful" if total >= DOUBTFUL else "different"
    return Score(total, found, verdict)


def republished(one: ReportKey, other: ReportKey) -> bool:
    """Say whether the two articles have the same text, told again by another agency: one source, not two."""
    if one.article_key == other.article_key or not one.characters or not other.characters:
        return False
    shorter, longer = sorted((one.characters, other.characters))
    return shorter >= MOST_UNEQUAL * longer and resemblance(one.minhash, other.minhash) >= REPUBLISHED


def _party_parts(one: ReportKey, other: ReportKey, common: Shared) -> Iterator[Part]:
    few, most = sorted((len(one.parties), len(other.parties)))
    found = common.known
    why = f"{found} of {most} shared"
    if few >= 2 and found < 2 and common.state and found + common.state >= 2:
        yield part("parties", "states for their bodies" if not found else "a state for its body", why)
    elif few >= 2 and found < 2:
        yield part("parties", "one party shared, others in another script", why)
    elif few >= 2:
        yield part("parties", _PARTIES[common.near > 0, common.exact == most], why)
    elif few == 1 and not found:
        yield part("parties", "a single party that the other does not name")
    else:
        yield part("parties", "one party known" if few else "no party known", why)


_PARTIES = {
    (False, True): "all parties shared",
    (False, False): "two or more parties shared",
    (True, False): "shared through a like body",
}
"""By whether a body is shared only through another that fits, and whether both name the same bodies."""


def _type_parts(one: ReportKey, other: ReportKey) -> Iterator[Part]:
    types = {one.type, other.type}
    if "other" not in types:
        yield part("type", _type_weight(types, translated=one.language != other.language), " and ".join(sorted(types)))


def _type_weight(types: set[str], *, translated: bool) -> str:
    if len(types) == 1:
        return "same type, a rare one" if types <= _RARE else "same type"
    if any(types <= words for words in _EASILY):
        return "types easily confused"
    if not any(types <= words for words in _SOMETIMES):
        return "types differ"
    return "types easily confused" if translated else "types sometimes confused"


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
    both = sorted(event for event in set(one.events) & set(other.events) if "@" in event and event[:7] != "signing")
    if both:
        yield part("event", "event", both[0])


_EVIDENCE = (time_parts, _type_parts, _signatory_parts, word_parts, _detail_parts)
