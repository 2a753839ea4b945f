"""``kg validate``: the store against the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import Location, examples, json_option, store_option
from kg.cli.streams import say, say_json

if TYPE_CHECKING:
    from kg.checks import Finding


@click.command(epilog=examples("kg validate", "kg validate --store build/kg-store --json"))
@store_option
@json_option
@click.option("--violations", is_flag=True, help="Only what is wrong, not what is incomplete.")
def command(store: Location, as_json: bool, violations: bool) -> int:
    """Check consolidated facts and article graphs against the SHACL shapes of the ontology.

    A violation is wrong data; a warning is incomplete data, such as an agreement without a date. Messages are in
    Persian and English. Exit status 1 tells that there are violations.
    """
    from kg.checks import validate  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import open_store  # noqa: PLC0415

    with open_store(store) as opened:
        report, base = validate(opened), opened.base_iri
    if as_json:
        say_json(report.as_json())
    else:
        for finding in report.violations if violations else report.findings:
            _print(finding, base)
        counts = f"{len(report.violations)} violations, {len(report.warnings)} warnings"
        say(f"{'conforms' if report.conforms else 'does not conform'}: {counts} in {report.triples} triples")
    return 0 if report.conforms else 1


def _print(finding: Finding, base: str) -> None:
    """Print one finding: where, what in both languages, and a quote behind it."""
    path = f" {finding.path}" if finding.path else ""
    value = f" = {finding.value}" if finding.value is not None else ""
    say(f"{finding.severity} {finding.focus.removeprefix(base)}{path}{value}")
    say(f"  {finding.message_en}")
    say(f"  {finding.message_fa}")
    if finding.quote:
        say(f"  «{finding.quote}»")
