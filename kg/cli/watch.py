"""``kg watch``: a store kept up to date from feeds and folders."""

from __future__ import annotations

import re
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.fetching import (
    LIMITS,
    allow_private_option,
    contact_option,
    follow_option,
    split_sources,
    with_fetching,
)
from kg.cli.options import (
    base_iri_option,
    examples,
    json_option,
    ledgers_option,
    lexicon_option,
    store_option,
    store_settings,
)
from kg.cli.stopping import until_stopped
from kg.cli.streams import note, say, say_json
from kg.errors import DataError, StoreError, UsageError

if TYPE_CHECKING:
    from kg.watch import Round, Watcher

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_PAUSE = 86_400.0


def _seconds(_: click.Context, __: click.Parameter, value: str) -> float:
    """Read ``15m`` as seconds."""
    found = re.fullmatch(r"([0-9]{1,6})([smhd])", value)
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not 1 <= seconds <= _LONGEST_PAUSE * 7:
        raise UsageError(f"{value!r} is no time between rounds", expected="1s to 7d, as 30s, 15m, 2h or 1d")
    return float(seconds)


@click.command(
    epilog=examples(
        "kg watch https://news.example/rss https://agency.example/feed --store news-store",
        "kg watch saved-pages/ --every 1m",
        "kg watch saved-pages/ --once",
    )
    + "\n\n"
    + LIMITS
)
@click.argument("sources", metavar="FEED|FOLDER...", nargs=-1, required=True)
@store_option
@click.option(
    "--every", metavar="TIME", default="15m", show_default=True, callback=_seconds, help="Time between rounds."
)
@click.option("--once", is_flag=True, help="End when everything that is due now was taken.")
@allow_private_option
@follow_option
@contact_option
@lexicon_option
@ledgers_option
@base_iri_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    sources: tuple[str, ...],
    store: Path,
    every: float,
    once: bool,
    allow_private: bool,
    follow: bool,
    contact: str,
    lexicon_dirs: tuple[Path, ...],
    ledger_dir: Path | None,
    base_iri: str | None,
    as_json: bool,
) -> int:
    """Keep a store up to date from feeds and folders until stopped (Ctrl-C or SIGTERM, at any moment).

    Each round asks the feeds whether they changed, fetches the pages that are new in them, reads the files that are
    new or changed in the folders, and prints one line. A feed or page that fails is tried again after one round, two,
    four, …, at most a day (a page ten times). A feed or folder that vanishes is listed and stays on the list;
    articles whose file or feed is gone stay in the store. The store is open only while something goes into it. At
    most 500 pages and 5 minutes of fetching a round. What was read is remembered in STORE-watch.sqlite beside the
    store, which may be deleted: then everything is read again, and nothing changes. kill -9 loses nothing that a
    round has stored.
    """

    def work() -> None:
        from kg.watch import Memory, Watcher, memory_path  # noqa: PLC0415 - keeps `kg --help` fast
        from kg.web import Fetcher  # noqa: PLC0415

        settings = store_settings(store, lexicon_dirs, base_iri, ledger_dir)
        settings = with_fetching(settings, allow_private=allow_private, follow=follow, contact=contact)
        urls, paths = split_sources(sources)
        with closing(Memory(memory_path(store))) as memory:
            folders, fetcher = [Path(path) for path in paths], Fetcher(settings.fetching)
            watcher = Watcher(store, urls, folders, memory, fetcher, settings, every=every, told=note)
            _go_on(watcher, every, once=once, as_json=as_json)

    until_stopped(work, _stopped)
    return 0


def _stopped() -> None:
    note("stopped; what the rounds found is in the store, and the next start goes on from there")


def _go_on(watcher: Watcher, every: float, *, once: bool, as_json: bool) -> None:
    """Carry out rounds: one that asks and walks every so often, and those that only fetch what waits in between.

    When the store cannot be used the first round fails; later ones are tried again, each time after twice the wait.
    """
    number, failures, due = 0, 0, time.monotonic()
    while True:
        fresh = time.monotonic() >= due
        due = time.monotonic() + every if fresh else due
        number += 1
        try:
            _tell(watcher.round(fresh=fresh), number, as_json=as_json)
            failures = 0
        except (StoreError, DataError) as error:
            if number == 1 or once:
                raise
            failures += 1
            note(f"round {number} failed: {error}")
            due = time.monotonic() + min(every * 2.0 ** min(failures, 30), max(every, _LONGEST_PAUSE))
        more = not failures and watcher.has_more()
        if once and not more:
            return
        if not more:
            time.sleep(max(0.0, due - time.monotonic()))


def _tell(done: Round, number: int, *, as_json: bool) -> None:
    """Print one line for the round, and what was skipped or noted beside it."""
    for skip in done.skipped:
        note(f"skipped {skip.source}: {skip.reason} ({skip.code})")
    for notice in done.notices:
        note(f"noted {notice.source}: {notice.reason}")
    ended = datetime.now(UTC).isoformat(timespec="seconds")
    if as_json:
        say_json({**done.as_json(), "round": number, "ended": ended})
    else:
        counts = (
            f"{done.added} added, {done.replaced} replaced, {done.unchanged} unchanged, {len(done.skipped)} skipped"
        )
        more = f"; {done.waiting} pages wait" if done.waiting else ""
        more += f"; {done.removed} files removed" if done.removed else ""
        more += f"; not to be had: {', '.join(done.gone)}" if done.gone else ""
        say(f"{ended} {counts}{more}")
    sys.stdout.flush()
