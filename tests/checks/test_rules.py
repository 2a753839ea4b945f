"""OWL 2 RL rules: what follows, what does not, and what contradicts itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.checks.clashes import clashes
from kg.checks.rules import Closure, close
from kg.ontology import PREFIXES
from kg.settings import BASE_IRI

DATA = Path(__file__).parent / "data"
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@base <{BASE_IRI}> .\n"
GOOD = (DATA / "good.ttl").read_text(encoding="utf-8")


def rows(name: str) -> list[tuple[str, ...]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return [tuple(row.values()) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def closed(turtle: str) -> Closure:
    return close(parse(HEAD + turtle, format=RdfFormat.TURTLE))


def holds(closure: Closure, turtle: str) -> bool:
    triples = list(parse(HEAD + turtle, format=RdfFormat.TURTLE))
    body = " . ".join(f"{triple.subject} {triple.predicate} {triple.object}" for triple in triples)
    return bool(closure.query(f"SELECT (1 AS ?yes) WHERE {{ {body} }}"))


@pytest.mark.parametrize(("rule", "data", "follows"), rows("rules.tsv"))
def test_a_rule_gives_what_follows(rule: str, data: str, follows: str) -> None:
    closure = closed(data)
    assert holds(closure, follows)
    assert rule in {count.rule for count in closure.counts}
    assert closure.inferred == sum(count.triples for count in closure.counts) > 0


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("<a> agr:hasWitnessParticipation <p> . <p> agr:participant <i> .", "<a> agr:party <i> ."),
        ("<a> agr:hasHostParticipation <p> . <p> agr:participant <i> .", "<a> agr:party <i> ."),
        ("<a> agr:hasPlannedSignature <s> . <s> agr:signedBy <o> .", "<a> agr:signatory <o> ."),
        ("<a> agr:party <i> .", "<i> agr:coParty <i> ."),
    ],
)
def test_what_does_not_follow(data: str, wrong: str) -> None:
    assert not holds(closed(data), wrong)


def test_whole_data_hold_their_shortcuts_already() -> None:
    closure = closed(GOOD)
    assert [count for count in closure.counts if count.rule.startswith("prp-spo2")] == []
    assert clashes(closure) == ()


@pytest.mark.parametrize(("rule", "focus", "turtle"), rows("clashes.tsv"))
def test_a_clash_is_found_at_its_node(rule: str, focus: str, turtle: str) -> None:
    found = clashes(closed(GOOD + turtle))
    node = next(iter(parse(f"{HEAD} {focus} a agr:Fact .", format=RdfFormat.TURTLE))).subject.value
    assert (rule, node) in {(clash.rule, clash.focus) for clash in found}
    assert all(clash.message_fa and clash.message_en for clash in found)
    assert list(found) == sorted(found)


def test_the_same_data_in_any_order_give_the_same_answer() -> None:
    quads = list(parse(GOOD, format=RdfFormat.TURTLE))
    one, other = close(quads), close(reversed(quads))
    assert (one.asserted, one.inferred, one.counts) == (other.asserted, other.inferred, other.counts)
