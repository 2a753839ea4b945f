"""``kg reason``: the ontology and a store under OWL reasoning."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.cli.options import Location, examples, json_option, store_option
from kg.cli.streams import note, say, say_json

if TYPE_CHECKING:
    from kg.checks import ReasoningReport


@click.command(epilog=examples("kg reason", "kg reason --store build/kg-store", "kg reason --json"))
@store_option
@json_option
@click.pass_context
def command(context: click.Context, store: Location, as_json: bool) -> int:
    """Check the ontology (OWL 2 DL profile, HermiT) and the store's data (OWL 2 RL rules) for contradictions.

    Without Java HermiT is left out, which is said plainly, and the rules still run. Where there is no store in the
    default folder, the ontology is checked alone. Exit status 1 tells that something is wrong.
    """
    from kg.checks import reason  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import open_store  # noqa: PLC0415

    asked = context.get_parameter_source("store") is not ParameterSource.DEFAULT
    with open_store(store) if asked or not isinstance(store, Path) or store.exists() else nullcontext() as opened:
        report, base = reason(opened), opened.base_iri if opened else ""
    for tool in report.missing:
        note(str(tool))
    if as_json:
        say_json(report.as_json())
    else:
        _print(report, base, f"the data of {store}" if opened else "no data: there is no store")
    return 0 if report.ok else 1


def _print(report: ReasoningReport, base: str, data: str) -> None:
    """Print what was checked and everything that is wrong."""
    say(f"ontology, OWL 2 DL profile: {len(report.profile)} breaches")
    for problem in report.profile:
        say(f"  {problem.code} {problem.term}: {problem.detail}")
    if report.hermit:
        say(f"ontology, HermiT: {'consistent' if report.hermit.consistent else 'INCONSISTENT'}")
        for name in report.hermit.unsatisfiable:
            say(f"  this class can have no member: {name}")
    say(f"{data}: {report.asserted} triples, {report.inferred} more by the rules")
    for rule in report.by_rule:
        say(f"  {rule.triples:>7} {rule.rule}")
    say(f"contradictions in the data: {len(report.clashes)}")
    for clash in report.clashes:
        say(f"  {clash.rule} {clash.focus.removeprefix(base)}: {clash.detail}")
        say(f"    {clash.message_en}")
        say(f"    {clash.message_fa}")
