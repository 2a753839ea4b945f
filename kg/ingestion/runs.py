"""The run record (PROV): when, by which versions and settings, what was skipped. The only place with a clock.

It is begun before anything is read and written on while the run goes on, so that a run which was killed is told too:
it has no end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.articles import Skip, storable
from kg.identity import RUNS, hash_id
from kg.ontology import ontology_version
from kg.ontology.terms import AGR, PROV, RDF, XSD
from kg.settings import Settings
from kg.store import Change, Store

TOGETHER = 1_000
"""Skips that are written at once, in the fast way: by transactions 100,000 of them would take 0.6 GB of memory."""


class RunRecord:
    """The record of one run, in the graph ``graph/runs``."""

    def __init__(self, store: Store, started: datetime) -> None:
        self._store = store
        self._graph = NamedNode(store.base_iri + RUNS)
        self.node = NamedNode(store.base_iri + hash_id("run", started.isoformat()))
        self._skips: list[Quad] = []
        self._ordinal = 0

    def begin(self, started: datetime, lexicon: str, settings: Settings) -> None:
        """Write when it began and what it works with."""
        told = [
            ("softwareVersion", __version__),
            ("lexiconVersion", lexicon),
            ("ontologyVersion", ontology_version()),
            *(("runSetting", one) for one in _settings(settings)),
        ]
        quads = [
            self._quad(RDF("type"), AGR("Run")),
            self._quad(PROV("startedAtTime"), _moment(started)),
            *(self._quad(AGR(name), Literal(value)) for name, value in told),
        ]
        self._store.apply(Change(add=tuple(quads)))

    def skip(self, skip: Skip) -> None:
        """Write one input or piece of metadata that was not used."""
        node = NamedNode(self._store.base_iri + hash_id("skip", self.node.value, str(self._ordinal)))
        self._ordinal += 1
        told = (("skipSource", skip.source), ("skipCode", skip.code), ("skipReason", skip.reason))
        self._skips += [
            self._quad(AGR("skipped"), node),
            Quad(node, RDF("type"), AGR("SkippedInput"), self._graph),
            *(Quad(node, AGR(name), Literal(storable(value)), self._graph) for name, value in told),
        ]
        if len(self._skips) >= TOGETHER * 5:
            self._store.load_lines([pyoxigraph.serialize(self._skips, format=pyoxigraph.RdfFormat.N_QUADS) or b""])
            self._skips.clear()

    def end(self, ended: datetime, counts: Mapping[str, int]) -> None:
        """Write when it ended and how many articles and inputs came to what (property name → number)."""
        self._skips.append(self._quad(PROV("endedAtTime"), _moment(ended)))
        self._skips += [
            self._quad(AGR(name), Literal(str(number), datatype=XSD("integer"))) for name, number in counts.items()
        ]
        self._store.apply(Change(add=tuple(self._skips)))
        self._skips.clear()

    def _quad(self, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(self.node, predicate, value, self._graph)


def _settings(settings: Settings) -> list[str]:
    """Return the settings as ``name=value``, without places and who may ask: they say nothing of what was read."""
    plain = [
        one.name for one in fields(settings) if one.name not in {"lexicon_dirs", "ledger_dir", "remote", "serving"}
    ]
    return [f"{name}={getattr(settings, name)}" for name in plain]


def _moment(moment: datetime) -> Literal:
    return Literal(moment.isoformat(), datatype=XSD("dateTime"))
