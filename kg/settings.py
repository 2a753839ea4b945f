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
    query_seconds: longest run of a query from a user's file, in seconds (60).
    lexicon_dirs: extra folders with lexicon files of the same format as the shipped ones.
    ledger_dir: folder of the ledgers; None is the one beside the store.
    ledger_bytes: largest ledger file in bytes (16 MB).
    ledger_cell: longest cell of a ledger in code points (10,000).
    """

    base_iri: str = BASE_IRI
    record_bytes: int = 16_000_000
    article_characters: int = 2_000_000
    query_seconds: int = 60
    lexicon_dirs: tuple[Path, ...] = ()
    ledger_dir: Path | None = None
    ledger_bytes: int = 16_000_000
    ledger_cell: int = 10_000
