"""The declared limits and names that a user may change, in one frozen value passed down from the edge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BASE_IRI = "https://w3id.org/agreements-kg/id/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be configured; the defaults are the documented limits.

    base_iri: prefix of all minted IRIs, ends with ``/``.
    record_bytes: largest input record in bytes (16 MB).
    article_characters: longest article in code points (2 M).
    article_seconds: longest computing time that reading one article may take, in seconds (20).
    article_memory: address space that a worker process may take, in bytes (4 GB).
    page_elements: most elements of an HTML page (40,000): with that many the slowest shapes known take about 10 s.
    feed_bytes, feed_items: largest feed in bytes (64 MB) and in items (20,000).
    expansion, expansion_from: a packed file may unfold to so many times its size (200) once it is over so many
        bytes (64 MB). packing_depth: how many archives may lie in one another (3).
    columns: which of the user's columns or JSON fields stands for which field of an article, as (field, column).
    query_seconds: longest run of a query from a user's file, in seconds (60).
    lexicon_dirs: extra folders with lexicon files of the same format as the shipped ones.
    ledger_dir: folder of the ledgers; None is the one beside the store.
    ledger_bytes: largest ledger file in bytes (16 MB).
    ledger_cell: longest cell of a ledger in code points (10,000).
    """

    base_iri: str = BASE_IRI
    record_bytes: int = 16_000_000
    article_characters: int = 2_000_000
    article_seconds: float = 20.0
    article_memory: int = 4_000_000_000
    page_elements: int = 40_000
    feed_bytes: int = 64_000_000
    feed_items: int = 20_000
    expansion: int = 200
    expansion_from: int = 64_000_000
    packing_depth: int = 3
    columns: tuple[tuple[str, str], ...] = ()
    query_seconds: int = 60
    lexicon_dirs: tuple[Path, ...] = ()
    ledger_dir: Path | None = None
    ledger_bytes: int = 16_000_000
    ledger_cell: int = 10_000
