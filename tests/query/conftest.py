"""The sample in the store of the program, and in rdflib's own engine."""

from __future__ import annotations

import pyoxigraph as px
import pytest
from rdflib import Dataset
from sample_graph import sample_quads

from kg.store import Store, open_store


@pytest.fixture(scope="session")
def store() -> Store:
    store = open_store(None, "write")
    store.load_quads(sample_quads())
    return store


@pytest.fixture(scope="session")
def datasets() -> dict[bool, Dataset]:
    """Return the sample in rdflib's own engine, by whether the default graph is the union of all."""
    nquads = px.serialize(sample_quads(), format=px.RdfFormat.N_QUADS).decode()
    found = {union: Dataset(default_union=union) for union in (False, True)}
    for dataset in found.values():
        dataset.parse(data=nquads, format="nquads")
    return found
