"""Temporary: replaced by the join with the ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.view import View
from kg.ledgers import Correction
from kg.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Outcome:
    correction: Correction
    nodes: tuple[NamedNode, ...] = ()
    reason: str = ""

    @property
    def applied(self) -> bool:
        return not self.reason


def corrected(
    view: View, article: NamedNode, corrections: Sequence[Correction], base_iri: str, lexicon: Lexicon
) -> tuple[View, tuple[Outcome, ...]]:
    return view, ()
