"""One article's graph in the making of another: triples go and come, and a view of what stands can be had any time."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from kg.graph.builder import Value
from kg.graph.view import View
from kg.ontology.terms import AGR, ROLE

_SHORT_CUTS = (
    ("hasReportedParticipation", "reportedInstitution", "reportedParty"),
    ("hasReportedSignature", "reportedPerson", "reportedSignatory"),
)


class Revision:
    """A view that can be changed; the view it began with stays as it is."""

    def __init__(self, view: View) -> None:
        self._view: View | None = view
        self._triples: dict[Triple, None] = dict.fromkeys(view.triples())

    @property
    def view(self) -> View:
        """What stands now."""
        if self._view is None:
            self._view = View(self._triples)
        return self._view

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Add a fact, unless there is no value."""
        if value is not None:
            self._triples[Triple(subject, predicate, value)] = None
            self._view = None

    def remove(self, subject: NamedNode, predicate: NamedNode, value: Value | None = None) -> None:
        """Take out a fact, or all of a property where no value is given."""
        gone = (
            [value]
            if value is not None
            else [*self.view.nodes(subject, predicate), *_literals(self.view, subject, predicate)]
        )
        for one in gone:
            self._triples.pop(Triple(subject, predicate, one), None)
        self._view = None

    def drop(self, *nodes: NamedNode) -> None:
        """Take out nodes with all that they say and all that is said of them, their evidence and offices."""
        gone = {*nodes}
        for node in nodes:
            gone.update(self.view.nodes(node, AGR("evidence")))
            for office in self.view.nodes(node, AGR("reportedOffice")):
                gone.update((office, *self.view.nodes(office, AGR("evidence"))))
        self._triples = {
            triple: None for triple in self._triples if triple.subject not in gone and triple.object not in gone
        }
        self._view = None

    def mend_short_cuts(self) -> None:
        """Make the parties and signatories of each report those of its participations and signatures again."""
        for report in self.view.of_type(AGR("Report")):
            for link, end, short_cut in _SHORT_CUTS:
                wanted = {
                    node
                    for part in self.view.nodes(report, AGR(link))
                    if link != "hasReportedParticipation" or ROLE("party") in self.view.nodes(part, AGR("reportedRole"))
                    for node in self.view.nodes(part, AGR(end))
                }
                self.remove(report, AGR(short_cut))
                for node in wanted:
                    self.add(report, AGR(short_cut), node)


def _literals(view: View, subject: NamedNode, predicate: NamedNode) -> list[Value]:
    return [*view.literals(subject, predicate)]
