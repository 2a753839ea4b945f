"""States for the tests: the hand-checked sample with some of its text replaced."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as px

from kg.settings import BASE_IRI, Settings
from kg.store import Store, open_store

SAMPLE = (Path(__file__).parents[1] / "data" / "small.trig").read_text("utf-8")


def edited(edits: Iterable[tuple[str, str]]) -> str:
    """Return the sample with every edit made; one that finds nothing to replace is a mistake in the test."""
    text = SAMPLE
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after) if before.endswith(">") else text.replace(before, after, 1)
    return text


def state(quads: str | Iterable[px.Quad], base_iri: str = BASE_IRI) -> Store:
    """Return a state in memory."""
    store = open_store(None, "write", Settings(base_iri=base_iri))
    store.load_quads(px.parse(quads.encode(), format=px.RdfFormat.TRIG) if isinstance(quads, str) else quads)
    return store
