"""The facts as a folder of CSV tables: one table a class, one row a node.

A column is a path of properties from the row's node: ``agr:signedBy/rdfs:label@fa`` goes two steps and takes the
Persian label, ``^agr:hasSignature`` goes backwards, ``a|b`` takes either. Several values are joined with `` | ``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.export.selection import Choice
from kg.ontology.terms import AGR, PREFIXES, RDF
from kg.query import Cell, plain
from kg.store import Store, Term

_PARTS: Final = "|".join(
    f"^agr:has{role}Participation" for role in ("Party", "Host", "Witness", "Executor", "Supervisor")
)
_DATES: Final = (
    ("date", "agr:date"),
    ("jalali_date", "agr:jalaliDate"),
    ("date_as_written", "agr:dateAsWritten"),
    ("earliest", "agr:earliest"),
    ("latest", "agr:latest"),
)
_AGREEMENT: Final = (("agreement", "^{}"), ("agreement_title", "^{}/rdfs:label"))


def _of_agreement(property_: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, path.format(property_)) for name, path in _AGREEMENT)


def _body(name: str, path: str) -> tuple[tuple[str, str], ...]:
    return ((name, path), (f"{name}_fa", f"{path}/rdfs:label@fa"), (f"{name}_en", f"{path}/rdfs:label@en"))


_LABELS: Final = (("label_fa", "rdfs:label@fa"), ("label_en", "rdfs:label@en"))
_BASIS: Final = (("basis", "agr:basis"), ("rule", "agr:rule"), ("evidence", "agr:evidence"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: file name without ending, class of its rows, columns (name, path), kept when consolidated."""

    name: str
    of: str
    columns: tuple[tuple[str, str], ...]
    fact: bool = True


