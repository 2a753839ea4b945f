"""What the identity room needs to know of an article's graph: the keys of its reports and mentions."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.dates import Bounds
from kg.graph.view import View
from kg.identity import MentionKey, ReportKey
from kg.ontology.terms import AGR, DCTERMS, SCHEMA


def published(view: View, article: NamedNode) -> str | None:
    """Return the article's publication date (ISO day) or None."""
    return view.text(article, SCHEMA("datePublished"))


def report_keys(view: View, base_iri: str) -> list[ReportKey]:
    """Return the keys of all reports in the graph."""
    return [_report_key(view, report, base_iri) for report in view.of_type(AGR("Report"))]


def _report_key(view: View, report: NamedNode, base_iri: str) -> ReportKey:
    article = view.nodes(report, AGR("reportedIn"))[0]
    parties = {node.value.removeprefix(base_iri) for node in view.nodes(report, AGR("reportedParty"))}
    return ReportKey(
        report=report.value.removeprefix(base_iri),
        article_key=view.text(article, DCTERMS("identifier")) or "",
        published=published(view, article),
        parties=tuple(sorted(parties)),
        earliest=view.text(report, AGR("earliest")),
        latest=view.text(report, AGR("latest")),
    )


def reported_bounds(view: View, report: NamedNode) -> Bounds:
    """Return the first and last day that a report's date can mean; the report must have one."""
    return Bounds(view.text(report, AGR("earliest")) or "", view.text(report, AGR("latest")) or "")


def mention_keys(view: View, base_iri: str) -> list[MentionKey]:
    """Return the keys of all officials' mentions in the graph."""
    return [_mention_key(view, mention, base_iri) for mention in view.of_type(AGR("OfficialMention"))]


def _mention_key(view: View, mention: NamedNode, base_iri: str) -> MentionKey:
    article = view.nodes(mention, AGR("mentionedIn"))[0]
    posts = {
        body.value.removeprefix(base_iri)
        for office in view.nodes(mention, AGR("reportedOffice"))
        for body in view.nodes(office, AGR("reportedPostIn"))
    }
    return MentionKey(
        mention=mention.value.removeprefix(base_iri),
        article_key=view.text(article, DCTERMS("identifier")) or "",
        published=published(view, article),
        person_key=view.text(mention, AGR("personKey")) or "",
        institutions=tuple(sorted(posts)),
    )
