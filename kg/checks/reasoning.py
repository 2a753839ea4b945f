"""Everything a reasoner can say: the DL profile and HermiT on the ontology, OWL 2 RL rules on the data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.checks.clashes import Clash, clashes
from kg.checks.graphs import data_quads
from kg.checks.hermit import HermitResult, run_hermit
from kg.checks.profile import ProfileProblem, profile_problems
from kg.checks.rules import RuleCount, close
from kg.errors import MissingToolError
from kg.ontology import load_ontology

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class MissingTool:
    """A tool that was not there, and what was therefore not checked."""

    tool: str
    unchecked: str
    todo: str

    def __str__(self) -> str:
        return f"{self.tool} is missing: {self.unchecked}. Next: {self.todo}"


@dataclass(frozen=True, slots=True)
class ReasoningReport:
    """What reasoning found.

    profile: breaches of OWL 2 DL in the ontology. hermit: HermiT's answer, None when it could not run (see missing).
    asserted, inferred: triples of the data before the rules, and new ones; by_rule: how many each rule gave.
    clashes: contradictions in the data.
    """

    profile: tuple[ProfileProblem, ...]
    hermit: HermitResult | None
    missing: tuple[MissingTool, ...]
    asserted: int
    inferred: int
    by_rule: tuple[RuleCount, ...]
    clashes: tuple[Clash, ...]

    @property
    def ok(self) -> bool:
        """Say whether nothing that was checked is wrong."""
        hermit = self.hermit is None or (self.hermit.consistent and not self.hermit.unsatisfiable)
        return hermit and not self.profile and not self.clashes

    def as_json(self) -> dict[str, Any]:
        """Return the report as values that ``json`` can write."""
        return {"ok": self.ok, **asdict(self)}


def reason(store: Store | None = None) -> ReasoningReport:
    """Check the shipped ontology, and the data of a store when one is given.

    Without Java HermiT is left out, ``missing`` says so, and all else still runs.
    """
    hermit, missing = _hermit()
    closure = close(() if store is None else data_quads(store))
    return ReasoningReport(
        profile=profile_problems(load_ontology()),
        hermit=hermit,
        missing=missing,
        asserted=closure.asserted,
        inferred=closure.inferred,
        by_rule=closure.counts,
        clashes=clashes(closure),
    )


def _hermit() -> tuple[HermitResult | None, tuple[MissingTool, ...]]:
    try:
        return run_hermit(), ()
    except MissingToolError as error:
        unchecked = "consistency and unsatisfiable classes were not checked by HermiT; the rules were still run"
        return None, (MissingTool("Java", unchecked, error.todo),)
