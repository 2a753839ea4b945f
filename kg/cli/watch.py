"""``kg watch``: a store kept up to date from feeds and folders."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
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
    Location,
    base_iri_option,
    column_option,
    examples,
    jobs_option,
    json_option,
    ledgers_option,
    lexicon_option,
    store_option,
    store_settings,
)
from kg.cli.streams import note, say, say_json, skip_line
from kg.errors import DataError, StoreError, UsageError
from kg.stopping import Stop

if TYPE_CHECKING:
    from kg.settings import Settings
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
@jobs_option
@column_option
@lexicon_option
@ledgers_option
@base_iri_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    sources: tuple[str, ...],
    store: Location,
    every: float,
    once: bool,
    allow_private: bool,
    follow: bool,
    contact: str,
    jobs: int,
    columns: tuple[tuple[str, str], ...],
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
    round has stored. Exit status: 0 when stopped; with --once 1 when something was skipped or could not be found.
    """
    settings = store_settings(store, lexicon_dirs, base_iri, ledger_dir)
    settings = replace(settings, columns=columns or settings.columns)
    settings = with_fetching(settings, allow_private=allow_private, follow=follow, contact=contact)
    with Stop() as stop:
        try:
            with _watcher(sources, store, settings, stop, jobs, every) as watcher:
                return int(_go_on(watcher, stop, every, once=once, as_json=as_json))
        except KeyboardInterrupt:
            note("stopped; what the rounds found is in the store, and the next start goes on from there")
            return 0


@contextmanager
def _watcher(  # noqa: PLR0913, PLR0917 - what is watched, with what
    sources: tuple[str, ...], store: Location, settings: Settings, stop: Stop, jobs: int, every: float
) -> Iterator[Watcher]:
    """Give the watcher of a store; its memory is closed at the end."""
    with stop.at_once():
        from kg.store import local_folder  # noqa: PLC0415 - keeps `kg --help` fast
        from kg.watch import Memory, Target, Watcher, memory_path  # noqa: PLC0415
        from kg.web import Fetcher  # noqa: PLC0415

    urls, paths = split_sources(sources)
    memory = memory_path(local_folder(store))
    if not isinstance(store, Path):
        memory.parent.mkdir(parents=True, exist_ok=True)
    target = Target(store, settings, stop, jobs, told=note)
    with closing(Memory(memory)) as kept:
        yield Watcher(target, urls, [Path(path) for path in paths], kept, Fetcher(settings.fetching), every=every)


def _go_on(watcher: Watcher, stop: Stop, every: float, *, once: bool, as_json: bool) -> bool:
    """Carry out rounds: one that asks and walks every so often, and those that only fetch what waits in between.

    Ends only with ``once``, and says then whether anything was skipped or could not be found; else by
    KeyboardInterrupt. When the store cannot be used the first round fails; later ones are tried again, each time
    after twice the wait.
    """
    number, failures, due, lacking = 0, 0, time.monotonic(), False
    while True:
        fresh = time.monotonic() >= due
        due = time.monotonic() + every if fresh else due
        number += 1
        try:
            done = watcher.round(fresh=fresh)
            _tell(done, number, as_json=as_json)
            failures, lacking = 0, lacking or bool(done.skips or done.gone)
        except (StoreError, DataError) as error:
            if number == 1 or once:
                raise
            failures += 1
            note(f"round {number} failed: {error}")
            due = time.monotonic() + min(every * 2.0 ** min(failures, 30), max(every, _LONGEST_PAUSE))
        more = not failures and watcher.has_more()
        if once and not more:
            return lacking
        with stop.at_once():
            time.sleep(0.0 if more else max(0.0, due - time.monotonic()))


def _tell(done: Round, number: int, *, as_json: bool) -> None:
    """Print one line for the round, and what was skipped or noted beside it."""
    for skip in done.skipped:
        note(skip_line(skip))
    if done.skips > len(done.skipped):
        note(f"skipped {done.skips - len(done.skipped)} more (kg stats)")
    for notice in done.notices:
        note(skip_line(notice, skipped=False))
    ended = datetime.now(UTC).isoformat(timespec="seconds")
    if as_json:
        say_json({**done.as_json(), "round": number, "ended": ended})
    else:
        counts = f"{done.added} added, {done.replaced} replaced, {done.unchanged} unchanged, {done.skips} skipped"
        more = f"; {done.waiting} pages wait" if done.waiting else ""
        more += f"; {done.removed} files removed" if done.removed else ""
        more += f"; not to be had: {', '.join(done.gone)}" if done.gone else ""
        say(f"{ended} {counts}{more}")
    sys.stdout.flush()
