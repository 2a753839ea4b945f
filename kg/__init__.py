"""agreements-kg: news about governmental agreements in, a knowledge graph with its sentences out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Dataset

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(folder: str | Path) -> Dataset:
    """Open a store folder as an ``rdflib.Dataset`` (read only): the Python face of the graph.

    Raises StoreError when the folder is not a store.
    """
    from kg.store import open_dataset  # noqa: PLC0415 - keeps `import kg` fast

    return open_dataset(folder)
