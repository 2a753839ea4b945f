"""What a check returns: plain sorted values that a command line can print and a program can read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One SHACL result.

    severity: violation (wrong data), warning (incomplete data) or info. shape: name of the shape, the last part of
    its IRI. focus: IRI of the node. path: the property in short form, "" for a rule about the whole node.
    value: the offending value, None when one is missing. quote, article: the sentence behind the node and the
    article it stands in, None when the node has no evidence.
    """

    severity: str
    shape: str
    focus: str
    path: str
    value: str | None
    message_fa: str
    message_en: str
    quote: str | None = None
    article: str | None = None

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Sort key: the gravest first, then by shape and node."""
        return SEVERITIES.index(self.severity), self.shape, self.focus, self.path, self.value or ""

    def message(self, language: str = "fa") -> str:
        """Return the message in ``fa`` or ``en``."""
        return self.message_en if language == "en" else self.message_fa


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All findings, the gravest first. triples: how many were checked, ontology included."""

    findings: tuple[Finding, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Say whether nothing is wrong; warnings do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Return what is wrong."""
        return tuple(finding for finding in self.findings if finding.severity == "violation")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what is incomplete."""
        return tuple(finding for finding in self.findings if finding.severity == "warning")

    def as_json(self) -> dict[str, Any]:
        """Return the report as values that ``json`` can write."""
        findings = [asdict(finding) for finding in self.findings]
        return {"conforms": self.conforms, "triples": self.triples, "findings": findings}
