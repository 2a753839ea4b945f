"""Time one institution's agreements with substitutions and with a VALUES block: ``python tests/query/bench_binding.py``.

Prints milliseconds, the median of seven, over 150,000 made-up agreements of 3,000 institutions in memory.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator

import pyoxigraph as px

BASE = "http://example.org/"
PATTERN = "?a :party ?inst ; :type :Agreement ; :label ?l"


def quads(count: int = 150_000) -> Iterator[px.Quad]:
    """Yield agreements with two parties and a label each."""
    chance = random.Random(1)
    named = {name: px.NamedNode(BASE + name) for name in ("type", "Agreement", "party", "label")}
    for number in range(count):
        agreement = px.NamedNode(f"{BASE}agreement{number}")
        yield px.Quad(agreement, named["type"], named["Agreement"])
        yield px.Quad(agreement, named["label"], px.Literal(f"label {number}", language="fa"))
        for _ in range(2):
            yield px.Quad(agreement, named["party"], px.NamedNode(f"{BASE}inst{chance.randrange(3000)}"))


def timed(store: px.Store, query: str, substitutions: dict[px.Variable, px.NamedNode] | None = None) -> float:
    """Return the median milliseconds of one query."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        list(store.query(f"PREFIX : <{BASE}> {query}", substitutions=substitutions))
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Fill the store and print both times."""
    store = px.Store()
    store.extend(quads())
    one = px.NamedNode(BASE + "inst5")
    substituted = timed(store, f"SELECT ?inst ?a ?l {{ {PATTERN} }}", {px.Variable("inst"): one})
    print(f"substitutions {substituted:.2f} ms")
    print(f"VALUES block  {timed(store, f'SELECT ?inst ?a ?l {{ VALUES (?inst) {{ ({one}) }} {PATTERN} }}'):.2f} ms")


if __name__ == "__main__":
    main()
