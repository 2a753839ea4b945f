"""One report of an agreement in its article's graph, and which reports are one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg.graph.builder import Value
from kg.graph.choice import Said
from kg.graph.dates import Bounds, bounds
from kg.graph.keys import published, reported_bounds
from kg.graph.view import View
from kg.ontology.terms import AGR, SCHEMA, STATUS


@dataclass(frozen=True, slots=True)
class Told:
    """One report of the agreement in its article's graph. voice: the text it stands in, as one of several prints."""

    report: NamedNode
    view: View
    voice: str = ""

    def said(self, name: str) -> Said | None:
        """Return the report's first value of a property with its evidence, or None."""
        prop = AGR(name)
        value: Value | None = self.view.node(self.report, prop) or self.view.literal(self.report, prop)
        if value is None:
            return None
        evidence = self.evidence(prop)
        written = next((text for one in evidence if (text := self.view.text(one, AGR("literalValue")))), None)
        return Said(value, evidence, self.voice or self.report.value, written or value.value, self.language)

    def evidence(self, prop: NamedNode) -> tuple[NamedNode, ...]:
        """Return the evidence nodes that support a plain property of the report."""
        return self.view.supporting(self.report, prop)

    @property
    def article(self) -> NamedNode | None:
        """Return the article that the report stands in."""
        return self.view.node(self.report, AGR("reportedIn"))

    @property
    def language(self) -> str:
        """Return the language of the article, "" if unknown."""
        return (self.view.text(self.article, SCHEMA("inLanguage")) if self.article else None) or ""

    @property
    def published(self) -> Bounds | None:
        """Return the first and last day on which the article may have appeared, or None."""
        day = published(self.view, self.article) if self.article else None
        return bounds(day) if day else None

    @property
    def days(self) -> Bounds | None:
        """Return the days that the report's own date can mean, or None."""
        return reported_bounds(self.view, self.report) if self.view.text(self.report, AGR("earliest")) else None

    @property
    def status(self) -> str | None:
        """Return the slug of the status that the report tells, or None."""
        return STATUS.local(self.view.node(self.report, AGR("reportedStatus")))


def voices(told: Sequence[Told], same_text: Mapping[str, str] | None = None, base_iri: str = "") -> tuple[Told, ...]:
    """Return the reports with their voices: those that print one text speak with one.

    same_text: a key for the local ids of reports that are known to print nearly the same text; a report that is not in
    it speaks with those whose article has exactly the same text.
    """
    keys: Mapping[str, str] = {} if same_text is None else same_text
    return tuple(replace(one, voice=keys.get(one.report.value.removeprefix(base_iri)) or _text(one)) for one in told)


def _text(one: Told) -> str:
    return (one.view.text(one.article, AGR("sha256")) if one.article else None) or one.report.value
