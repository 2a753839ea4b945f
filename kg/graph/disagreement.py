"""Where the reports of one agreement disagree: both sides with their quotes, the chosen value, the rule of choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.graph.builder import Builder, string
from kg.graph.choice import ALL_NAMED, LATEST_ACT, Choice, Said
from kg.graph.lifecycle import Period, in_conflict
from kg.identity import hash_id
from kg.ontology.terms import AGR


def add_contradiction(  # noqa: PLR0913, PLR0917 - what a contradiction consists of
    out: Builder,
    node: NamedNode,
    name: str,
    sides: Iterable[tuple[str, Iterable[NamedNode]]],
    chosen: Iterable[str],
    rule: str,
) -> None:
    """Write a contradiction on a property of an agreement. sides: each value as written, with its evidence."""
    made = out.node(hash_id("contradiction", out.local(node), name))
    out.kind(made, AGR("Contradiction"))
    out.basis(made, "derived")
    out.add(made, AGR("contradictionAbout"), node)
    out.add(made, AGR("onProperty"), AGR(name))
    out.add(made, AGR("choiceRule"), string(rule))
    for value in chosen:
        out.add(made, AGR("chosenValue"), string(value))
    for value, evidence in sides:
        out.add(made, AGR("conflictingValue"), string(value))
        for one in evidence:
            out.add(made, AGR("conflictingEvidence"), one)
            out.add(made, AGR("evidence"), one)


def add_value_contradiction(out: Builder, node: NamedNode, name: str, said: Sequence[Said], choice: Choice) -> None:
    """Write that reports name different values of one property."""
    sides = [(one.written or one.value.value, one.evidence) for one in said]
    add_contradiction(out, node, name, sides, [choice.said.written or choice.said.value.value], choice.rule)


def add_status_contradiction(out: Builder, node: NamedNode, ordered: Sequence[Period]) -> None:
    """Write that the reports do not agree on which status came last, if they do not."""
    conflict = in_conflict(ordered)
    if conflict:
        sides = [(period.status, period.evidence) for period in conflict]
        add_contradiction(out, node, "status", sides, [ordered[-1].status], LATEST_ACT)


def add_party_contradiction(
    out: Builder, node: NamedNode, sides: Sequence[tuple[str, Iterable[NamedNode]]], kept: Iterable[str]
) -> None:
    """Write that the reports do not name the same parties; all that are named are kept."""
    if sides:
        add_contradiction(out, node, "party", sides, kept, ALL_NAMED)
