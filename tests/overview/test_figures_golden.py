"""The figures of the sample, the same under any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from overview_text import text_of
from pages_kit import sample_store

from kg.overview import Figures, Survey, figures, network_overview

GOLDEN = Path(__file__).parent / "data" / "figures.json"
"""Made by this file as a script; look through the difference before it is kept."""


def sample_figures() -> Figures:
    store = sample_store()
    overview = network_overview(store)
    return figures(Survey(store), overview.measures(), overview.standing.sample)


def test_the_figures_of_the_sample() -> None:
    assert text_of(sample_figures()) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_same_under_any_hash_seed(seed: str) -> None:
    here = Path(__file__)
    told = subprocess.run(
        [sys.executable, str(here), "-"],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here.parents[1]}:{here.parents[2]}"},
        check=True,
        capture_output=True,
    )
    assert told.stdout.decode() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.buffer.write(text_of(sample_figures()).encode())
    else:
        GOLDEN.write_text(text_of(sample_figures()), "utf-8")
