"""``kg diff``: what changed between two states of a store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.options import Location, examples, json_option, output_option, place_of
from kg.cli.outputs import output_file
from kg.cli.streams import json_line, printable
from kg.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

    from kg.compare import Comparison
    from kg.store import Store

FORMATS = ("text", "json", "turtle", "patch")
SUFFIXES = {".nq": "N_QUADS", ".nquads": "N_QUADS", ".trig": "TRIG"}
"""Files that a state may be: what ``kg export`` writes with the graphs kept apart."""

BATCH = 50_000
"""Quads of a file that are handed to the scratch store at once."""

_MINTED = re.compile(r"(https?://.+/)(agreement|official|institution|article)/[a-z0-9-]+")


@click.command(
    epilog=examples(
        "kg diff kg-store-of-may kg-store             two stores",
        "kg diff may.nq kg-store --language fa        an export and a store, told in Persian",
        "kg diff may.trig june.trig --format turtle -o changes.trig",
        "kg diff may.nq kg-store --exit-code          status 1 where anything differs",
    )
)
@click.argument("old", metavar="OLD", callback=place_of)
@click.argument("new", metavar="NEW", callback=place_of)
@click.option(
    "--language", type=click.Choice(["fa", "en"]), default="en", show_default=True, help="The words' language."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@json_option
@output_option("the differences; standard output if not given")
@click.option("--exit-code", is_flag=True, help="Leave with status 1 when the two states differ, as git diff does.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    old: Location, new: Location, language: str, format_: str, as_json: bool, output: Path | None, exit_code: bool
) -> int:
    """Tell what changed between two states: OLD and NEW are stores or exports.

    A store is a folder or the address of a server, an export a file of N-Quads or TriG.

    Told are agreements, officials and institutions that are new, gone, merged, taken apart or told otherwise, each
    value with the sentence that says it; articles added, removed or replaced; and ledger lines that act now. turtle is
    TriG with two named graphs, graph/diff/removed and graph/diff/added; patch is an RDF Patch. Exit status 0.
    """
    from kg.compare import changed_subjects, compare, write_patch, write_trig  # noqa: PLC0415 - keeps `kg --help` fast

    with TemporaryDirectory(prefix="kg-diff-") as scratch, ExitStack() as stack:
        base = _base(old) or _base(new)
        first, second = (
            stack.enter_context(_opened(path, Path(scratch) / name, base))
            for name, path in (("old", old), ("new", new))
        )
        changed = changed_subjects(first, second)
        result = compare(first, second, language, changed)
        with output_file(output) as stream:
            if as_json or format_ == "json":
                stream.write(json_line(_as_dict(result)).encode("utf-8") + b"\n")
            elif format_ == "text":
                _write_text(stream, result, language)
            else:
                (write_trig if format_ == "turtle" else write_patch)(stream, first, second, changed)
    return int(exit_code and not result.same)


def _write_text(stream: BinaryIO, result: Comparison, language: str) -> None:
    from kg.compare import told  # noqa: PLC0415

    for line in told(result, language):
        stream.write(printable(line).encode("utf-8", "backslashreplace") + b"\n")


def _as_dict(result: Comparison) -> dict[str, object]:
    return asdict(result) | {"same": result.same}


def _opened(path: Location, scratch: Path, base: str | None) -> Store:
    """Open a state for reading: a store, or a file by way of a scratch store, so that no memory holds it."""
    from kg.settings import BASE_IRI, Settings  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415

    if not isinstance(path, Path) or path.is_dir():
        return open_store(path)
    store = open_store(scratch, "write", Settings(base_iri=_base(path) or base or BASE_IRI))
    try:
        batch: list[Quad] = []
        for quad in _quads(path):
            batch.append(quad)
            if len(batch) == BATCH:
                store.load_quads(batch)
                batch = []
        store.load_quads(batch)
    except BaseException:
        store.close()
        raise
    return store


def _base(path: Location) -> str | None:
    """Return the base IRI of a state, None for a file without any statement.

    Raises InputError for a path that is no state, StoreError for a folder that is no store.
    """
    from pyoxigraph import NamedNode  # noqa: PLC0415

    from kg.ontology.terms import AGR, RDF  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415

    if not isinstance(path, Path) or path.is_dir():
        with open_store(path) as opened:
            return opened.base_iri
    some = False
    for quad in _quads(path):
        some = True
        found = _MINTED.fullmatch(quad.subject.value) if isinstance(quad.subject, NamedNode) else None
        if found and quad.predicate == RDF("type") and AGR.local(quad.object):
            return found[1]
    if some:
        raise InputError(
            "it holds no facts of this program",
            where=str(path),
            expected="an export of a store",
            todo="kg export -o NAME.nq",
        )
    return None


def _quads(path: Path) -> Iterator[Quad]:
    """Yield the quads of a file. Raises InputError, with the line where known, for a file that cannot be read."""
    import pyoxigraph  # noqa: PLC0415

    try:
        yield from pyoxigraph.parse(path=str(path), format=_format(path))
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"it cannot be read: {error}", where=str(path), expected="N-Quads or TriG", todo="export the store again"
        ) from error


def _format(path: Path) -> RdfFormat:
    from pyoxigraph import RdfFormat  # noqa: PLC0415

    if not path.exists():
        raise InputError("there is no such file or folder", where=str(path), todo="give a store or an export")
    name = SUFFIXES.get(path.suffix.lower())
    if name is None:
        raise InputError(
            "this is no state of a store", where=str(path), expected="a store's folder, or an export *.nq or *.trig",
            todo="kg export --format nquads -o NAME.nq",
        )  # fmt: skip
    found: RdfFormat = getattr(RdfFormat, name)
    return found
