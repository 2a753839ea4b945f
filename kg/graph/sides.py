"""Whether the reports of one agreement name the same parties, and whether somebody denies one of them.

A body and one it belongs to, a body and what became of it, and two names that may be one body's are no disagreement:
one names the party more precisely, by the name of another time, or in other words. Names in two scripts of which the
lexicon lacks one cannot be compared, and are no disagreement either. Each of two reports must name a party that the
other has in no such form. A denial counts where its words name a party and speak of being one (``PARTY_WORDS``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from kg.graph.told import Told
from kg.identity import resolve_institutions
from kg.language import search_text
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, ROLE, STANCE

PARTY_WORDS = frozenset("طرف طرفین امضاکننده متعهد عضو نقشی مشارکتی party signatory signed member part".split())
"""Folded words by which a denial speaks of being a party, and not of what the agreement says or does."""

Side = tuple[str, tuple[NamedNode, ...]]
"""A party's name as written, or the words of a denial, with the evidence."""


@dataclass(frozen=True, slots=True)
class PartyNamed:
    """A party as one report names it. party: its local id."""

    party: str
    name: str
    evidence: tuple[NamedNode, ...]


def party_sides(told: Sequence[Told], lexicon: Lexicon, base_iri: str) -> list[Side]:
    """Return the parties on which the reports differ and the denials of parties, each once, in the reports' order."""
    named = [list(parties_of(one, base_iri)) for one in told]
    found: dict[tuple[str, tuple[NamedNode, ...]], None] = {}
    distinct = list({frozenset(one.party for one in parties): parties for parties in named if parties}.values())
    for mine, theirs in combinations(distinct, 2):
        only, others = _without(mine, theirs, lexicon), _without(theirs, mine, lexicon)
        if only and others:
            found |= dict.fromkeys((one.name, one.evidence) for one in (*only, *others))
    everyone = [party for parties in named for party in parties]
    for one in told:
        found |= dict.fromkeys(_denials(one, everyone))
    return list(found)


def parties_of(one: Told, base_iri: str) -> Iterator[PartyNamed]:
    """Yield the parties that a report names."""
    for part in one.view.nodes(one.report, AGR("hasReportedParticipation")):
        body = one.view.node(part, AGR("reportedInstitution"))
        if body is not None and one.view.node(part, AGR("reportedRole")) == ROLE("party"):
            evidence = one.view.nodes(part, AGR("evidence"))[:1]
            name = one.view.text(part, AGR("reportedName")) or ""
            yield PartyNamed(body.value.removeprefix(base_iri), name, tuple(evidence))


def _without(mine: Sequence[PartyNamed], theirs: Sequence[PartyNamed], lexicon: Lexicon) -> list[PartyNamed]:
    """Return those of mine that the others name in no form."""
    return [one for one in mine if not any(_one_side(one, other, lexicon) for other in theirs)]


def _one_side(one: PartyNamed, other: PartyNamed, lexicon: Lexicon) -> bool:
    if one.party == other.party or other.party in _kin(one.party, lexicon) or one.party in _kin(other.party, lexicon):
        return True
    known = [lexicon.institution_by_id(side.party) is not None for side in (one, other)]
    if one.name.isascii() != other.name.isascii():
        return not all(known)
    return resolve_institutions(lexicon, one.name, other.name).same


def _kin(party: str, lexicon: Lexicon) -> set[str]:
    """Return the bodies that a body belongs to and those that came out of it or of which it came."""
    found: set[str] = set()
    waiting = [party]
    while waiting:
        known = lexicon.institution_by_id(waiting.pop())
        if known is not None and known.id not in found:
            found.add(known.id)
            heirs = [told.successor for told in lexicon.successions_of(known.slug) if told.former == known.slug]
            waiting += [f"institution/{slug}" for slug in (known.parent, known.successor, *heirs) if slug]
    return found


def _denials(one: Told, everyone: Sequence[PartyNamed]) -> Iterator[Side]:
    """Yield each denial about the report whose words name a party, and the parties it names."""
    for said in one.view.of_type(AGR("ReportedStatement")):
        if one.view.node(said, AGR("aboutReport")) != one.report:
            continue
        if one.view.node(said, AGR("reportedStance")) == STANCE("denial"):
            text = one.view.text(said, AGR("reportedText")) or ""
            words = f" {search_text(text)} "
            denied = [party for party in everyone if f" {search_text(party.name)} " in words]
            if denied and PARTY_WORDS & set(words.split()):
                yield text, tuple(one.view.nodes(said, AGR("evidence")))
                yield from ((party.name, party.evidence) for party in denied)
