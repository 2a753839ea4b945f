"""The store as an ``rdflib.Dataset``: the public Python face."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.settings import Settings
from kg.store.folder import open_folder

if TYPE_CHECKING:
    from rdflib import Dataset


def open_dataset(folder: str | Path) -> Dataset:
    """Open a store folder as an ``rdflib.Dataset`` for reading.

    The default graph holds the consolidated facts. Queries run in Oxigraph, not in rdflib's own engine.
    Raises StoreError when the folder is not a store.
    """
    from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib is slow to import
    from rdflib import Dataset  # noqa: PLC0415

    from kg.ontology.terms import PREFIXES  # noqa: PLC0415

    store = open_folder(Path(folder), Settings(), write=False)
    dataset = Dataset(store=OxigraphStore(store=store.backing))
    for prefix, namespace in sorted(PREFIXES.items()):
        dataset.bind(prefix, namespace)
    return dataset
