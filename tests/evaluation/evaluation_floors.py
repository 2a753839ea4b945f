"""Floors of the gold corpus: what F1 of each kind of fact the program must keep, in each half.

``python tests/evaluation/evaluation_floors.py`` raises ``data/gold/floors.json`` to 0.02 below what is measured now, and
lowers nothing. ``… --lower "REASON"`` also lowers floors that are not met any more and writes each with its reason
under ``lowered``, where a reviewer sees it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from kg.articles import Article
from kg.evaluation import ArticleFacts, evaluate, facts_of
from kg.extraction import GrammarExtractor, reading_json
from kg.lexicon import load_lexicon
from kg.settings import Settings
from kg.sources import read_articles

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold"
HALVES = ("blind", "open")
FILE = ROOT / "data" / "gold" / "floors.json"
CORPUS = ("articles-en.jsonl", "articles-fa.jsonl", "facts.jsonl")
BELOW = 0.02
RAISE = "python tests/evaluation/evaluation_floors.py"
Floors = dict[str, dict[str, dict[str, float]]]


def corpus_hash(folder: Path = GOLD) -> str:
    """Return the SHA-256 over names and bytes of the corpus files."""
    digest = hashlib.sha256()
    for half in HALVES:
        for name in CORPUS:
            digest.update(f"{half}/{name}\n".encode() + (folder / half / name).read_bytes())
    return digest.hexdigest()


def articles(half: str) -> list[Article]:
    """Return the articles of a half of the corpus."""
    paths = [GOLD / half / name for name in CORPUS if name.startswith("articles")]
    return [one for one in read_articles(paths, Settings()) if isinstance(one, Article)]


def gold_records(half: str) -> list[dict[str, Any]]:
    """Return the gold lines of a half as they stand."""
    return [json.loads(line) for line in (GOLD / half / "facts.jsonl").read_text("utf-8").split("\n") if line]


def readings(half: str) -> list[ArticleFacts]:
    """Read a half of the corpus now."""
    settings = Settings()
    extractor = GrammarExtractor(load_lexicon(settings.lexicon_dirs))
    return [facts_of({**reading_json(one, extractor.extract(one), settings.base_iri)}) for one in articles(half)]


def measured() -> Floors:
    """Return the F1 of today: by half and language (``blind-fa``, ``open-all`` …), kind of fact and grade."""
    return {f"{half}-{language}": found for half in HALVES for language, found in _measured(half).items()}


def _measured(half: str) -> Floors:
    gold, predicted = [facts_of(record) for record in gold_records(half)], readings(half)
    texts = {one.key: one.text for one in articles(half)}
    figures: Floors = {}
    for language in ("all", "en", "fa"):
        wanted = [one for one in gold if language in ("all", one.language)]
        scores = evaluate(wanted, predicted, texts).scores
        figures[language] = {
            kind: {grade: score.f1 for grade, score in grades.items()} for kind, grades in scores.items()
        }
    return figures


def below(figures: Floors, floors: Floors) -> list[tuple[str, str, str, float, float]]:
    """Return (language, kind, grade, floor, figure) wherever a figure is under its floor or missing."""
    return [
        (language, kind, grade, floor, figures.get(language, {}).get(kind, {}).get(grade, 0.0))
        for language, kinds in floors.items()
        for kind, grades in kinds.items()
        for grade, floor in grades.items()
        if figures.get(language, {}).get(kind, {}).get(grade, 0.0) < floor
    ]


def pinned(figure: float, kind: str) -> float:
    """Return the floor for a figure: 0.02 below it; quotes must always stand in the text."""
    return 1.0 if kind == "grounded" else max(0.0, round(figure - BELOW, 3))


def renewed(old: dict[str, Any], figures: Floors, corpus: str, reason: str = "") -> dict[str, Any]:
    """Return the floors file raised to ``figures``; with a ``reason``, also lowered and that written down.

    ``highest`` keeps the highest floor there ever was, so that a lowered one cannot pass unseen.
    """
    floors: Floors = {}
    highest, lowered = copy.deepcopy(old.get("highest", {})), list(old.get("lowered", []))
    for language, kind, grade, figure in _cells(old.get("floors", {}), figures):
        before = old.get("floors", {}).get(language, {}).get(kind, {}).get(grade, 0.0)
        floor = max(before, pinned(figure, kind))
        if reason and figure < before:
            floor = pinned(figure, kind)
            lowered.append({"fact": [language, kind, grade], "from": before, "to": floor, "why": reason})
        floors.setdefault(language, {}).setdefault(kind, {})[grade] = floor
        grades = highest.setdefault(language, {}).setdefault(kind, {})
        grades[grade] = max(floor, grades.get(grade, 0.0))
    return {"corpus": corpus, "floors": floors, "highest": highest, "lowered": lowered}


def _cells(floors: Floors, figures: Floors) -> list[tuple[str, str, str, float]]:
    """Return (language, kind, grade, figure) of all figures, and with 0.0 of floors that have none any more."""
    names = {
        (language, kind, grade)
        for table in (floors, figures)
        for language, kinds in table.items()
        for kind, grades in kinds.items()
        for grade in grades
    }
    return [(*name, figures.get(name[0], {}).get(name[1], {}).get(name[2], 0.0)) for name in sorted(names)]


def silently_lowered(pins: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return floors below the highest they ever had, or below what a reason last lowered them to."""
    excused = {tuple(entry["fact"]): entry["to"] for entry in pins["lowered"] if entry["why"].strip()}
    rows = below(pins["floors"], pins["highest"])
    return [row[:3] for row in rows if row[4] < excused.get(row[:3], row[3])]


def write(file: Path, figures: Floors, corpus: str, reason: str) -> None:
    """Write floors anew and say which changed."""
    old = json.loads(file.read_text("utf-8")) if file.exists() else {}
    new = renewed(old, figures, corpus, reason)
    file.write_text(json.dumps(new, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    for row in below(new["floors"], old.get("floors", {})):
        print("lowered", *row)
    for row in below(old.get("floors", {}), new["floors"]):
        print("raised", *row[:3], row[4], "to", row[3])


def main() -> None:
    """Write the floors of reading anew."""
    write(FILE, measured(), corpus_hash(), sys.argv[2] if sys.argv[1:2] == ["--lower"] else "")


if __name__ == "__main__":
    main()
