"""Brings an earlier site up to date: only the pages that show something that changed are written.

Layout and measures of the whole network stay as they were and are said to be old, until more than a hundredth of the
things came or went since the last full run; then, and whenever what changed is not known, the site is written in full.
While files are put in place one by one the state says so, so that a run that was killed is followed by a full one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import OutputError
from kg.pages import KINDS
from kg.site.alike import also_touched
from kg.site.crew import crew, task_of
from kg.site.figures import renew_figures
from kg.site.folder import MARKER, Site
from kg.site.listed import Place
from kg.site.order import exists, place_of, said_of
from kg.site.overviews import Renewed, marker_text, write_overviews
from kg.site.plan import Plan, Progress, SiteReport
from kg.site.state import State
from kg.site.things import Things, removed
from kg.site.touched import touched
from kg.store import Changed, Store, generation_of

DRIFT = 100
"""One in so many things may come or go before layout and measures are made anew."""
WORTH = 5
"""Where more than one in so many pages is touched, all are written: that is simpler and hardly slower."""


def renew_site(store: Store, folder: Path, plan: Plan, progress: Progress) -> SiteReport | None:
    """Bring the site in ``folder`` up to date and return what was written; None if it cannot be.

    It cannot be when the folder holds no whole site of this program and store, when the store does not know what
    changed since, or when too much did. Nothing is touched then. Raises OutputError when a file cannot be written.
    """
    state = _state_of(store, folder)
    if state is None:
        return None
    try:
        changed = _changed(store, state)
        if changed is None:
            return None
        total = sum(state.count(kind) for kind in KINDS)
        found = touched(store, changed, max(100, total // WORTH))
        drift = state.drift() + _moved(store, state, found or ())
        if found is None or drift * DRIFT > total:
            return None
        site = Site(folder, atomic=True)
        if found:
            touching = found | also_touched(store, state, found)
            counts = _Renewal(store, site, state, plan, touching).write(drift, progress)
        else:
            state.note("generation", generation_of(store))
            counts = dict.fromkeys(KINDS, 0)
        return SiteReport(folder / "index.html", counts, state.grow(site.grown), renewed=True)
    finally:
        state.close()


def _state_of(store: Store, folder: Path) -> State | None:
    """Return the state of a site of this program and base; None for anything else and for a damaged one."""
    try:
        if (folder / MARKER).read_text("utf-8") != marker_text(store) or not (folder / "index.html").is_file():
            return None
        state = State(folder)
    except (OSError, ValueError, OutputError):
        return None
    try:
        state.noted("generation")
    except OutputError:
        state.close()
        return None
    return state


def _changed(store: Store, state: State) -> Changed | None:
    log, before = store.changes(), state.noted("generation")
    return log.since(before) if log is not None and before and not state.noted("writing") else None


def _moved(store: Store, state: State, found: Iterable[str]) -> int:
    """Return how many of these things came or went."""
    return sum(exists(store, one) != (state.thing(one.partition("/")[0], one) is not None) for one in found)


def _changed_places(
    before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> dict[str, list[Place]]:
    """Return by kind where in its list a thing stood or stands whose row came, went, moved or says something else."""
    found: dict[str, list[Place]] = defaultdict(list)
    for one in sorted(before.keys() | after.keys()):
        if before.get(one) != after.get(one):
            kind = one.partition("/")[0]
            found[kind] += ((told[one][0], one) for told in (before, after) if one in told)
    return found


class _Renewal:
    """One run over a site that stays in its place."""

    def __init__(self, store: Store, site: Site, state: State, plan: Plan, touched: frozenset[str]) -> None:
        """Begin. touched: the things whose pages may show something else."""
        self.store, self.site, self.state, self.plan, self.touched = store, site, state, plan, touched
        self.things = Things(store, site, state.sample(), touched)

    def write(self, drift: int, progress: Progress) -> dict[str, int]:
        """Write what changed. drift: things that came or went in all."""
        found = self.touched
        self.state.note("writing", "yes")
        told, before = self.state.told(found), self.state.entries_of(found)
        gone, written = self._places(found, told)
        for one in gone:
            if (old := self.state.thing(one.partition("/")[0], one)) is not None:
                removed(self.site, old)
            self.state.forget(one.partition("/")[0], one)
        counts = self._things(written, progress)
        self.state.note("drift", str(drift))
        places = _changed_places(told, self.state.told(found))
        write_overviews(self.site, self.state, Renewed(before, self.state.entries_of(found), places))
        renew_figures(self.site, self.store, self.state)
        self.state.note("generation", generation_of(self.store))
        self.state.note("writing", "")
        return counts

    def _places(self, found: frozenset[str], told: Mapping[str, tuple[str, str]]) -> tuple[list[str], list[str]]:
        """Note where things stand now; return what is gone, and what is to be written, with those that link to it.

        told: what is known of the things so far; those beside one link to it by its name.
        """
        gone, written = list[str](), set[str]()
        for one in sorted(found):
            kind = one.partition("/")[0]
            if not exists(self.store, one):
                if (old := self.state.thing(kind, one)) is not None:
                    gone.append(one)
                    written |= {old.previous, old.next}
                continue
            written.add(one)
            place = place_of(kind, said_of(self.store, kind, one))
            if self.state.place(kind, one) == place:
                continue
            if (old := self.state.thing(kind, one)) is not None:
                written |= {old.previous, old.next}
            self.state.move(kind, one, place)
        for one in sorted(written - {""}):
            if one in found and self._named_anew(one, told):
                now = self.state.thing(one.partition("/")[0], one)
                written |= {now.previous, now.next} if now else set()
        return gone, sorted(written - {""} - set(gone))

    def _named_anew(self, one: str, told: Mapping[str, tuple[str, str]]) -> bool:
        """Say whether a thing came, moved, or is called something else than when the site was last written."""
        place, _ = told.get(one, ("", ""))
        moved = place != self.state.place(one.partition("/")[0], one)
        return moved or bool(self.state.renamed([one], self.things.reader))

    def _things(self, ids: list[str], progress: Progress) -> dict[str, int]:
        things = [found for one in ids if (found := self.state.thing(one.partition("/")[0], one)) is not None]
        done = 0
        task = task_of(self.plan, self.site, self.state.sample(), len(things), self.touched)
        with crew(task, self.things, self.plan.jobs) as hands:
            for part in hands.write(things):
                self.state.written(part)
                done += len(part)
                progress(done, len(things))
        return {kind: sum(thing.kind == kind for thing in things) for kind in KINDS}
