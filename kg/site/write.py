"""Writes the whole site: every page and its data file, by several processes, then what is made from all of them."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.ontology import reference_page
from kg.overview import network_overview
from kg.pages import KINDS, data_context, data_script, fold_data, shared_assets, shared_drawing, words
from kg.site.crew import LARGE, crew, task_of
from kg.site.figures import write_figures
from kg.site.folder import MARKER, Site, fresh_site
from kg.site.network import write_network
from kg.site.order import places
from kg.site.overviews import marker_text, write_overviews
from kg.site.plan import Plan, Progress, SiteReport
from kg.site.renew import renew_site
from kg.site.state import State
from kg.site.things import Thing, Things
from kg.store import Store, generation_of

_PLAIN = Plan()


def write_site(
    store: Store, folder: Path, plan: Plan = _PLAIN, *, progress: Progress = lambda done, total: None
) -> SiteReport:
    """Write the site of a store into ``folder``, or bring an earlier one there up to date.

    Opens from ``file://`` and asks no other host. Written in full it has the same bytes for the same store, whatever
    the number of processes. Brought up to date it shows the same but for the layout and the measures of the whole
    network, and in large stores the figures, which it says to be old; search data lie in other files. Raises
    OutputError when the folder cannot be written.
    """
    folder = Path(folder).resolve()
    if (report := _renewed(store, folder, plan, progress)) is not None:
        return report
    with fresh_site(folder) as site:
        state = State(site.root, fresh=True)
        try:
            counts = _Writer(store, site, state, plan, progress).write()
            files = _files(site.root)
            state.note("files", str(files))
        finally:
            state.close()
    return SiteReport(folder / "index.html", counts, files)


def _renewed(store: Store, folder: Path, plan: Plan, progress: Progress) -> SiteReport | None:
    """Bring an earlier site up to date; None where it is to be written in full, as where its memory is damaged."""
    if plan.full or plan.sample is not None:
        return None
    try:
        return renew_site(store, folder, plan, progress)
    except (
        ValueError,
        KeyError,
        FileNotFoundError,
        IsADirectoryError,
        NotADirectoryError,
    ):  # data files or the memory are gone, or say something else than was written
        return None


def _files(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


class _Writer:
    """One run."""

    def __init__(self, store: Store, site: Site, state: State, plan: Plan, progress: Progress) -> None:
        self.store, self.site, self.state, self.plan, self.progress = store, site, state, plan, progress

    def write(self) -> dict[str, int]:
        self.site.copy_all(shared_assets())
        self.site.write("ontology.html", reference_page())
        self._shared_data()
        overview = network_overview(self.store)
        for kind in KINDS:
            self.state.expect(kind, places(self.store, kind))
        sample = overview.standing.sample
        self.state.measured(overview.measures())
        self.state.note("sample", "" if sample is None else str(sample))
        counts = {kind: self.state.count(kind) for kind in KINDS}
        written = self._things(sum(counts.values()), sample)
        write_network(self.site, overview)
        write_figures(self.site, self.store, self.state)
        write_overviews(self.site, self.state)
        if self.plan.sample is None:  # a part of a site is no site that could be brought up to date
            self.state.note("generation", generation_of(self.store))
        self.site.write(MARKER, marker_text(self.store))
        return {kind: written[kind] for kind in KINDS}

    def _things(self, total: int, sample: int | None) -> Counter[str]:
        """Write the pages of things; return how many of each kind."""
        plan, done, written = self.plan, 0, Counter[str]()
        total = total if plan.sample is None else min(total, plan.sample)
        task = task_of(plan, self.site, sample, total)
        with crew(task, Things(self.store, self.site, sample), plan.jobs) as hands:
            for part in hands.write(self._chosen(total)):
                self.state.written(part)
                done += len(part)
                written.update(entry.kind for entry in part)
                self.progress(done, total)
        return written

    def _chosen(self, count: int) -> Iterable[Thing]:
        """Return what is written, by kind in the order of their lists; of a sample the things chosen."""
        kinds = sorted(KINDS, key=lambda kind: kind not in LARGE)
        found = (thing for kind in kinds for thing in self.state.things(kind))
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
        self.site.write("data/context.js", data_script("data/context", data_context(self.store.base_iri)))
        self.site.write("data/drawing.js", data_script("data/drawing", shared_drawing()))
