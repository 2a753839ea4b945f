"""Run as a program by ``test_kill.py``: ingests numbered sample articles and prints one line before each.

killed_run.py STORE COUNT
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from samples import TEXT, article, reading

from kg.articles import Article
from kg.extraction import Reading
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.store import open_store


class Sample:
    """Reads every article as the sample reading, its dates apart so that they stay different agreements."""

    def extract(self, article: Article) -> Reading:
        return reading(article.text)


def numbered(count: int, *, aloud: bool) -> Iterator[Article]:
    for number in range(count):
        if aloud:
            print(number, flush=True)
        yield article(f"{TEXT}خبر {number}", id=f"a{number}", published=f"20{10 + number % 12:02d}-01-01")
    if aloud:
        print("consolidating", flush=True)


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    with open_store(folder, "write") as store:
        ingest(store, numbered(count, aloud=True), load_lexicon(), extractor=Sample())
    print("done", flush=True)


if __name__ == "__main__":
    main()
