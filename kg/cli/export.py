"""``kg export``: the store as files for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Location, examples, json_option, output_option, store_option
from kg.cli.outputs import output_file, spare_stores
from kg.cli.streams import note, say, say_json
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.export import ExportReport
    from kg.store import Store

SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".rdf": "rdfxml",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
}
"""What a file's name says about its format when ``--format`` is not given."""
FORMATS = (*SUFFIXES.values(), "csv")


@click.command(
    epilog=examples(
        "kg export -o agreements.ttl",
        "kg export --format gexf -o agreements.gexf      for Gephi",
        "kg export --format csv -o tables                for Excel: a folder of tables",
        "kg export --format nquads | gzip > agreements.nq.gz",
    )
)
@store_option
@output_option("the export: a file, or a folder for csv; standard output if not given")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="[default: by the name of the file, else turtle]")
@click.option("--consolidated", is_flag=True, help="Only consolidated facts, without the articles' own graphs.")
@click.option("--with-text", is_flag=True, help="With the whole texts of the articles.")
@click.option("--with-runs", is_flag=True, help="With the records of runs: the only part that holds a clock's time.")
@click.option("--selectors", is_flag=True, help="With Web Annotation selectors for every quote.")
@json_option
def command(store: Location, output: Path | None, format_: str | None, as_json: bool, **choice: bool) -> None:
    """Write the graph for other tools, in the same bytes for the same store.

    turtle, ntriples, rdfxml and jsonld hold consolidated facts and article graphs merged; trig and nquads keep the
    graphs apart; graphml and gexf hold the network of cooperation; csv is a folder of tables.
    """
    from kg.store import open_store  # noqa: PLC0415 - keeps `kg --help` fast

    output = None if str(output) == "-" else output
    name = format_ or (SUFFIXES.get(output.suffix.lower()) if output else "turtle")
    if name is None:
        raise UsageError(
            "the name does not tell the format", where=str(output), expected=", ".join(SUFFIXES), todo="pass --format"
        )
    if output:
        spare_stores(output)
    with open_store(store) as opened:
        report = _write(opened, name, output, choice)
    if report.replaced:
        note(f"{report.replaced} characters that XML forbids were replaced")
    if output:
        _tell(report, output, as_json)


def _write(store: Store, name: str, output: Path | None, choice: dict[str, bool]) -> ExportReport:
    from kg.export import export  # noqa: PLC0415

    if name == "csv":
        if output is None:
            raise UsageError(
                "the tables are a folder", expected="-o FOLDER", todo="kg query --format csv for one table"
            )
        return export(store, name, output, **choice)
    with output_file(output) as stream:
        return export(store, name, stream, **choice)


def _tell(report: ExportReport, output: Path, as_json: bool) -> None:
    """Say what was written, in numbers."""
    parts = ("statements", "nodes", "edges", "rows")
    counts = {part: getattr(report, part) for part in parts if getattr(report, part)}
    if as_json:
        say_json({"format": report.format, "output": str(output), "replaced": report.replaced, **counts})
        return
    what = ", ".join(f"{number} {part}" for part, number in counts.items()) or "nothing: the store is empty"
    say(f"{output}: {report.format}, {what}")
