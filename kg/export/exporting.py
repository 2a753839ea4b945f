"""A store as files for other tools."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import Quad, Triple

from kg.errors import OutputError, UsageError
from kg.export.clean import Cleaner
from kg.export.rdf import write_jsonld, write_lines, write_xml
from kg.export.report import ExportReport
from kg.export.selection import Choice, chosen_quads, merged
from kg.export.sheets import SHEETS
from kg.export.tables import sheets
from kg.export.writing import write_file, write_folder
from kg.query import to_csv
from kg.store import Store

FORMATS: Final = (
    "turtle",
    "trig",
    "ntriples",
    "nquads",
    "rdfxml",
    "jsonld",
    "graphml",
    "gexf",
    "csv",
)
"""All formats; ``csv`` is a folder of tables, the others are one file each."""
TRIPLES: Final = ("turtle", "ntriples", "rdfxml", "jsonld")
"""Those that hold triples, without graphs."""


def export(  # noqa: PLR0913 - one keyword an option
    store: Store,
    format: str,
    target: Path | BinaryIO,
    *,
    consolidated: bool = False,
    with_text: bool = False,
    with_runs: bool = False,
    selectors: bool = False,
) -> ExportReport:
    """Write the store's facts in one of FORMATS to a path or a binary stream, and tell what was written.

    consolidated: without the article graphs. with_text: with the articles' whole texts. with_runs: with the run
    records, the only part with a clock. selectors: with Web Annotation selectors for all evidence (RDF formats).
    ``turtle ntriples rdfxml jsonld`` merge all graphs, ``trig nquads`` keep them, ``graphml gexf`` hold the
    network of cooperation. Raises UsageError for an unknown format, OutputError when the place cannot be written.
    """
    choice = Choice(consolidated, with_text, with_runs, selectors)
    if format in ("graphml", "gexf"):
        return _network(store, format, target)
    if format == "csv":
        return _tables(store, target, choice)
    if format in FORMATS:
        return _statements(store, format, target, choice)
    raise UsageError(f"there is no export format {format!r}", expected=", ".join(FORMATS))


def _files(target: Path | BinaryIO) -> tuple[str, ...]:
    return (target.name,) if isinstance(target, Path) else ("",)


def triples_bytes(triples: Iterable[Triple], format_: str) -> bytes:
    """Return triples in one of TRIPLES, each once, in the order of exports.

    Raises OutputError for RDF/XML and JSON-LD with a blank node, and for a property that can be no XML name.
    """
    out = io.BytesIO()
    _write(out, merged(Quad(*triple) for triple in triples), format_, Cleaner())
    return out.getvalue()


def _write(out: BinaryIO, triples: list[Triple], format_: str, cleaner: Cleaner) -> None:
    if format_ == "rdfxml":
        write_xml(out, triples, cleaner)
    elif format_ == "jsonld":
        write_jsonld(out, triples)
    else:
        write_lines(out, triples, format_)


def _statements(store: Store, format_: str, target: Path | BinaryIO, choice: Choice) -> ExportReport:
    quads, cleaner = chosen_quads(store, choice), Cleaner()
    triples = [] if format_ in ("trig", "nquads") else merged(quads)

    def write(out: BinaryIO) -> None:
        if format_ in TRIPLES:
            _write(out, triples, format_, cleaner)
        else:
            write_lines(out, quads, format_)

    write_file(target, write)
    return ExportReport(format_, statements=len(triples or quads), replaced=cleaner.replaced, files=_files(target))


def _network(store: Store, format_: str, target: Path | BinaryIO) -> ExportReport:
    from kg.export.networks import write_gexf, write_graphml  # noqa: PLC0415 - networkx is slow to import
    from kg.network import cooperation_network  # noqa: PLC0415

    graph, cleaner = cooperation_network(store), Cleaner()
    writer = write_graphml if format_ == "graphml" else write_gexf
    write_file(target, lambda out: writer(out, graph, cleaner))
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    return ExportReport(format_, nodes=nodes, edges=edges, replaced=cleaner.replaced, files=_files(target))


def _tables(store: Store, target: Path | BinaryIO, choice: Choice) -> ExportReport:
    if not isinstance(target, Path):
        raise OutputError("tables cannot go to a stream", expected="a folder", todo="-o FOLDER")
    files, count = dict[str, bytes](), 0
    for name, columns, rows in sheets(store, choice):
        files[name] = to_csv(columns, rows).encode("utf-8")
        count += len(rows)
    write_folder(target, files, frozenset(f"{sheet.name}.csv" for sheet in SHEETS))
    return ExportReport("csv", rows=count, files=tuple(sorted(files)))


def export_bytes(store: Store, format: str, **options: bool) -> bytes:
    """Return an export of one file as bytes; options as for ``export``."""
    out = io.BytesIO()
    export(store, format, out, **options)
    return out.getvalue()
