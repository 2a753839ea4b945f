"""One report or mention as its article tells it: what stands in one column of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.graph import View
from kg.language import to_jalali
from kg.ontology import label
from kg.ontology.terms import AGR, DCTERMS, ROLE, SCHEMA
from kg.store import Store

CACHED_VIEWS = 64
"""Article graphs kept while pairs are listed: an article with one doubtful report mostly has several."""

_PLAIN = (
    ("agreementType", "reportedType"), ("status", "reportedStatus"), ("date", "reportedDate"),
    ("articleCount", "reportedArticleCount"), ("noteCount", "reportedNoteCount"), ("duration", "reportedDuration"),
    ("place", "reportedPlaceName"),
)  # fmt: skip
_PARTS = (
    ("hasReportedObjective", "hasObjective", "reportedText"),
    ("hasReportedPurpose", "purpose", "reportedText"),
    ("hasReportedSubject", "subject", "reportedText"),
    ("hasReportedEvent", "hasEvent", "reportedEventKind"),
    ("hasReportedValue", "value", "reportedAsWritten"),
    ("hasReportedLink", "hasReference", "reportedText"),
)
_ROLES = {"party": "party", "host": "hasHostParticipation", "witness": "hasWitnessParticipation",
          "executor": "hasExecutorParticipation", "supervisor": "hasSupervisorParticipation"}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The exact words and their offsets in the article's text, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SideFact:
    """One thing the article says.

    property: as a correction names it; value: as printed, or the Persian name of a concept, whose English one is
    ``english``; note: what belongs to it (the office of a signatory, the words of a date).
    """

    property: str
    value: str
    english: str = ""
    note: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One report or mention. article: local id; published: ISO day, jalali: the same in the Jalali calendar, or ""."""

    id: str
    name: str
    article: str
    key: str
    title: str
    publisher: str
    published: str
    jalali: str
    facts: tuple[SideFact, ...]


class SideReader:
    """Reads sides out of an open store."""

    def __init__(self, store: Store) -> None:
        self._store, self._base = store, store.base_iri
        self._view = lru_cache(maxsize=CACHED_VIEWS)(lambda graph: View(store.quads(graph=graph)))

    def side(self, local_id: str) -> Side | None:
        """Return what the article says of a report or mention (local id); None when the store has none such."""
        node = NamedNode(self._base + local_id)
        for name in ("reportedIn", "mentionedIn"):
            for quad in self._store.quads(node, AGR(name), None, None):
                if isinstance(quad.graph_name, NamedNode) and isinstance(quad.object, NamedNode):
                    return self._side(self._view(quad.graph_name), node, quad.object)
        return None

    def _side(self, view: View, node: NamedNode, article: NamedNode) -> Side:
        published = view.text(article, SCHEMA("datePublished")) or ""
        facts = _report_facts(view, node) if view.node(node, AGR("reportedIn")) else _mention_facts(view, node)
        return Side(
            id=node.value.removeprefix(self._base),
            name=view.text(node, AGR("reportedTitle")) or view.text(node, AGR("reportedName")) or "",
            article=article.value.removeprefix(self._base),
            key=view.text(article, DCTERMS("identifier")) or "",
            title=view.text(article, SCHEMA("headline")) or _first_line(view.text(article, AGR("text")) or ""),
            publisher=view.text(article, SCHEMA("publisher")) or "",
            published=published,
            jalali=to_jalali(published) if published else "",
            facts=tuple(facts),
        )


def _report_facts(view: View, report: NamedNode) -> Iterator[SideFact]:
    for part in view.nodes(report, AGR("hasReportedParticipation")):
        role = ROLE.local(view.node(part, AGR("reportedRole"))) or "party"
        yield SideFact(_ROLES[role], view.text(part, AGR("reportedName")) or "", quotes=_quotes(view, part))
    for part in view.nodes(report, AGR("hasReportedSignature")):
        yield _signature(view, part)
    for name, reported in _PLAIN:
        yield from _plain(view, report, name, reported)
    for link, name, value in _PARTS:
        for part in view.nodes(report, AGR(link)):
            persian, english = _shown(view, part, value)
            when = view.text(part, AGR("reportedEventDate")) or ""
            yield SideFact(name, persian, english, _day(when) if when else "", _quotes(view, part))


def _mention_facts(view: View, mention: NamedNode) -> Iterator[SideFact]:
    yield SideFact("alsoWritten", view.text(mention, AGR("reportedName")) or "", quotes=_quotes(view, mention))
    for office in view.nodes(mention, AGR("reportedOffice")):
        title = view.text(office, AGR("reportedOfficeTitle")) or ""
        body = view.text(office, AGR("reportedPostInName")) or ""
        yield SideFact("holdsOffice", title, note=body, quotes=_quotes(view, office))
    for report in view.of_type(AGR("Report")):
        for part in view.nodes(report, AGR("hasReportedSignature")):
            if mention in view.nodes(part, AGR("reportedPerson")):
                yield SideFact("signatory", view.text(report, AGR("reportedTitle")) or "", quotes=_quotes(view, part))
    for said in view.of_type(AGR("ReportedStatement")):
        if mention in view.nodes(said, AGR("reportedSpeaker")):
            yield SideFact("hasStatement", view.text(said, AGR("reportedText")) or "", quotes=_quotes(view, said))


def _signature(view: View, part: NamedNode) -> SideFact:
    person = view.node(part, AGR("reportedPerson"))
    name = view.text(person, AGR("reportedName")) if person else None
    offices = [view.text(one, AGR("reportedOfficeTitle")) or "" for one in view.nodes(part, AGR("reportedOffice"))]
    body = view.text(part, AGR("reportedForName")) or ""
    return SideFact(
        "signatory", name or "", note=" · ".join(filter(None, [*offices, body])), quotes=_quotes(view, part)
    )


def _plain(view: View, report: NamedNode, name: str, reported: str) -> Iterator[SideFact]:
    persian, english = _shown(view, report, reported)
    if persian:
        written = view.text(report, AGR("dateAsWritten")) or "" if name == "date" else ""
        supported = "reportedPlace" if name == "place" else reported
        quotes = _quotes(view, report, AGR(supported))
        yield SideFact(name, _day(persian) if name == "date" else persian, english, written, quotes)


def _shown(view: View, node: NamedNode, name: str) -> tuple[str, str]:
    """Return a value as a person reads it: a literal, or the Persian and English names of a concept."""
    concept = view.node(node, AGR(name))
    if concept is None:
        return view.text(node, AGR(name)) or "", ""
    slug = concept.value.rpartition("/")[2]
    return label(concept, "fa") or slug, label(concept, "en") or slug


def _quotes(view: View, node: NamedNode, on: NamedNode | None = None) -> tuple[Quote, ...]:
    found = [one for one in view.nodes(node, AGR("evidence")) if view.node(one, AGR("onProperty")) == on]
    return tuple(
        Quote(
            view.text(one, AGR("quote")) or "", view.number(one, AGR("start")) or 0, view.number(one, AGR("end")) or 0
        )
        for one in found
    )


def _day(iso: str) -> str:
    return f"{to_jalali(iso)} ({iso})" if iso.count("-") == 2 else iso


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].strip()[:120]
