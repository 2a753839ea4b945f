"""Run as a program by ``test_disk.py`` in a mount namespace of its own: a run on a disk that is too small, then on one that is not.

full_disk_run.py FOLDER KILOBYTES COUNT WAY

Prints one JSON object: what the first run said, how many articles a reader saw then, and what the second run made.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import warnings
from pathlib import Path

from killed_run import Sample, numbered, small_portions

from kg.errors import StoreError
from kg.export import export_bytes
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, RDF
from kg.store import open_store


def mount(options: str, folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


def run(folder: Path, count: int) -> str:
    """Ingest and return "", or what was wrong."""
    try:
        with open_store(folder, "write") as store:
            ingest(store, numbered(count), load_lexicon(), extractor=Sample())
    except StoreError as error:
        return str(error)
    return ""


def seen(folder: Path) -> tuple[int, list[str]]:
    """Return how many articles a reader sees, and of what it is warned."""
    if not (folder / "meta.json").is_file():
        return 0, []
    with warnings.catch_warnings(record=True) as told, open_store(folder) as store:
        warnings.simplefilter("always")
        return len(list(store.quads(None, RDF("type"), AGR("Article")))), [str(one.message) for one in told]


def main() -> None:
    place, size, count, way = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    small_portions(way)
    mount(f"size={size}k", place)
    folder = place / "s"
    failed = run(folder, count)
    articles, warned = seen(folder)
    mount("remount,size=500m", place)
    again = run(folder, count)
    with open_store(folder) as store:
        digest = hashlib.sha256(export_bytes(store, "nquads", with_text=True)).hexdigest()
    mount("remount,ro", place)
    read_only, (still, _) = run(folder, count), seen(folder)
    print(json.dumps({
        "failed": failed, "articles": articles, "warned": warned, "again": again, "digest": digest,
        "read_only": read_only, "still": still, "files": sorted(path.name for path in folder.iterdir()),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
