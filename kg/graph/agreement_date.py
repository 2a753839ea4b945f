"""The date of an agreement: that of its signing, else of its last act, as precisely as any report knows it."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.graph.acts import Act, act_of_date
from kg.graph.builder import Builder
from kg.graph.choice import choose
from kg.graph.dates import add_date
from kg.graph.disagreement import add_value_contradiction
from kg.graph.keys import reported_bounds
from kg.graph.precision import apart
from kg.graph.told import Told
from kg.identity import EARLY
from kg.ontology.terms import AGR


def add_agreement_date(out: Builder, node: NamedNode, told: Sequence[Told], acts: Sequence[Act]) -> None:
    """Write the date with the phrase, calendar and precision of the first report that names it, if any does.

    Days on which no two reports can both be right are a contradiction; a month and a day of it are none.
    """
    dated = _of_one_act(told, acts)
    said = [found for one in dated if (found := one.said("reportedDate")) is not None]
    longest = max((len(one.value.value) for one in said), default=0)
    choice = choose(said, [one for one in said if len(one.value.value) == longest])
    if choice is None or not isinstance(choice.said.value, Literal):
        return
    _write(out, node, dated, choice.said.value)
    if apart([days for one in dated if (days := one.days) is not None]):
        add_value_contradiction(out, node, "date", said, choice)


def _of_one_act(told: Sequence[Told], acts: Sequence[Act]) -> list[Told]:
    """Return the dated reports whose date is that of the signing, else of the last act, else of what is planned."""
    by_act: dict[str, list[Told]] = {}
    for one in told:
        if one.days is not None:
            by_act.setdefault(act_of_date(one, acts), []).append(one)
    done = {act: found for act, found in by_act.items() if act not in EARLY} or by_act
    if "signed" in done or not done:
        return done.get("signed", [])
    return max(done.values(), key=lambda found: max(one.days.latest for one in found if one.days))


def _write(out: Builder, node: NamedNode, dated: Sequence[Told], chosen: Literal) -> None:
    first = next(one for one in dated if one.view.literal(one.report, AGR("reportedDate")) == chosen)
    add_date(out, node, chosen.value, reported_bounds(first.view, first.report))
    out.add(node, AGR("dateAsWritten"), first.view.literal(first.report, AGR("dateAsWritten")))
    for name in ("calendar", "precision", "dateBasis"):
        out.add(node, AGR(name), first.view.node(first.report, AGR(name)))
