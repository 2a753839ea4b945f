"""Officials as one article mentions them, and what they say in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.extraction import Reading
from kg.extraction.reading import OfficeHeld, OfficialMention, Statement
from kg.graph.builder import integer, string
from kg.graph.quotes import Quotes
from kg.identity import hash_id, mention_id
from kg.language import search_text, skeleton_key
from kg.ontology.terms import AGR, CAPACITY, STANCE

Speakers = Mapping[str, NamedNode]
"""The mention's node by the skeleton key of the person's name."""


def add_mentions(quotes: Quotes, reading: Reading) -> Speakers:
    """Write every official of the article; return their nodes by the skeleton key of the name."""
    people: dict[str, NamedNode] = {}
    for person in _everybody(reading):
        key = skeleton_key(person.person)
        if key not in people:
            people[key] = _add_mention(quotes, person, key)
    return MappingProxyType(people)


def _everybody(reading: Reading) -> Iterable[OfficialMention]:
    """Yield the officials, then signatories that are not among them."""
    yield from reading.officials
    for report in reading.reports:
        for one in report.signatories:
            yield OfficialMention(one.person, one.offices, one.rule, one.evidence, one.mentions)


def _add_mention(quotes: Quotes, person: OfficialMention, key: str) -> NamedNode:
    out = quotes.out
    institutions = [held.institution_id for held in person.offices if held.institution_id]
    node = out.node(mention_id(quotes.article_key, key, institutions))
    out.kind(node, AGR("OfficialMention"))
    out.add(node, AGR("mentionedIn"), quotes.article)
    out.add(node, AGR("reportedName"), string(person.person))
    out.add(node, AGR("personKey"), string(key))
    quotes.behind(node, person.rule, person.evidence, person.mentions)
    add_offices(quotes, node, person.offices, person.rule)
    return node


def add_offices(quotes: Quotes, owner: NamedNode, offices: Sequence[OfficeHeld], rule: str) -> None:
    """Write the offices that the text gives to a person or a signature."""
    out = quotes.out
    for ordinal, held in enumerate(offices):
        node = out.node(hash_id("reported", out.local(owner), "office", str(ordinal)))
        out.kind(node, AGR("ReportedOffice"))
        out.add(owner, AGR("reportedOffice"), node)
        out.add(node, AGR("ordinal"), integer(ordinal))
        out.add(node, AGR("reportedOfficeTitle"), string(held.title))
        out.add(node, AGR("reportedPostIn"), out.node(held.institution_id) if held.institution_id else None)
        out.add(node, AGR("reportedPostInName"), string(held.institution))
        out.add(node, AGR("reportedCapacity"), CAPACITY(held.capacity))
        quotes.behind(node, rule, held.evidence)


def add_statements(
    quotes: Quotes,
    speakers: Speakers,
    statements: Sequence[Statement],
    reports: Sequence[NamedNode],
) -> None:
    """Write the statements with their speakers and the report each speaks about."""
    out = quotes.out
    for said in statements:
        node = out.node(
            hash_id("reported", quotes.article_key, "statement", str(said.evidence.start), str(said.evidence.end))
        )
        out.kind(node, AGR("ReportedStatement"))
        out.add(node, AGR("reportedIn"), quotes.article)
        out.add(node, AGR("reportedSpeaker"), speakers.get(skeleton_key(said.speaker)))
        out.add(node, AGR("reportedSpeakerName"), string(said.speaker))
        out.add(node, AGR("reportedText"), out.written(said.text))
        out.add(node, AGR("reportedStance"), STANCE(said.stance))
        out.add(node, AGR("aboutReport"), reports[said.report] if said.report is not None else None)
        out.add(node, AGR("searchText"), string(search_text(said.text)))
        quotes.behind(node, said.rule, said.evidence)
