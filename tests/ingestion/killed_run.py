"""Run as a program by ``test_kill.py``: ingests numbered sample articles, and kills itself where it is told to.

killed_run.py STORE COUNT WAY [FUNCTION CALL before|after]

WAY is ``bulk`` (portions through the journal) or ``single`` (one transaction for a few articles).
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from samples import TEXT, article, reading

from kg.articles import Article
from kg.consolidation import running
from kg.extraction import Reading
from kg.ingestion import ingest, writing
from kg.lexicon import load_lexicon
from kg.store import open_store


class Sample:
    """Reads every article as the sample reading, its dates apart so that they stay different agreements."""

    def extract(self, article: Article) -> Reading:
        return reading(article.text)


def numbered(count: int) -> Iterator[Article]:
    for number in range(count):
        yield article(f"{TEXT}خبر {number}", id=f"a{number}", published=f"20{10 + number % 12:02d}-01-01")


def small_portions(way: str) -> None:
    """Make portions of some ten articles, written in the one way or the other."""
    writing.PORTION = 300_000
    running.PORTION = 500
    writing.BULK_FROM = 1 if way == "bulk" else sys.maxsize


def die_at(function: str, call: int, moment: str) -> None:
    """Put in the function's place one that ends this process, as by a power cut, around its how-manieth call."""
    holder, name = found(function)
    whole: Callable[..., Any] = getattr(holder, name)
    calls = 0

    def deadly(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = whole(*args, **named)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(holder, name, deadly)


def found(function: str) -> tuple[Any, str]:
    """Return the module or class in which a function is looked up, and its name there."""
    parts = function.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            holder: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:-1]:
            holder = getattr(holder, part)
        return holder, parts[-1]
    raise SystemExit(f"there is no {function}")


def main() -> None:
    folder, count, way, *point = sys.argv[1:]
    small_portions(way)
    if point:
        function, call, moment = point
        die_at(function, int(call), moment)
    print("begun", flush=True)
    with open_store(Path(folder), "write") as store:
        ingest(store, numbered(int(count)), load_lexicon(), extractor=Sample())
    print("done", flush=True)


if __name__ == "__main__":
    main()
