"""Writes the whole site: every page and its data file, by several processes, then what is made from all of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import networkx as nx

from kg.network import Measures, cooperation_network, measures
from kg.ontology import reference_page
from kg.pages import KINDS, data_script, entry_read, fold_data, render, shared_assets, shared_drawing, words
from kg.settings import Settings
from kg.site.crew import Task, crew
from kg.site.folder import MARKER, Site, fresh_site
from kg.site.lists import write_list
from kg.site.network import bridges, write_network
from kg.site.order import places
from kg.site.searching import write_search
from kg.site.state import State
from kg.site.things import Thing
from kg.store import Store

FORMAT = 2
"""Of the folder: what ``site.json`` says, by which a later run knows whether it can go on from there."""
_LATEST = 10

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: the index to open, pages by kind, files in all."""

    index: Path
    pages: dict[str, int]
    files: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is written.

    location, version, settings: where worker processes find the store, and what ``version_of`` said before it was
    opened; None for one that only this process can read;
    jobs: processes; sample: so many things only, chosen by chance with seed 0, None for all.
    """

    location: Path | None = None
    version: str = ""
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    sample: int | None = None


def write_site(
    store: Store, folder: Path, plan: Plan = Plan(), *, progress: Progress = lambda done, total: None
) -> SiteReport:
    """Write the site of a store into ``folder`` (replaced if it is an earlier site).

    Opens from ``file://``, asks no other host, and gives the same bytes for the same store, whatever the number of
    processes. ``progress`` is called with (pages done, pages in all). Raises OutputError when the folder cannot be
    written.
    """
    folder = Path(folder).resolve()
    with fresh_site(folder) as site:
        state = State(site.root, fresh=True)
        try:
            pages = _Writer(store, site, state, plan, progress).write()
        finally:
            state.close()
        files = sum(1 for path in site.root.rglob("*") if path.is_file())
    return SiteReport(folder / "index.html", pages, files)


class _Writer:
    """One run."""

    def __init__(self, store: Store, site: Site, state: State, plan: Plan, progress: Progress) -> None:
        self.store, self.site, self.state, self.plan, self.progress = store, site, state, plan, progress

    def write(self) -> dict[str, int]:
        self.site.copy_all(shared_assets())
        self.site.write("ontology.html", reference_page())
        self._shared_data()
        graph = cooperation_network(self.store)
        found = measures(graph)
        for kind in KINDS:
            self.state.expect(kind, places(self.store, kind))
        self.state.measured(found)
        counts = {kind: self.state.count(kind) for kind in KINDS}
        self._things(sum(counts.values()), found.sample)
        self._overviews(counts, graph, found)
        return counts

    def _things(self, total: int, sample: int | None) -> None:
        plan, done = self.plan, 0
        task = Task(plan.location, plan.version, plan.settings, self.site.root, sample) if plan.location else None
        total = total if plan.sample is None else min(total, plan.sample)
        with crew(self.store, task, self.site, sample, plan.jobs) as hands:
            for part in hands.write(self._chosen(total)):
                self.state.written(part)
                done += len(part)
                self.progress(done, total)

    def _chosen(self, count: int) -> Iterable[Thing]:
        """Return what is written; of a sample the things chosen, in the order of their lists."""
        found = (thing for kind in KINDS for thing in self.state.things(kind))
        if self.plan.sample is None:
            return found
        total = sum(self.state.count(kind) for kind in KINDS)
        chosen = set(random.Random(0).sample(range(total), count))  # noqa: S311 - a choice, not a secret
        return (thing for at, thing in enumerate(found) if at in chosen)

    def _shared_data(self) -> None:
        """Write what scripts of all pages read."""
        texts = {key: [label.fa, label.en] for key, label in words().items()}
        self.site.write("data/words.js", data_script("data/words", {"words": texts}))
        self.site.write("data/fold.js", data_script("data/fold", fold_data()))
        self.site.write("data/drawing.js", data_script("data/drawing", shared_drawing()))

    def _overviews(self, counts: dict[str, int], graph: nx.MultiDiGraph, found: Measures) -> None:
        """Write the lists, the search, the whole network and the index."""
        for kind, count in counts.items():
            write_list(self.site, f"{kind}s", self.state.rows(kind), count)
        write_search(self.site, map(entry_read, self.state.words()))
        self.site.write("search.html", render("search.html", root="", section="search"))
        write_network(self.site, graph, found)
        self._index(counts, graph, found)
        marker = {"generator": "agreements-kg", "format": FORMAT}
        self.site.write(MARKER, json.dumps(marker, sort_keys=True) + "\n")

    def _index(self, counts: dict[str, int], graph: nx.MultiDiGraph, found: Measures) -> None:
        connected = (row for row in self.state.rows("institution") if row.count)
        index = render(
            "index.html",
            root="",
            section="home",
            counts=[(f"{kind}s", count) for kind, count in counts.items()],
            total=sum(counts.values()),
            latest=list(islice(self.state.rows("agreement"), _LATEST)),
            connected=list(islice(connected, _LATEST)),
            quiet=sum(row.note == "toldNothing" for row in self.state.rows("article")),
            bridges=list(bridges(graph, found)),
            sample=found.sample,
        )
        self.site.write("index.html", index)
