"""How fast a site is written, in how much memory, how large its pages are, and how soon one new article is on them.

``python tests/bench/viewing.py N`` makes a store of N synthetic reports (``reports.py``; a multiple of 1,000; ``--store DIR`` takes one that
is there), writes a seeded sample of its pages with one process and with one for each core, and for ``renewal`` the whole site of a copy of
the store, to which one article is then added. ``--only sample,renewal`` measures a part, ``--work DIR`` says where sites are written. No test asserts any of it.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asking import made, told

from kg.ingestion import ingest
from kg.ingestion.stored import reading_note
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.site import Plan, write_site
from kg.sources import read_articles
from kg.store import Change, ledgers_of, open_store, recorded, version_of

RESULTS = Path(__file__).with_name("VIEWING.md")
PARTS = ("sample", "renewal")
KINDS = ("agreement", "institution", "official", "article", "topic", "province")
NEWS = (
    "وزارت نیرو و استانداری مازندران روز ۱۲ مهر ۱۴۰۲ در ساری تفاهم‌نامه همکاری در زمینه آب و فاضلاب امضا کردند. "
    "این تفاهم‌نامه پنج ماده دارد و با هدف توسعه نیروگاه‌های خورشیدی استان به امضا رسید."
)
"""The article that comes: invented, as all of the store."""


@dataclass(frozen=True, slots=True)
class Written:
    """One run. before: seconds until the first thing (network, places, processes); things and pages a second then.

    A thing is an agreement, institution, official, article, topic or province; it has a page, and further ones where
    its lists are long.
    """

    before: float
    things: float
    pages: float
    after: float
    count: int


def write(store: Path, folder: Path, jobs: int, sample: int | None) -> Written:
    """Write a site and time its parts."""
    marks: list[tuple[float, int]] = []
    began = time.perf_counter()
    with open_store(store) as opened:
        plan = Plan(store, version_of(store), recorded(store, Settings()), jobs=jobs, sample=sample, full=True)
        write_site(opened, folder, plan, progress=lambda done, _: marks.append((time.perf_counter(), done)))
    ended = time.perf_counter()
    (first, skipped), (last, count) = marks[0], marks[-1]
    things = (count - skipped) / max(last - first, 1e-9)
    pages = sum(len(list((folder / kind).glob("*.html"))) for kind in KINDS)
    return Written(first - began, things, things * pages / max(count, 1), ended - last, count)


def sizes(folder: Path) -> Iterator[str]:
    """Yield a table of the sizes of pages by kind."""
    yield "| pages of | written | median KB | 99 % KB | largest KB | data beside it, median KB |"
    yield "|---|---|---|---|---|---|"
    for kind in KINDS:
        pages = sorted(path.stat().st_size for path in (folder / kind).glob("*.html"))
        data = sorted(path.stat().st_size for path in (folder / kind).glob("*.js"))
        if pages:
            shown = (
                pages[len(pages) // 2],
                pages[len(pages) * 99 // 100],
                pages[-1],
                data[len(data) // 2] if data else 0,
            )
            yield f"| {kind} | {len(pages):,} | " + " | ".join(f"{size / 1000:.1f}" for size in shown) + " |"


def sample_table(store: Path, count: int, work: Path) -> Iterator[str]:
    """Yield how fast a sample is written, by one process and by one a core."""
    cores = len(os.sched_getaffinity(0))
    runs = {jobs: write(store, work / f"site-{jobs}", jobs, count) for jobs in (1, cores)}
    yield "| processes | until the first page, s | things a second | pages a second | lists, search and overviews, s |"
    yield "|---|---|---|---|---|"
    for jobs, run in runs.items():
        yield f"| {jobs} | {run.before:.1f} | {run.things:.0f} | {run.pages:.0f} | {run.after:.1f} |"
    yield ""
    yield f"{cores} processes write {runs[cores].pages / runs[1].pages:.2f} times as many pages a second as one. "
    yield f"Most memory: this process {_memory(resource.RUSAGE_SELF)} MB, the largest worker {_memory(resource.RUSAGE_CHILDREN)} MB."
    yield ""
    yield from sizes(work / f"site-{cores}")


def _memory(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def renewal_table(store: Path, work: Path) -> Iterator[str]:
    """Yield how long one new article takes to be on the pages of a whole site, beside writing the site."""
    copy, site = work / "store", work / "site"
    shutil.copytree(store, copy)
    ledgers = store.with_name(f"{store.name}-ledgers")
    if ledgers.is_dir():
        shutil.copytree(ledgers, copy.with_name(f"{copy.name}-ledgers"))
    settings, cores = recorded(copy, Settings()), len(os.sched_getaffinity(0))
    _note_reading(copy)
    _news(copy, settings, work, 0)  # from here on the store knows what changed
    began = time.perf_counter()
    whole = write(copy, site, cores, None)
    wholly = time.perf_counter() - began
    yield "| | seconds | things |"
    yield "|---|---|---|"
    yield f"| whole site | {wholly:.1f} | {whole.count:,} |"
    for number in range(1, 4):
        _news(copy, settings, work, number)
        began = time.perf_counter()
        with open_store(copy) as opened:
            report = write_site(opened, site, Plan(copy, version_of(copy), settings, jobs=cores))
        taken = time.perf_counter() - began
        yield f"| after one more article{'' if report.renewed else ' (in full)'} | {taken:.2f} | {sum(report.pages.values()):,} |"


def _note_reading(store: Path) -> None:
    """Note that the made reports were read with this lexicon and program; else the first article has all read again."""
    with open_store(store, "write") as opened:
        opened.apply(Change(add=(reading_note(opened, load_lexicon()),)))


def _news(store: Path, settings: Settings, work: Path, number: int) -> None:
    """Take one more article into a store."""
    file = work / f"news-{number}.txt"
    file.write_text(f"{NEWS} شماره {number}.", "utf-8")
    with open_store(store, "write", settings) as opened:
        news = read_articles([str(file)], settings)
        ingest(opened, news, load_lexicon(), ledgers=ledgers_of(store, settings), settings=settings)


def main() -> None:
    """Read the command line and print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=10_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--work", type=Path, help="where sites are written; else beside the store")
    parser.add_argument("--sample", type=int, default=10_000)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--write", action="store_true", help=f"keep the page as {RESULTS.name}")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work or (given.store.parent if given.store else None)) as name:
        work = Path(name)
        store = given.store or made(given.reports, work / "made")
        lines = [
            "# How fast a site is written",
            "",
            f"`python tests/bench/viewing.py {given.reports}` on {platform.machine()} {platform.system()}, "
            f"Python {platform.python_version()}: {told(store)}. Trust ratios, not seconds.",
        ]
        if "sample" in given.only:
            lines += ["", f"## A sample of {given.sample:,} things", "", *sample_table(store, given.sample, work)]
        if "renewal" in given.only:
            lines += ["", "## One new article", "", *renewal_table(store, work)]
    page = "\n".join(lines) + "\n"
    print(page)
    if given.write:
        RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