SHEETS: Final = (
    Sheet(
        "agreements",
        "Agreement",
        (
            *_LABELS,
            ("type", "agr:agreementType"),
            ("status", "agr:status"),
            *_DATES,
            ("calendar", "agr:calendar"),
            ("precision", "agr:precision"),
            ("date_basis", "agr:dateBasis"),
            ("year", "agr:year"),
            ("jalali_year", "agr:jalaliYear"),
            ("parties", "agr:party"),
            ("signatories", "agr:signatory"),
            ("topics", "agr:topic"),
            ("purpose", "agr:purpose"),
            ("subject", "agr:subject"),
            ("article_count", "agr:articleCount"),
            ("note_count", "agr:noteCount"),
            ("duration", "agr:duration"),
            ("place", "agr:place"),
            ("places_concerned", "agr:placeConcerned"),
            ("reports", "agr:reportedBy"),
            ("basis", "agr:basis"),
            ("evidence", "agr:evidence"),
        ),
    ),
    Sheet(
        "participations",
        "Participation",
        (
            ("agreement", _PARTS),
            ("agreement_title", f"{_PARTS}/rdfs:label"),
            *_body("institution", "agr:participant"),
            ("role", "agr:role"),
            ("via_office", "agr:viaOffice"),
            *_BASIS,
        ),
    ),
    Sheet(
        "signatures",
        "Signature",
        (
            *_of_agreement("agr:hasSignature"),
            *_body("official", "agr:signedBy"),
            *_body("institution", "agr:onBehalfOf"),
            ("offices", "agr:inOffice"),
            ("office_titles", "agr:inOffice/agr:officeTitle"),
            *_BASIS,
        ),
    ),
    Sheet(
        "objectives",
        "Objective",
        (*_of_agreement("agr:hasObjective"), ("text", "agr:text"), ("topics", "agr:topic"), *_BASIS),
    ),
    Sheet(
        "events",
        "LifecycleEvent",
        (
            *_of_agreement("agr:hasEvent"),
            ("kind", "agr:eventKind"),
            *_DATES,
            *_body("acting_body", "agr:actingBody"),
            *_BASIS,
        ),
    ),
    Sheet(
        "values",
        "MonetaryValue",
        (
            *_of_agreement("agr:value"),
            ("amount", "agr:amount"),
            ("currency", "agr:currency"),
            ("as_written", "agr:asWritten"),
            *_BASIS,
        ),
    ),
    Sheet(
        "statements",
        "Statement",
        (
            *_of_agreement("agr:hasStatement"),
            ("speaker", "agr:speaker"),
            ("speaker_name", "agr:speakerName"),
            ("stance", "agr:stance"),
            ("text", "agr:text"),
            ("article", "agr:statedIn"),
            *_BASIS,
        ),
    ),
    Sheet(
        "officials",
        "Official",
        (
            *_LABELS,
            ("offices", "agr:holdsOffice"),
            ("office_titles", "agr:holdsOffice/agr:officeTitle"),
            *_BASIS[:1],
            *_BASIS[2:],
        ),
    ),
    Sheet(
        "tenures",
        "Tenure",
        (
            *_body("official", "org:member"),
            ("office", "agr:tenureOf"),
            ("office_title", "agr:tenureOf/agr:officeTitle"),
            *_body("institution", "agr:tenureOf/agr:postIn"),
            ("capacity", "agr:capacity"),
            ("observed_earliest", "agr:observedEarliest"),
            ("observed_latest", "agr:observedLatest"),
            *_BASIS[:1],
            *_BASIS[2:],
        ),
    ),
    Sheet(
        "institutions",
        "Institution",
        (
            *_LABELS,
            ("other_names", "skos:altLabel"),
            ("kind", "agr:institutionKind"),
            *_body("parent", "agr:parent"),
            *_body("province", "agr:inProvince"),
            ("co_parties", "agr:coParty"),
            ("basis", "agr:basis"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "places",
        "Place",
        (
            *_LABELS,
            ("kind", "agr:placeKind"),
            *_body("part_of", "agr:partOf"),
            ("latitude", "geo:lat"),
            ("longitude", "geo:long"),
            ("source", "dcterms:source"),
        ),
    ),
    Sheet(
        "articles",
        "Article",
        (
            ("identifier", "dcterms:identifier"),
            ("headline", "schema:headline"),
            ("url", "schema:url"),
            ("publisher", "schema:publisher"),
            ("published", "schema:datePublished"),
            ("language", "schema:inLanguage"),
            ("byline", "agr:byline"),
            ("dateline", "agr:dateline"),
            ("characters", "agr:characters"),
            ("sha256", "agr:sha256"),
            ("text", "agr:text"),
        ),
        fact=False,
    ),
    Sheet(
        "reports",
        "Report",
        (
            ("agreement", "^agr:reportedBy"),
            ("article", "agr:reportedIn"),
            ("ordinal", "agr:ordinal"),
            ("title", "agr:reportedTitle"),
            ("type", "agr:reportedType"),
            ("type_as_written", "agr:typeAsWritten"),
            ("status", "agr:reportedStatus"),
            ("date", "agr:reportedDate"),
            ("date_as_written", "agr:dateAsWritten"),
            ("parties", "agr:reportedParty"),
            ("article_count", "agr:reportedArticleCount"),
            ("note_count", "agr:reportedNoteCount"),
            ("duration", "agr:reportedDuration"),
        ),
        fact=False,
    ),
    Sheet(
        "evidence",
        "Evidence",
        (
            ("article", "oa:hasSource"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("about", "agr:about"),
            ("property", "agr:onProperty"),
            ("value", "agr:literalValue"),
            ("rule", "agr:rule"),
        ),
        fact=False,
    ),
    Sheet(
        "unused-sentences",
        "UnusedSentence",
        (("article", "agr:unusedIn"), ("start", "agr:start"), ("end", "agr:end"), ("reason", "agr:reason")),
        fact=False,
    ),
    Sheet(
        "dropped-candidates",
        "DroppedCandidate",
        (
            ("article", "agr:droppedIn"),
            ("kind", "agr:candidateKind"),
            ("quote", "agr:quote"),
            ("start", "agr:start"),
            ("end", "agr:end"),
            ("reason", "agr:reason"),
        ),
        fact=False,
    ),
)
"""All tables, in the order in which a reader wants them."""


def sheets(store: Store, choice: Choice) -> Iterator[tuple[str, tuple[str, ...], tuple[tuple[Cell, ...], ...]]]:
    """Yield (file name, columns, rows) of every table that the choice keeps, rows sorted by id."""
    for sheet in SHEETS:
        if sheet.fact or not choice.consolidated:
            columns = [pair for pair in sheet.columns if choice.with_text or pair != ("text", "agr:text") or sheet.fact]
            header = ("id", *(name for name, _ in columns))
            yield f"{sheet.name}.csv", header, tuple(_rows(store, sheet.of, columns))


def _rows(store: Store, of: str, columns: list[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    nodes = {quad.subject for quad in store.quads(predicate=RDF("type"), object=AGR(of))}
    for node in sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value):
        cells = (_cell(_follow(store, node, path), store.base_iri) for _, path in columns)
        yield (plain(node, store.base_iri), *cells)


def _cell(terms: Iterable[Term], base_iri: str) -> Cell:
    values = sorted({plain(term, base_iri) for term in terms}, key=lambda value: (isinstance(value, str), value))
    return values[0] if len(values) == 1 else " | ".join(map(str, values))


@cache
def _steps(path: str) -> tuple[tuple[tuple[bool, NamedNode, str], ...], ...]:
    """Return a path as steps, each a tuple of alternatives (backwards, property, language)."""
    return tuple(tuple(_step(part) for part in step.split("|")) for step in path.split("/"))


def _step(text: str) -> tuple[bool, NamedNode, str]:
    name, _, language = text.removeprefix("^").partition("@")
    prefix, _, local = name.partition(":")
    return text.startswith("^"), NamedNode(PREFIXES[prefix] + local), language


def _follow(store: Store, node: NamedNode, path: str) -> set[Term]:
    found: set[Term] = {node}
    for alternatives in _steps(path):
        found = {
            term
            for start in found
            if isinstance(start, NamedNode)
            for backwards, predicate, language in alternatives
            for term in _reached(store, start, predicate, backwards=backwards)
            if not language or _is_in(term, language)
        }
    return found


def _is_in(term: Term, language: str) -> bool:
    """Say whether a label is in the language; those of persons and offices carry none and count as Persian."""
    return isinstance(term, Literal) and (term.language or "fa") == language


def _reached(store: Store, node: NamedNode, predicate: NamedNode, *, backwards: bool) -> Iterator[Term]:
    if not backwards:
        yield from (quad.object for quad in store.quads(subject=node, predicate=predicate))
        return
    for quad in store.quads(predicate=predicate, object=node):
        subject: NamedNode | BlankNode | Triple = quad.subject
        yield subject
