"""The table of common stems (``kg/identity/data/common-stems.tsv``) against the articles it was counted in.

``python tests/identity/common_stems.py``           says which counted stems no row has, and which rows are counted no more
``python tests/identity/common_stems.py --write``   puts the former under ``common`` and the latter under ``added``,
                                                    for a reader to move or take out
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.identity.wording import STEM
from kg.language import search_text

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "kg" / "identity" / "data" / "common-stems.tsv"
CLUSTERS = ROOT / "data" / "gold" / "clusters"
FOLDERS = (ROOT / "data" / "articles", ROOT / "data" / "gold" / "open", CLUSTERS)
SHARE = {"fa": 0.1, "en": 0.15}
"""The share of a language's articles in which a common stem stands; higher in English, of which there are few."""
KINDS = ("common", "added", "telling")


def articles() -> Iterator[dict[str, str]]:
    """Yield the project's own articles that may be looked at while rules are made."""
    halves = {}
    for path in sorted(CLUSTERS.glob("clusters-*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            halves.update({row["article"]: row["half"] for row in rows})
    for folder in FOLDERS:
        for path in sorted(folder.glob("articles-*.jsonl")):
            records = map(json.loads, path.read_text("utf-8").splitlines())
            yield from (record for record in records if halves.get(record["id"]) != "test")


@cache
def counted() -> frozenset[str]:
    """Return the stems that stand in enough articles of their language."""
    found: set[str] = set()
    for language, share in SHARE.items():
        texts = [f"{one['title'] or ''} {one['text']}" for one in articles() if one["language"] == language]
        times: Counter[str] = Counter()
        for text in texts:
            times.update({word[:STEM] for word in search_text(text).split() if len(word) > 1})
        found |= {stem for stem, number in times.items() if number >= share * len(texts)}
    return frozenset(found)


def listed() -> dict[str, set[str]]:
    """Return the stems of each kind as the table has them."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, stems = line.partition("\t")
            found[kind] |= set(stems.split())
    return found


def write(stems: dict[str, set[str]]) -> None:
    """Write the table, its remarks kept, one row for each kind and first letter."""
    remarks = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = []
    for kind in KINDS:
        letters = sorted({stem[0] for stem in stems[kind]})
        rows += [f"{kind}\t{' '.join(sorted(s for s in stems[kind] if s[0] == letter))}" for letter in letters]
    TABLE.write_text("\n".join([*remarks, *rows]) + "\n", "utf-8")


def main() -> None:
    """Run the command."""
    stems = listed()
    fresh = counted() - stems["common"] - stems["telling"] - stems["added"]
    gone = (stems["common"] | stems["telling"]) - counted()
    known = stems["added"] & counted()
    print("counted, in no row:", *sorted(fresh))
    print("counted no more:", *sorted(gone))
    print("added, and now counted:", *sorted(known))
    if sys.argv[1:] == ["--write"]:
        common = (stems["common"] | fresh | known) - gone
        added = (stems["added"] | (gone & stems["common"])) - known
        write({"common": common, "added": added, "telling": stems["telling"] - gone})


if __name__ == "__main__":
    main()
