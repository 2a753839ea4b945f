"""One agreement out of hand-made reports, without the rooms that decide which reports belong together.

A telling is written in a few words: when its article appeared, which events and status it tells, which date it gives.
All quotes are looked up in one text; the people are invented.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pyoxigraph import NamedNode
from samples import ENERGY, MAZANDARAN, PERSON, article, quote

from kg.extraction.reading import Aim, Event, Evidence, Located, Party, Reading, Report, Stated, Statement, When
from kg.graph.agreements import add_agreement
from kg.graph.article import article_quads
from kg.graph.builder import Builder
from kg.graph.view import View
from kg.identity import Cluster, renamed
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI

DATA = Path(__file__).parent / "graph" / "data"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file under data/."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def days_of(date: str) -> tuple[str, str]:
    """Return the first and last day of a Gregorian date of the tests: a day, a month of 28 to 31 days, or a year."""
    first = {4: date + "-01-01", 7: date + "-01", 10: date}[len(date)]
    last = {4: date + "-12-31", 7: date + "-28", 10: date}[len(date)]
    return first, last


class Telling:
    """One article that tells of the agreement, built from a case's fields; unknown fields are an error."""

    def __init__(self, number: int, fields: dict[str, Any]) -> None:
        self.fields = {"article": f"article-{number}", "published": None, "status": "signed", "events": [], **fields}
        unknown = self.fields.keys() - KNOWN
        assert not unknown, unknown
        said = [self.fields.get(name) or "" for name in ("text", "says")]
        self.text = "\n".join(
            [f"خبر {self.fields['article']}", *said, "تفاهم‌نامه", json.dumps(fields, ensure_ascii=False)]
        )
        if "same_text" in fields:
            self.text = f"متن {fields['same_text']} تفاهم‌نامه"

    def quote(self, part: str = "تفاهم‌نامه") -> Evidence:
        """Return evidence for a part of the text, or for the word that stands in every text."""
        return quote(self.text, part if part in self.text else "تفاهم‌نامه")

    def stated(self, name: str) -> Stated | None:
        """Return a plain value of the case."""
        value = self.fields.get(name)
        return None if value is None else Stated(str(value), "test.stated", self.quote())

    def quads(self) -> list[Any]:
        """Return the quads of the article's graph."""
        told = article(self.text, id=self.fields["article"], published=self.fields["published"])
        return list(
            article_quads(told, Reading("fa", reports=(self.report(),), statements=self.statements()), BASE_IRI)
        )

    def statements(self) -> tuple[Statement, ...]:
        """Return the one statement of the case, if it has one."""
        said = self.fields.get("says")
        if said is None:
            return ()
        return (Statement(PERSON, said, self.fields.get("stance", "claim"), 0, "test.statement", self.quote(said)),)

    def report(self) -> Report:
        """Return the report."""
        fields, aim = self.fields, self.fields.get("aim")
        place = fields.get("place")
        return Report(
            type=Stated(fields.get("type", "memorandum"), "test.type", self.quote()),
            status=Stated(fields["status"], "test.status", self.quote()),
            title=fields.get("title", "تفاهم‌نامه نمونه"),
            parties=tuple(self.party(*one) for one in fields.get("parties", (ENERGY, MAZANDARAN))),
            objectives=(Aim(aim, (), "test.aim", self.quote()),) if aim else (),
            when=self.when(),
            place=Located(place, place, "test.place", self.quote()) if place else None,
            duration=self.stated("duration"),
            article_count=self.stated("articles"),
            note_count=self.stated("notes"),
            events=tuple(self.event(one) for one in fields["events"]),
        )

    def party(self, name: str, id_: str) -> Party:
        """Return a party."""
        return Party(name, "institution", "party", False, id_, "test.party", self.quote())

    def when(self) -> When | None:
        """Return the date of the report."""
        date = self.fields.get("date")
        if date is None:
            return None
        first, last = self.fields.get("days") or days_of(date)
        calendar = self.fields.get("calendar", "gregorian")
        precision = {4: "year", 7: "month", 10: "day"}[len(date)]
        return When(date, date, calendar, precision, "stated", "test.date", self.quote(), first, last)

    def event(self, one: str) -> Event:
        """Return an event from ``kind`` or ``kind@date``."""
        kind, _, date = one.partition("@")
        return Event(kind, date or None, "test.event", self.quote())


KNOWN = {
    "article", "published", "status", "events", "text", "says", "stance", "same_text", "type", "parties", "aim", "date",
    "calendar", "days", "place", "title", "duration", "articles", "notes",
}  # fmt: skip


def agreement(tellings: list[dict[str, Any]], **world: Any) -> tuple[View, NamedNode]:
    """Return the consolidated facts of one agreement that all the tellings are of, and its node."""
    graphs, members = told(tellings)
    out, cluster = Builder(BASE_IRI), cluster_of(members)
    consolidate(out, graphs, cluster, members, **world)
    return View(out.quads()), NamedNode(BASE_IRI + cluster.id)


def told(tellings: list[dict[str, Any]]) -> tuple[dict[NamedNode, list[Any]], dict[str, NamedNode]]:
    """Return the quads of each article's graph, and the reports, earliest first, with the graph they stand in."""
    graphs: dict[NamedNode, list[Any]] = {}
    order = []
    for number, fields in enumerate(tellings):
        quads = Telling(number, fields).quads()
        graph = quads[0].graph_name
        graphs[graph] = quads
        published = fields.get("published")
        for report in View(quads).of_type(AGR("Report")):
            order.append((published is None, published or "", number, report.value.removeprefix(BASE_IRI), graph))
    return graphs, {report: graph for *_, report, graph in sorted(order, key=lambda one: one[:3])}


def cluster_of(members: dict[str, NamedNode]) -> Cluster:
    """Return the cluster of the reports."""
    return Cluster(renamed(next(iter(members)), "agreement"), tuple(members), ())


def consolidate(
    out: Builder, graphs: dict[NamedNode, list[Any]], cluster: Cluster, home: dict[str, NamedNode], **world: Any
) -> None:
    """Write the agreement of a cluster."""
    views = {graph: View(quads) for graph, quads in graphs.items()}
    known = SimpleNamespace(
        base_iri=BASE_IRI,
        sources=SimpleNamespace(view=views.__getitem__),
        lexicon=load_lexicon(),
        home=home,
        official_of={},
        agreement_of=dict.fromkeys(cluster.members, cluster.id),
        **{"same_text": {}, **world},
    )
    add_agreement(out, known, cluster)


def contradictions(view: View) -> dict[str, NamedNode]:
    """Return the contradictions by the name of their property."""
    return {AGR.local(view.node(node, AGR("onProperty"))) or "": node for node in view.of_type(AGR("Contradiction"))}


__all__ = ["DATA", "Telling", "agreement", "cases", "cluster_of", "consolidate", "contradictions", "told"]
