"""``kg stats``: what a store covers, what is missing, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.options import Location, examples, json_option, store_option
from kg.cli.streams import say, say_json

if TYPE_CHECKING:
    from kg.cli.facts import FactReader
    from kg.store import Store

Counts = dict[str, dict[str, int]]


@click.command(epilog=examples("kg stats", "kg stats --store build/kg-store --json"))
@store_option
@json_option
def command(store: Location, as_json: bool) -> None:
    """Say what the store covers: articles, reports, facts by class, what is missing, what was left out and why."""
    from kg.store import open_store  # noqa: PLC0415 - keeps `kg --help` fast

    with open_store(store) as opened:
        counts = count(opened)
    if as_json:
        say_json(counts)
        return
    for group, rows in counts.items():
        if rows:
            say(group)
            for what, number in rows.items():
                say(f"  {number:>9,}  {what}")


def count(store: Store) -> Counts:
    """Return group -> what -> how many, in the order of ``stats.rq``; rows of one block by name."""
    from kg.cli.blocks import read_blocks  # noqa: PLC0415
    from kg.cli.facts import FactReader  # noqa: PLC0415

    reader = FactReader(store)
    counts: Counts = {}
    for group, blocks in read_blocks("stats.rq").items():
        for block in blocks:
            rows = dict(sorted(_rows(store, reader, block.name, block.sparql)))
            counts.setdefault(group, {}).update(rows)
    return counts


def _rows(store: Store, reader: FactReader, name: str, sparql: str) -> Iterator[tuple[str, int]]:
    for *what, number in store.query(sparql).rows:
        yield (reader.text(what[0]) if what else name), int(reader.text(number))
