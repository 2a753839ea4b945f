"""Measure how many records are read a second, written and packed in every way.

Usage: python tests/bench/records.py [COUNT] [FOLDER]

Writes COUNT invented records (20,000 if not given) of about 350 words into FOLDER (a temporary one if not given) and
prints for each form the records a second of processor time, the best of three, and what the two parts of it that no
form can do without take alone: decoding JSON, and making an article of a record.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "articles"), str(Path(__file__).parents[2])]

from packing import COMPRESSED, answer, as_lines, as_parquet, as_table, tarred, warc, zipped

from kg.articles import Skip, record_article
from kg.settings import Settings
from kg.sources import read_items

WORDS = (
    "وزیر امور خارجه ایران و همتای ترکیه در آنکارا یادداشت تفاهم همکاری‌های اقتصادی را امضا کردند این سند "
    "به مدت پنج سال اعتبار دارد و دو طرف درباره اجرای آن در نشست آینده گفت‌وگو خواهند کرد"
).split()
COUNT, LENGTH, TIMES = 20_000, 350, 3


def record(number: int, chance: random.Random) -> dict[str, str]:
    return {
        "id": str(number),
        "url": f"https://news.example/{number}",
        "title": " ".join(chance.choices(WORDS, k=8)),
        "publisher": "خبرگزاری نمونه",
        "published": f"20{number % 20:02}-10-04",
        "language": "fa",
        "text": " ".join(chance.choices(WORDS, k=LENGTH)),
    }


def forms(records: list[dict[str, str]]) -> dict[str, Callable[[], bytes]]:
    texts = {f"{one['id']}.txt": one["text"].encode() for one in records}
    return {
        "JSON Lines": lambda: as_lines(records),
        "JSON Lines, gzip": lambda: COMPRESSED["gzip"](as_lines(records)),
        "JSON Lines, zstd": lambda: COMPRESSED["zstd"](as_lines(records)),
        "CSV": lambda: as_table(records),
        "Parquet": lambda: as_parquet(records),
        "plain texts in zip": lambda: zipped(texts),
        "plain texts in tar": lambda: tarred(texts),
        "texts in WARC, gzip": lambda: warc(
            (answer(one["url"], one["text"].encode(), "text/plain; charset=utf-8") for one in records), packed=True
        ),
    }


def rate(count: int, work: Callable[[], object]) -> int:
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(count / best)


def read(path: Path, count: int) -> None:
    items = sum(not isinstance(item, Skip) for item in read_items([path], Settings()))
    if items != count:
        raise SystemExit(f"{path}: {items} of {count} records were read")


def main(count: int, folder: Path) -> None:
    chance = random.Random(1)
    records = [record(number, chance) for number in range(count)]
    for name, make in forms(records).items():
        path = folder / name
        path.write_bytes(make())
        size = path.stat().st_size / 1e6
        print(f"{name:22} {size:7.1f} MB {rate(count, lambda path=path: read(path, count)):9,} records/s")
    lines = as_lines(records).splitlines()
    print(f"{'decoding JSON alone':33} {rate(count, lambda: [json.loads(line) for line in lines]):9,} records/s")
    making = rate(count, lambda: [record_article(one, "", Settings()) for one in records])
    print(f"{'making articles alone':33} {making:9,} records/s")


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        main(int(given[0]) if given else COUNT, Path(given[1] if len(given) > 1 else temporary))
