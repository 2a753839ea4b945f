"""Names that are being typed, in the form in which the desk's script takes them."""

from __future__ import annotations

from typing import Final

from kg.query import short, suggestions
from kg.store import Store

LIMIT: Final = 12
"""Names that are offered at once: what stands below a box without scrolling."""


def offers(store: Store, typed: str, of: str, limit: int = LIMIT) -> list[dict[str, str]]:
    """Return what ``kg.query.suggestions`` finds for a name, best first, as JSON values; its errors are its own.

    Each: ``id`` (what a parameter takes), ``iri``, ``fa``, ``en``, ``kind``, ``note`` (what tells namesakes apart).
    """
    return [
        {
            "id": short(one.iri, store.base_iri),
            "iri": one.iri,
            "fa": one.label_fa,
            "en": one.label_en,
            "kind": one.kind,
            "note": one.note,
        }
        for one in suggestions(store, typed, of, limit)
    ]
