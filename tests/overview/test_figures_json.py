"""The figures of the sample, as JSON and back, the same under any hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages_kit import sample_store

from kg.errors import DataError
from kg.overview import Figures, Survey, Timeline, figures, figures_as_json, figures_from_json, network_overview

GOLDEN = Path(__file__).parent / "data" / "figures.json"
"""Made by this file as a script; look through the difference before it is kept."""


def sample_figures() -> Figures:
    store = sample_store()
    overview = network_overview(store)
    return figures(Survey(store), overview.measures(), overview.standing.sample)


def text_of(found: Figures) -> str:
    return json.dumps(figures_as_json(found), ensure_ascii=False, indent=1) + "\n"


def test_the_figures_of_the_sample() -> None:
    assert text_of(sample_figures()) == GOLDEN.read_text("utf-8")


def test_json_and_back() -> None:
    found = sample_figures()
    assert figures_from_json(Figures, json.loads(text_of(found))) == found
    assert figures_from_json(Timeline, json.loads(json.dumps(figures_as_json(found.timeline)))) == found.timeline


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(format=2),
        lambda data: data.pop("regions"),
        lambda data: data.update(more=1),
        lambda data: data["timeline"].update(total="5"),
        lambda data: data["timeline"].update(total=True),
        lambda data: data["timeline"].update(calendars=None),
        lambda data: data["regions"].update(topics=[["energy"]]),
        lambda data: data["regions"].update(topics=[[1, "energy"]]),
    ],
)
def test_changed_figures_are_a_clear_error(change: Callable[[Any], object]) -> None:
    data = json.loads(GOLDEN.read_text("utf-8"))
    change(data)
    with pytest.raises(DataError, match="figures"):
        figures_from_json(Figures, data)


@pytest.mark.parametrize("data", [None, [], {}, "figures", {"format": 1}])
def test_what_is_no_figures_is_a_clear_error(data: Any) -> None:
    with pytest.raises(DataError, match="figures"):
        figures_from_json(Figures, data)


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
