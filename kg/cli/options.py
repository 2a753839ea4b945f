"""The options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kg.errors import UsageError
from kg.settings import BASE_IRI, Settings

type_of_path: click.Path = click.Path(path_type=Path)
Decorated = Callable[..., Any]

_BASE_IRI = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._~\-]*)*/")


def place_of(_: click.Context, __: click.Parameter, value: str) -> Location:
    """Take an address for a server, anything else for a folder."""
    if not value.startswith(("http://", "https://")):
        return Path(value)
    from kg.store import place  # noqa: PLC0415 - keeps `kg --help` fast

    return place(value)


Location = Path | str
"""A store's folder, or the address of the server that holds it."""
store_option = click.option(
    "--store",
    metavar="DIR|URL",
    default="kg-store",
    show_default=True,
    callback=place_of,
    help="The store's folder, or the address of a SPARQL server: http://host:7878 (Oxigraph), "
    "http://host:8890/sparql (Virtuoso).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
lexicon_option = click.option(
    "--lexicon",
    "lexicon_dirs",
    metavar="DIR",
    type=type_of_path,
    multiple=True,
    help="A folder of your own institutions, places, topics and words; may be given several times.",
)
ledgers_option = click.option(
    "--ledgers",
    "ledger_dir",
    metavar="DIR",
    type=type_of_path,
    default=None,
    help="The folder of judgements.csv and corrections.csv.  [default: the one the store was made with, else the "
    "store's name with -ledgers]",
)


def _columns(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Read ``text=body`` as a pair of field and column."""
    pairs = tuple((field.strip(), column.strip()) for field, _, column in (one.partition("=") for one in values))
    for given, (field, column) in zip(values, pairs, strict=True):
        if not field or not column:
            raise UsageError(f"{given!r} maps no column", expected="FIELD=COLUMN, as text=body", todo="pass --column")
    return pairs


column_option = click.option(
    "--column",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    callback=_columns,
    help="Which column of your tables (or field of your JSON) is the text, title, published, url, id, publisher, "
    "author or language. The store remembers it; the same field given again replaces it, and usual names need none.",
)
base_iri_option = click.option(
    "--base-iri",
    metavar="IRI",
    default=None,
    help=f"What minted IRIs start with; ends with /.  [default: that of the store, else {BASE_IRI}]",
)


def _cores(_: click.Context, __: click.Parameter, value: int | None) -> int:
    """Take as many workers as this process may use cores, unless told how many."""
    if value is not None:
        return value
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(0, 256),
    default=None,
    envvar="KG_JOBS",
    callback=_cores,
    help="Worker processes; 0 reads in this process, without a limit of time.  [default: KG_JOBS, else one a core]",
)


def output_option(what: str, *, required: bool = False) -> Callable[[Decorated], Decorated]:
    """Return the ``-o/--output`` option of a command that writes ``what``; ``-`` is standard output."""
    return click.option(
        "-o", "--output", metavar="PATH", type=type_of_path, required=required, help=f"Where to write {what}."
    )


def check_text(values: tuple[str, ...]) -> None:
    """Raise UsageError for an argument that holds bytes which are no UTF-8, and so can name nothing."""
    for value in values:
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise UsageError(f"{value!r} is no text", expected="a name or id in UTF-8")


def examples(*lines: str) -> str:
    """Return the epilog of a command: example calls, shown as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def make_settings(
    lexicon_dirs: tuple[Path, ...] = (), base_iri: str | None = None, ledger_dir: Path | None = None
) -> Settings:
    """Return the settings of this call. Raises UsageError for a folder that is none or an unfit base IRI."""
    for folder in lexicon_dirs:
        if not folder.is_dir():
            raise UsageError("there is no such lexicon folder", where=str(folder), todo="pass --lexicon DIR")
    if base_iri is None:
        return Settings(lexicon_dirs=lexicon_dirs, ledger_dir=ledger_dir)
    if not _BASE_IRI.fullmatch(base_iri):
        raise UsageError(
            "unfit base IRI",
            where=base_iri,
            expected="http(s)://host/path/ in ASCII",
            todo="pass --base-iri IRI",
        )
    return Settings(base_iri=base_iri, lexicon_dirs=lexicon_dirs, ledger_dir=ledger_dir)


def store_settings(
    store: Location, lexicon_dirs: tuple[Path, ...] = (), base_iri: str | None = None, ledger_dir: Path | None = None
) -> Settings:
    """Return the settings for writing to a store: one that exists keeps its own unless others are asked for."""
    from kg.store import is_store, open_store, recorded  # noqa: PLC0415 - keeps `kg --help` fast

    given = make_settings(lexicon_dirs, base_iri, ledger_dir)
    if not is_store(store, given):
        return given
    open_store(store, settings=given).close()
    made = recorded(store, given)
    return replace(made, base_iri=base_iri) if base_iri else made


def change_settings(store: Location, lexicon_dirs: tuple[Path, ...] = (), ledger_dir: Path | None = None) -> Settings:
    """Return the settings for changing a store as it was made: with its own folders unless others are given."""
    from kg.store import recorded  # noqa: PLC0415 - keeps `kg --help` fast

    return recorded(store, make_settings(lexicon_dirs, None, ledger_dir))
