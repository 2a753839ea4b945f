"""What the identity room needs to know of an article's graph: the keys of its reports and mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.extraction import topics_of
from kg.graph.dates import Bounds
from kg.graph.view import View
from kg.identity import ReportKey, signature, states_of
from kg.language import search_text, skeleton_key
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, ATYPE, BASIS, DCTERMS, EKIND, ROLE, SCHEMA, STATUS, TOPIC


def published(view: View, article: NamedNode) -> str | None:
    """Return the article's publication date (ISO day) or None."""
    return view.text(article, SCHEMA("datePublished"))


def report_keys(view: View, base_iri: str, lexicon: Lexicon) -> list[ReportKey]:
    """Return the keys of all reports in the graph."""
    reports = view.of_type(AGR("Report"))
    if not reports:
        return []
    text = view.text(view.nodes(reports[0], AGR("reportedIn"))[0], AGR("text")) or ""
    minhash = signature(text)
    keys = (_report_key(view, report, base_iri, lexicon) for report in reports)
    return [replace(key, minhash=minhash, characters=len(text)) for key in keys]


def _report_key(view: View, report: NamedNode, base_iri: str, lexicon: Lexicon) -> ReportKey:
    article = view.nodes(report, AGR("reportedIn"))[0]
    parties = sorted({node.value.removeprefix(base_iri) for node in view.nodes(report, AGR("reportedParty"))})
    place = view.node(report, AGR("reportedPlace"))
    names = _names(view, report, base_iri)
    objectives = [*view.nodes(report, AGR("hasReportedObjective")), *view.nodes(report, AGR("hasReportedPurpose"))]
    topics = _topics(view, objectives, _bare_title(view, report), lexicon)
    return ReportKey(
        report=report.value.removeprefix(base_iri),
        article_key=view.text(article, DCTERMS("identifier")) or "",
        published=published(view, article),
        parties=tuple(parties),
        earliest=view.text(report, AGR("earliest")),
        latest=view.text(report, AGR("latest")),
        date_basis=BASIS.local(view.node(report, AGR("dateBasis"))),
        type=ATYPE.local(view.node(report, AGR("reportedType"))) or "other",
        status=STATUS.local(view.node(report, AGR("reportedStatus"))) or "unknown",
        signatories=_texts(view, view.nodes(report, AGR("reportedSignatory")), "reportedName"),
        objectives=tuple(search_text(text) for text in _texts(view, objectives, "reportedText")),
        article_count=view.number(report, AGR("reportedArticleCount")),
        note_count=view.number(report, AGR("reportedNoteCount")),
        duration=view.text(report, AGR("reportedDuration")),
        place=place.value.removeprefix(base_iri) if place else view.text(report, AGR("reportedPlaceName")),
        values=_values(view, report),
        events=_events(view, report),
        references=_references(view, report),
        title=search_text(view.text(report, AGR("reportedTitle")) or ""),
        language=view.text(article, SCHEMA("inLanguage")) or "fa",
        broader=_broader(parties, lexicon),
        topics=topics,
        fields=_fields(topics, lexicon),
        names=_in_both_scripts(names, lexicon),
        states=states_of(names, lexicon),
    )


def _texts(view: View, nodes: Iterable[NamedNode], name: str) -> tuple[str, ...]:
    return tuple(text for node in nodes if (text := view.text(node, AGR(name))))


def _names(view: View, report: NamedNode, base_iri: str) -> tuple[tuple[str, str], ...]:
    found = set()
    for part in view.nodes(report, AGR("hasReportedParticipation")):
        body, name = view.node(part, AGR("reportedInstitution")), view.text(part, AGR("reportedName"))
        if body is not None and name and view.node(part, AGR("reportedRole")) == ROLE("party"):
            found.add((body.value.removeprefix(base_iri), search_text(name)))
    return tuple(sorted(found))


def _in_both_scripts(names: tuple[tuple[str, str], ...], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Add the canonical names of known bodies, so that a body can be compared with one outside the lexicon."""
    known = [body for party, _ in names if (body := lexicon.institution_by_id(party)) and body.kind != "state"]
    canonical = {(body.id, search_text(name)) for body in known for name in (body.name_fa, body.name_en) if name}
    return tuple(sorted(canonical.union(names)))


def _values(view: View, report: NamedNode) -> tuple[str, ...]:
    nodes = view.nodes(report, AGR("hasReportedValue"))
    found = ((view.text(node, AGR("reportedAmount")), view.text(node, AGR("reportedCurrency"))) for node in nodes)
    return tuple(sorted({f"{amount} {currency}" for amount, currency in found}))


def _events(view: View, report: NamedNode) -> tuple[str, ...]:
    nodes = view.nodes(report, AGR("hasReportedEvent"))
    found = (
        (EKIND.local(view.node(node, AGR("reportedEventKind"))), view.text(node, AGR("reportedEventDate")))
        for node in nodes
    )
    return tuple(sorted({f"{kind}@{day}" if day else str(kind) for kind, day in found}))


def _references(view: View, report: NamedNode) -> tuple[str, ...]:
    named = _texts(view, view.nodes(report, AGR("hasReportedLink")), "reportedText")
    return tuple(sorted({key for name in named if (key := skeleton_key(name))}))


def _topics(view: View, objectives: Iterable[NamedNode], title: str, lexicon: Lexicon) -> tuple[str, ...]:
    found = {TOPIC.local(topic) for node in objectives for topic in view.nodes(node, AGR("reportedTopic"))}
    return tuple(sorted(slug for slug in {*found, *topics_of(title, lexicon)} if slug))


def _fields(topics: Iterable[str], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    known = ((slug, lexicon.topic(slug)) for slug in topics)
    return tuple((slug, topic.parent) for slug, topic in known if topic is not None and topic.parent)


def _bare_title(view: View, report: NamedNode) -> str:
    """Return the title without the names of bodies: a university's agreement need not be about education."""
    title = view.text(report, AGR("reportedTitle")) or ""
    for part in view.nodes(report, AGR("hasReportedParticipation")):
        title = title.replace(view.text(part, AGR("reportedName")) or "\n", " ")
    return title


def _broader(parties: Iterable[str], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    known = ((party, lexicon.institution_by_id(party)) for party in parties)
    return tuple((party, f"institution/{body.parent}") for party, body in known if body is not None and body.parent)


def reported_bounds(view: View, report: NamedNode) -> Bounds:
    """Return the first and last day that a report's date can mean; the report must have one."""
    return Bounds(view.text(report, AGR("earliest")) or "", view.text(report, AGR("latest")) or "")
