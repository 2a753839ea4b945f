"""How fast articles are read: beside hazm's normalise + sentences + words of the same texts, and at which growth.

``python tests/bench/reading.py`` makes an environment for the peer under ``build/peers`` (its own lock file), runs both
in turn, each round in a process of its own, and prints the ratio of the medians. Then it reads texts of one shape and
growing length and prints the exponent of time against length. CPU time throughout; no test asserts any of it.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import records

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.lexicon import Lexicon, load_lexicon

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PEER = ROOT / "build" / "peers" / "hazm"
RESULTS = HERE / "READING.md"
WARM = 40
"""So many articles are read before the clock starts."""

SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)
"""Characters of the texts that show the growth."""

NAMES = 5_000
"""Names of institutions in a row, with nothing between them but commas."""

SENTENCE = 50_000
"""Characters of one sentence without a full stop."""


def peer_python() -> Path:
    """Return the interpreter of the peer's environment, made from its lock file when it is not there."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEER], check=True)
        lock = HERE / "peers" / "hazm" / "requirements.lock"
        subprocess.run([python, "-m", "pip", "-qq", "install", "--require-hashes", "-r", lock], check=True)
    return python


def one_run(python: Path | str, side: str, texts: str) -> dict[str, float]:
    """Return what the worker printed of one side's pass over the texts."""
    done = subprocess.run(
        [python, HERE / "reading_worker.py", side], input=texts, capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compared(texts: list[str], rounds: int) -> Iterator[str]:
    """Yield the lines of the table: ours, the peer's, and the ratio."""
    warm, texts = texts[:WARM], texts[WARM:]
    given, runs = json.dumps({"warm": warm, "timed": texts}), {"kg extract": [], "hazm": []}  # type: ignore[var-annotated]
    for number in range(rounds):
        runs["kg extract"].append(one_run(sys.executable, "kg", given))
        runs["hazm"].append(one_run(peer_python(), "hazm", given))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    yield "| what | CPU s (median) | rounds, relative | articles a CPU s | characters a CPU s | peak MB |"
    yield "|---|---|---|---|---|---|"
    size, medians = sum(map(len, texts)), {}
    for name, found in runs.items():
        seconds = [one["seconds"] for one in found]
        medians[name] = median = statistics.median(seconds)
        spread = f"{min(seconds) / median:.2f}–{max(seconds) / median:.2f}"
        peak = max(one["peak_kb"] for one in found) / 1024
        yield f"| {name} | {median:.3f} | {spread} | {len(texts) / median:,.0f} | {size / median:,.0f} | {peak:.0f} |"
    yield ""
    yield f"Extraction takes {medians['kg extract'] / medians['hazm']:.2f} × the time of hazm's normalise + sentences + words."


def growth(lexicon: Lexicon) -> Iterator[str]:
    """Yield how the time grows with the length of a text, for three shapes of text."""
    extractor = GrammarExtractor(lexicon)
    extractor.extract(Article(next(records(1, lexicon=lexicon))["text"], language="fa"))
    yield "| shape | characters | CPU s | seconds a million characters | exponent |"
    yield "|---|---|---|---|---|"
    for name, make in shapes(lexicon).items():
        points = []
        for size in SIZES:
            text = make(size)
            start = time.process_time()
            extractor.extract(Article(text, language="fa"))
            points.append((len(text), time.process_time() - start))
            print(f"{name}: {len(text)} characters", file=sys.stderr)
        slope = _slope(points)
        for size, spent in points:
            last = f"{slope:.2f}" if size == points[-1][0] else ""
            yield f"| {name} | {size:,} | {spent:.2f} | {1e6 * spent / size:.1f} | {last} |"


def shapes(lexicon: Lexicon) -> dict[str, Callable[[int], str]]:
    """Return makers of a text of about so many characters, by the name of its shape."""
    news = "\n".join(record["text"] for record in records(200, lexicon=lexicon))
    names = "، ".join(body.name_fa for body in lexicon.institutions if body.name_fa) + "، "
    endless = " و ".join(line.replace(".", "") for line in news.splitlines())
    return {
        "news, one article after the other": lambda size: _filled(news, size),
        f"{NAMES:,} names in a row and more": lambda size: _filled(names, size),
        f"a sentence of {SENTENCE:,} characters and more": lambda size: _filled(endless, size),
    }


def _filled(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _slope(points: list[tuple[int, float]]) -> float:
    """Return the exponent of the time against the length: the slope of the line through the logarithms."""
    logs = [(math.log(size), math.log(spent)) for size, spent in points]
    x, y = (statistics.mean(axis) for axis in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def main() -> None:
    """Measure, print, and with ``--write`` keep the results in READING.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lexicon = load_lexicon()
    texts = [record["text"] for record in records(given.articles, lexicon=lexicon)]
    intro = f"{len(texts)} synthetic articles (`tests/bench/corpus.py`, seed 1), {sum(map(len, texts)):,} characters; "
    intro += f"the first {WARM} warm the process and are not timed."
    lines = [
        "# How fast articles are read",
        "",
        "`python tests/bench/reading.py` on one core. Trust ratios, not seconds.",
        "",
    ]
    lines += [intro, "", *compared(texts, given.rounds), "", *growth(lexicon), ""]
    print("\n".join(lines))
    if given.write:
        RESULTS.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
