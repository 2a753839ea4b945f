"""The runs that change a store, and the one that only says what it would do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from kg.articles import Item
from kg.consolidation import Step
from kg.extraction import Extractor, GrammarExtractor
from kg.ingestion.crew import Alone, Readers
from kg.ingestion.report import RunReport
from kg.ingestion.run import Run, Told
from kg.ingestion.runs import RunRecord
from kg.ingestion.writing import Pretence, Writer
from kg.ledgers import Ledgers
from kg.lexicon import Lexicon
from kg.settings import Settings
from kg.stopping import Stop
from kg.store import Store, refresh

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment in UTC; only run records hold it."""
    return datetime.now(UTC)


def silent(*_: object) -> None:
    """Tell nobody."""


def ingest(  # noqa: PLR0913 - what is read, with what, who is told, and what tests put in its place
    store: Store,
    items: Iterable[Item],
    lexicon: Lexicon,
    *,
    settings: Settings | None = None,
    ledgers: Ledgers | None = None,
    readers: Readers | None = None,
    extractor: Extractor | None = None,
    step: Step = silent,
    told: Told = silent,
    stop: Stop | None = None,
    clock: Clock = now,
) -> RunReport:
    """Bring articles into the store and the consolidated facts up to date; return what happened.

    Articles whose content, lexicon and program version are unchanged are not read again; with another lexicon or
    version all articles of the store are, and count as replaced. readers: who reads, by default this process alone
    with ``extractor``. step: told of the progress; told: of each skip and notice when it happens. After a ``stop``
    was asked for, what was read is stored, and the consolidation left to the next run or the next opening.
    Raises StoreError when the store cannot be written; anything wrong with one input is a listed skip.
    """
    settings, stop, started = settings or Settings(base_iri=store.base_iri), stop or Stop(), clock()
    record = RunRecord(store, started)
    record.begin(started, lexicon.version, settings)
    readers = readers or Alone(extractor or GrammarExtractor(lexicon), settings)
    run = Run(store, lexicon, readers, Writer(store), record, told)
    with closing(run.seen):
        watch = time.monotonic()
        _read(run, items, step, stop)
        reading, changed = time.monotonic() - watch, False
        if not stop.asked:
            changed = _consolidate(store, lexicon, ledgers or Ledgers(), step, stop)
        spent = time.monotonic() - watch - reading
        report = _report(run, started, clock(), changed=changed, stopped=stop.asked, seconds=(reading, spent))
    record.end(report.ended, _numbers(report))
    return report


def preview(  # noqa: PLR0913 - as for ``ingest``
    store: Store,
    items: Iterable[Item],
    lexicon: Lexicon,
    *,
    settings: Settings | None = None,
    readers: Readers | None = None,
    step: Step = silent,
    told: Told = silent,
    stop: Stop | None = None,
    clock: Clock = now,
) -> RunReport:
    """Return what ``ingest`` would do with these items; nothing is written and no facts are read."""
    settings, stop, started = settings or Settings(base_iri=store.base_iri), stop or Stop(), clock()
    readers = readers or Alone(GrammarExtractor(lexicon), settings)
    run = Run(store, lexicon, readers, Pretence(store), None, told)
    with closing(run.seen):
        watch = time.monotonic()
        _read(run, items, step, stop)
        report = _report(run, started, clock(), stopped=stop.asked, seconds=(time.monotonic() - watch, 0.0))
    return replace(report, empty=0)


def _read(run: Run, items: Iterable[Item], step: Step, stop: Stop) -> None:
    run.begin()
    for _ in run.take_all(items, stop):
        step("reading", 1)
    for _ in run.read_again(stop):
        step("reading again", 1)


def _consolidate(store: Store, lexicon: Lexicon, ledgers: Ledgers, step: Step, stop: Stop) -> bool:
    """Bring the facts up to date; a wish to stop leaves the rest to the next opening."""
    try:
        with stop.at_once():
            return refresh(store, lexicon, ledgers, step)
    except KeyboardInterrupt:
        if not stop.asked:
            raise
        return True


def _report(  # noqa: PLR0913 - all that a report tells beside the counts
    run: Run,
    started: datetime,
    ended: datetime,
    *,
    changed: bool = False,
    stopped: bool = False,
    seconds: tuple[float, float] = (0.0, 0.0),
) -> RunReport:
    counts = run.seen.counts()
    return RunReport(
        started=started,
        ended=ended,
        added=counts.added,
        replaced=counts.replaced,
        unchanged=counts.unchanged,
        empty=counts.empty,
        skipped=tuple(run.skipped.first),
        notices=tuple(run.notices.first),
        changed=changed,
        skip_codes=tuple(sorted(run.skipped.codes.items())),
        stopped=stopped,
        reading=seconds[0],
        consolidating=seconds[1],
    )


def _numbers(report: RunReport) -> dict[str, int]:
    return {
        "articlesRead": report.read,
        "articlesAdded": report.added,
        "articlesReplaced": report.replaced,
        "articlesUnchanged": report.unchanged,
        "articlesWithoutReport": report.empty,
        "inputsSkipped": report.skips,
    }
