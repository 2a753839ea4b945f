"""``kg ingest``: articles into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.fetching import LIMITS, fetch_options, read_sources, with_fetching
from kg.cli.options import (
    base_iri_option,
    examples,
    json_option,
    ledgers_option,
    lexicon_option,
    store_option,
    store_settings,
)
from kg.cli.streams import Progress, note, say, say_json

if TYPE_CHECKING:
    from kg.ingestion import RunReport

T = TypeVar("T")


@click.command(
    epilog=examples(
        "kg ingest data/articles/",
        "kg ingest monday.jsonl tuesday.jsonl --store news-store",
        "cat article.txt | kg ingest -",
        "kg ingest news/ --lexicon my-institutions/",
        "kg ingest --fetch https://news.example/rss",
    )
    + "\n\n"
    + LIMITS
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store_option
@lexicon_option
@ledgers_option
@base_iri_option
@json_option
@fetch_options
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[str, ...],
    store: Path,
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

    PATH is a text file, a JSON or JSON Lines file of records (id, url, title, publisher, published, language, text),
    a folder of them, or - for standard input; with --fetch also the URL of a page, a feed or such a file, read after
    the files. An article that is in the store already is replaced; reading the same
    articles again changes nothing. Exit status 1 tells that some input was skipped; each is listed with the reason.
    """
    from kg.articles import Page, read_page  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.ingestion import ingest  # noqa: PLC0415
    from kg.lexicon import load_lexicon  # noqa: PLC0415
    from kg.store import ledgers_of, open_store  # noqa: PLC0415

    settings = store_settings(store, lexicon_dirs, base_iri, ledger_dir)
    settings = with_fetching(settings, allow_private=allow_private, follow=follow, contact=contact)
    items = read_sources(paths, settings, fetch=fetch)
    articles = _begun(read_page(item, settings) if isinstance(item, Page) else item for item in items)
    lexicon = load_lexicon(settings.lexicon_dirs)
    with open_store(store, "write", settings) as opened, Progress("reading", "articles") as progress:
        ledgers = ledgers_of(store, settings)
        report = ingest(opened, _counted(articles, progress), lexicon, ledgers=ledgers, step=progress.turn)
    _tell(report, store, as_json)
    return 1 if report.skipped or not report.read else 0


def _begun(items: Iterator[T]) -> Iterable[T]:
    """Take the first item now, so that a wrong path is told before any store is made."""
    return chain([first for first in (next(items, None),) if first is not None], items)


def _counted(items: Iterable[T], progress: Progress) -> Iterator[T]:
    for item in items:
        yield item
        progress.step()


def _tell(report: RunReport, store: Path, as_json: bool) -> None:
    """Print what the run did: the counts as a result, the skips beside it."""
    for skip in report.skipped:
        note(f"skipped {skip.source}: {skip.reason} ({skip.code})")
    for notice in report.notices:
        note(f"noted {notice.source}: {notice.reason}")
    if as_json:
        say_json(report.as_json())
        return
    counts = f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged"
    say(f"{report.read} articles read into {store}: {counts}; {len(report.skipped)} inputs skipped")
    if report.empty:
        say(f"{report.empty} of the articles read now told of no agreement (kg stats)")
