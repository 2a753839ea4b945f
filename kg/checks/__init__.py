"""Checks of a store's graph: SHACL shapes, OWL reasoning, OWL 2 RL rules."""

from __future__ import annotations

from kg.checks.clashes import Clash
from kg.checks.findings import Finding, ValidationReport
from kg.checks.hermit import HermitResult
from kg.checks.profile import ProfileProblem
from kg.checks.reasoning import MissingTool, ReasoningReport, reason
from kg.checks.rules import RuleCount
from kg.checks.shapes import validate

__all__ = [
    "Clash",
    "Finding",
    "HermitResult",
    "MissingTool",
    "ProfileProblem",
    "ReasoningReport",
    "RuleCount",
    "ValidationReport",
    "reason",
    "validate",
]
