"""Which facts a correction may name, and where each stands in the graph of its article.

The names are those of the consolidated facts, which an analyst sees; beside each stand a short name that is accepted
as well, and the place in the article's graph that the consolidated fact comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Property:
    """One fact that can be corrected. All names are local names of ``agr:`` terms.

    name: the property of the consolidated facts; short: another name for it, or "".
    owner: the class in the article's graph whose node has the fact.
    value: the property that holds the value; shown: literals by which the value may be named as well.
    whole: whether the owner itself is the fact (a party, an event): rejecting it removes the node.
    kind: what a value is: text, integer, decimal, date, duration, currency, institution, place, mention, report, or
    the scheme of a concept.
    role: only owners with this ``reportedRole``. link: only owners that this property points to.
    unknown: the concept that stands where the value is rejected and nothing is put in its place.
    needed: whether the owner is nothing without it, so that it may be replaced but not rejected.
    """

    name: str
    owner: str
    value: str
    kind: str
    short: str = ""
    shown: tuple[str, ...] = ()
    whole: bool = False
    role: str = ""
    link: str = ""
    unknown: str = ""
    needed: bool = False


_REPORT, _PARTICIPATION, _SIGNATURE = "Report", "ReportedParticipation", "ReportedSignature"
_AIM, _EVENT, _OFFICE, _SAID = "ReportedObjective", "ReportedEvent", "ReportedOffice", "ReportedStatement"


def _part(role: str, name: str, short: str) -> Property:
    return Property(
        name, _PARTICIPATION, "reportedInstitution", "institution", short, ("reportedName",), whole=True, role=role
    )


_ALL = (
    Property("reportedBy", _REPORT, "", "report", "report", whole=True),
    Property("agreementType", _REPORT, "reportedType", "agreement-type", unknown="other"),
    Property("status", _REPORT, "reportedStatus", "status", unknown="unknown"),
    Property("date", _REPORT, "reportedDate", "date", shown=("dateAsWritten",)),
    Property("duration", _REPORT, "reportedDuration", "duration"),
    Property("articleCount", _REPORT, "reportedArticleCount", "integer"),
    Property("noteCount", _REPORT, "reportedNoteCount", "integer"),
    Property("statedCount", _REPORT, "reportedSetCount", "integer"),
    Property("place", _REPORT, "reportedPlace", "place", shown=("reportedPlaceName",)),
    Property("placeConcerned", _REPORT, "reportedPlaceConcerned", "place"),
    _part("party", "party", "hasPartyParticipation"),
    _part("host", "hasHostParticipation", "host"),
    _part("witness", "hasWitnessParticipation", "witness"),
    _part("executor", "hasExecutorParticipation", "executor"),
    _part("supervisor", "hasSupervisorParticipation", "supervisor"),
    Property("role", _PARTICIPATION, "reportedRole", "role", needed=True),
    Property("signatory", _SIGNATURE, "reportedPerson", "mention", "signature", whole=True),
    Property("onBehalfOf", _SIGNATURE, "reportedFor", "institution", shown=("reportedForName",)),
    Property("hasObjective", _AIM, "reportedText", "text", "objective", whole=True, link="hasReportedObjective"),
    Property("purpose", _AIM, "reportedText", "text", whole=True, link="hasReportedPurpose"),
    Property("subject", _AIM, "reportedText", "text", whole=True, link="hasReportedSubject"),
    Property("topic", _AIM, "reportedTopic", "topic"),
    Property("hasEvent", _EVENT, "reportedEventKind", "event-kind", "event", whole=True),
    Property("actingBody", _EVENT, "reportedActingBody", "institution", shown=("reportedActingBodyName",)),
    Property("value", "ReportedValue", "reportedAmount", "decimal", shown=("reportedAsWritten",), whole=True),
    Property("currency", "ReportedValue", "reportedCurrency", "currency", needed=True),
    Property("hasReference", "ReportedLink", "reportedText", "text", "reference", whole=True),
    Property("hasStatement", _SAID, "reportedText", "text", "statement", whole=True),
    Property("stance", _SAID, "reportedStance", "stance", needed=True),
    Property("holdsOffice", _OFFICE, "reportedOfficeTitle", "text", "office", whole=True),
    Property("postIn", _OFFICE, "reportedPostIn", "institution", shown=("reportedPostInName",)),
    Property("capacity", _OFFICE, "reportedCapacity", "capacity", needed=True),
    Property("alsoWritten", "OfficialMention", "reportedName", "text", "name", whole=True),
)

PROPERTIES: Final = MappingProxyType({one.name: one for one in _ALL})
"""All that a correction may name, by the property of the consolidated facts."""

_NAMED = {**{one.short: one for one in _ALL if one.short}, **PROPERTIES}

CONCEPTS = frozenset({"agreement-type", "status", "role", "topic", "event-kind", "stance", "capacity"})
"""Kinds whose values are concepts of the scheme of that name."""


def property_named(name: str) -> Property | None:
    """Return the property of this name or short name, with or without its prefix, or None."""
    return _NAMED.get(name.removeprefix("agr:"))
