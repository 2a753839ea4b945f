"""``kg remove``: articles out of a store, with what only they said."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import (
    Location,
    change_settings,
    check_text,
    examples,
    json_option,
    ledgers_option,
    lexicon_option,
    store_option,
)
from kg.cli.streams import say, say_json


@click.command(
    epilog=examples(
        "kg remove https://news.example/1234",
        "kg remove article/abcdefghijklmnop --store news-store",
    )
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@store_option
@lexicon_option
@ledgers_option
@json_option
def command(
    ids: tuple[str, ...], store: Location, lexicon_dirs: tuple[Path, ...], ledger_dir: Path | None, as_json: bool
) -> None:
    """Take articles out of the store, and with them every fact that only they told.

    ID is the article's given id, its URL, its IRI or its id in the graph (article/...). When one of the ids is
    unknown nothing is removed.
    """
    from kg.ingestion import remove  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.lexicon import load_lexicon  # noqa: PLC0415
    from kg.query import unmarked  # noqa: PLC0415
    from kg.store import ledgers_of, open_store  # noqa: PLC0415

    check_text(ids)
    ids = tuple(map(unmarked, ids))
    open_store(store).close()
    settings = change_settings(store, lexicon_dirs, ledger_dir)
    with open_store(store, "write", settings) as opened:
        keys = remove(opened, ids, load_lexicon(settings.lexicon_dirs), ledgers=ledgers_of(store, settings))
    if as_json:
        say_json({"removed": list(keys)})
        return
    for key in keys:
        say(f"removed {key}")
