"""The store as an ``rdflib.Dataset``: the public Python face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from rdflib import Dataset


def as_dataset(store: EmbeddedStore) -> Dataset:
    """Return the store as an ``rdflib.Dataset``; its queries run in Oxigraph, not in rdflib's own engine."""
    from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib is slow to import
    from rdflib import Dataset  # noqa: PLC0415

    from kg.ontology.terms import PREFIXES  # noqa: PLC0415

    dataset = Dataset(store=OxigraphStore(store=store.backing))
    for prefix, namespace in sorted(PREFIXES.items()):
        dataset.bind(prefix, namespace)
    return dataset
