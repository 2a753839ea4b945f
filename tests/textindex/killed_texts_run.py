"""Run as a program by ``test_texts_killed.py``: changes a store of sample articles, and kills itself where told.

killed_texts_run.py STORE first|second [FUNCTION CALL before|after]

``first`` fills the store; ``second`` replaces some articles, adds some and removes some.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "ingestion")]
sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from killed_run import Sample, die_at
from pyoxigraph import Literal
from samples import TEXT, article

from kg.articles import Article
from kg.consolidation import running
from kg.ingestion import ingest, remove
from kg.lexicon import load_lexicon
from kg.store import open_store

FIRST, REPLACED, ADDED, REMOVED = range(20), range(3, 9), range(20, 26), ("a1", "a12")


def articles(numbers: range, word: str) -> Iterator[Article]:
    for number in numbers:
        day = f"20{10 + number % 12:02d}-01-01"
        yield article(
            f"{TEXT}خبر {number} درباره {word}", id=f"a{number}", published=day, title=f"عنوان {word} {number}"
        )


def change(folder: Path, step: str) -> None:
    with open_store(folder, "write") as store:
        lexicon = load_lexicon()
        if step == "first":
            ingest(store, articles(FIRST, "پیش‌نویس"), lexicon, extractor=Sample())
            return
        changed = [*articles(REPLACED, "بازنگری"), *articles(ADDED, "تازه‌ها")]
        ingest(store, changed, lexicon, extractor=Sample())
        there = [one for one in REMOVED if list(store.quads(None, None, Literal(one)))]
        if there:
            remove(store, there, lexicon)


if __name__ == "__main__":
    running.PORTION = 200
    if len(sys.argv) > 3:
        die_at(sys.argv[3], int(sys.argv[4]), sys.argv[5])
    print("begun", flush=True)
    change(Path(sys.argv[1]), sys.argv[2])
