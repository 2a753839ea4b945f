"""``kg ingest``: articles into a store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.fetching import LIMITS, fetch_options, read_sources, with_fetching
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
from kg.cli.streams import Progress, amount, note, say, say_json, skip_line
from kg.stopping import Stop

if TYPE_CHECKING:
    from kg.articles import Item, Skip
    from kg.ingestion import RunReport
    from kg.lexicon import Lexicon
    from kg.settings import Settings
    from kg.sources import Position

T = TypeVar("T")
STOPPED = 130


@click.command(
    epilog=examples(
        "kg ingest data/articles/",
        "kg ingest monday.jsonl saved-pages/ dump.csv.gz archive.warc.gz --store news-store",
        "kg ingest dump.csv --column text=body --column published=news_date",
        "cat article.txt | kg ingest -",
        "kg ingest news/ --dry-run",
        "kg ingest news/ --lexicon my-institutions/",
        "kg ingest --fetch https://news.example/rss",
    )
    + "\n\n"
    + LIMITS
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store_option
@jobs_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@column_option
@lexicon_option
@ledgers_option
@base_iri_option
@json_option
@fetch_options
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[str, ...],
    store: Location,
    jobs: int,
    dry_run: bool,
    columns: tuple[tuple[str, str], ...],
    lexicon_dirs: tuple[Path, ...],
    ledger_dir: Path | None,
    base_iri: str | None,
    as_json: bool,
    fetch: bool,
    allow_private: bool,
    follow: bool,
    contact: str,
) -> int:
    """Read articles into a store, which is made when it is not there.

    PATH is a file, a folder (with all that is under it), or - for standard input; with --fetch also the URL of a
    page, a feed or a file of records, read after the files. What a file holds is told by its
    content: plain text, saved HTML pages, RSS and Atom feeds, JSON or JSON Lines records (id, url, title, publisher,
    author, published, language, text), CSV tables, Parquet, WARC archives, and zip, tar, gzip, bzip2, xz or zstd of
    any of these. An article that is in the store already is replaced; reading the same articles again changes
    nothing. Ctrl-C stores what was read and stops; the same command goes on from there. Exit status 1 tells that
    some input was skipped; each is listed with the reason.
    """
    from kg.lexicon import load_lexicon  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.sources import Position  # noqa: PLC0415

    settings = store_settings(store, lexicon_dirs, base_iri, ledger_dir)
    settings = replace(settings, columns=tuple({**dict(settings.columns), **dict(columns)}.items()))
    if ledger_dir and not ledger_dir.exists():
        note(f"there is no folder {ledger_dir} yet: no decision is followed, and the store does not note it")
    settings = with_fetching(settings, allow_private=allow_private, follow=follow, contact=contact)
    with Stop() as stop:
        position = Position(paths if sys.stderr.isatty() else ())
        items = _begun(stop.until_asked(read_sources(paths, settings, fetch=fetch, position=position)))
        lexicon = load_lexicon(settings.lexicon_dirs)
        work = _Work(store, settings, lexicon, jobs, stop, position)
        report = work.preview(items) if dry_run else work.ingest(items)
    _tell(report, store, as_json, dry_run=dry_run)
    if report.stopped:
        return STOPPED
    return 1 if report.skips or not report.read else 0


class _Work:
    """One call of the command: with what and into what is read, and how far it has come."""

    def __init__(  # noqa: PLR0913, PLR0917 - what the options come to
        self, store: Location, settings: Settings, lexicon: Lexicon, jobs: int, stop: Stop, position: Position
    ) -> None:
        self._store, self._settings, self._lexicon = store, settings, lexicon
        self._jobs, self._stop, self._position = jobs, stop, position

    def ingest(self, items: Iterable[Item]) -> RunReport:
        """Read the items into the store."""
        from kg.ingestion import ingest, reading_crew  # noqa: PLC0415
        from kg.store import ledgers_of, open_store  # noqa: PLC0415

        with (
            open_store(self._store, "write", self._settings) as opened,
            reading_crew(self._jobs, self._lexicon, self._settings) as readers,
            Progress("reading", "articles") as progress,
        ):
            shown = _Shown(progress, self._position)
            ledgers = ledgers_of(self._store, self._settings)
            return ingest(
                opened, items, self._lexicon, settings=self._settings, ledgers=ledgers, readers=readers,
                step=shown.step, told=shown.told, stop=self._stop,
            )  # fmt: skip

    def preview(self, items: Iterable[Item]) -> RunReport:
        """Say what reading the items would do; a store that is not there is taken for an empty one."""
        from kg.ingestion import preview, reading_crew  # noqa: PLC0415
        from kg.store import is_store, open_store  # noqa: PLC0415

        present = self._store if is_store(self._store, self._settings) else None
        with (
            open_store(present, "read", self._settings) as opened,
            reading_crew(self._jobs, self._lexicon, self._settings) as readers,
            Progress("looking", "articles") as progress,
        ):
            shown = _Shown(progress, self._position)
            return preview(
                opened, items, self._lexicon, settings=self._settings, readers=readers,
                step=shown.step, told=shown.told, stop=self._stop,
            )  # fmt: skip


class _Shown:
    """What a person sees while a run goes on: the bar with rate and estimate, and each skip when it happens."""

    def __init__(self, progress: Progress, position: Position) -> None:
        self._progress, self._position, self._skips = progress, position, 0

    def step(self, label: str, count: int) -> None:
        """Count so many more; the end of reading is foretold from the bytes that were read."""
        self._progress.turn(label, count)
        if label == "reading":
            self._progress.expect(self._position.fraction)

    def told(self, skip: Skip, skipped: bool) -> None:
        """Print a skip or a notice."""
        self._skips += skipped
        self._progress.skip(skip_line(skip, skipped=skipped), self._skips)


def _begun(items: Iterator[T]) -> Iterable[T]:
    """Take the first item now, so that a wrong path is told before any store is made."""
    return chain([first for first in (next(items, None),) if first is not None], items)


def _tell(report: RunReport, store: Location, as_json: bool, *, dry_run: bool) -> None:
    """Print what the run did or would do."""
    if as_json:
        say_json({**report.as_json(), "dry_run": dry_run})
        return
    counts = f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged"
    articles, skipped = amount(report.read, "article"), f"{amount(report.skips, 'input')} skipped"
    if dry_run:
        say(f"{articles} would be in {store}: {counts}; {skipped}. Nothing was changed.")
        return
    say(f"{articles} read into {store}: {counts}; {skipped}")
    if report.empty:
        say(f"{report.empty} of the articles read now told of no agreement (kg stats)")
    if report.stopped:
        note("stopped; what was read is stored. The same command goes on from there")
