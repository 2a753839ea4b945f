"""How complete and how sure the data are: what was read, what is missing, what is in doubt, what people decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.ontology import PREFIXES
from kg.ontology.terms import AGR, SCHEMA
from kg.overview.figure_doubts import doubtful
from kg.overview.figure_values import Counts, Coverage, Decided, Disputed, Missing, Odd, Quality, Quoted
from kg.overview.survey import Survey, counted, ordered

MOST = 50
"""Examples and publishers that are listed; the numbers count all."""
FACTS = ("date", "party", "secondParty", "hasObjective", "signatory", "place", "duration", "value")
"""Facts of an agreement that are looked for; ``secondParty``: an agreement of which one party alone is known."""
LEFT_OUT = "LEFT_OUT"
"""Code of metadata that was left out while its article was read: no input that was skipped."""
BELIEVED = range(1800, 2200)
"""Gregorian years that an agreement in the news may have (the project's own choice)."""
_AHEAD = frozenset({"planned", "negotiated", "unknown", ""})
"""Statuses of what has not happened: its date may lie after its articles."""
_QUOTED = ("Participation", "Signature", "Tenure", "Objective", "LifecycleEvent", "Statement")


def quality(survey: Survey) -> Quality:
    """Return the state of the data."""
    told = survey.told
    odd = sorted(_odd_dates(survey))
    disputed, pairs = sorted(_disputed(survey)), doubtful(survey, MOST)
    unresolved, officials = _unresolved(survey), _count(survey, "?x a agr:Official")
    return Quality(
        agreements=len(survey.ids),
        articles=len(survey.articles),
        told=len(told),
        publishers=_publishers(survey, told),
        years=_years(survey, told),
        skipped=_skipped(survey),
        dropped=_codes(survey, "GRAPH ?g { ?x a agr:DroppedCandidate ; agr:reason ?code }"),
        missing=tuple(Missing(fact, len(without(survey, fact))) for fact in FACTS),
        contradictions=counted(one.property for one in disputed),
        disputed=tuple(disputed[:MOST]),
        pairs=pairs.kinds,
        doubtful=pairs.best,
        uncompared=_count(survey, "?x a agr:UncomparedBlock"),
        odd_dates=counted(one.reason for one in odd),
        odd=tuple(odd[:MOST]),
        quoted=tuple(_quoted(survey, name) for name in _QUOTED),
        decided=_decided(survey),
        institutions=_count(survey, "?x a agr:Institution"),
        unresolved=len(unresolved),
        unresolved_most=ordered(Counter({one: count for one, count in unresolved.items() if count}), MOST),
        officials=officials,
        officeless=officials - _count(survey, "?x a agr:Official ; agr:hasTenure ?any"),
    )


def without(survey: Survey, fact: str) -> list[int]:
    """Return the agreements that lack one of FACTS, in the order of their ids."""
    if fact == "secondParty":
        return [number for number, parties in enumerate(survey.parties) if len(parties) == 1]
    having = survey.having(fact)
    return [number for number in range(len(survey.ids)) if number not in having]


def _publishers(survey: Survey, told: set[str]) -> tuple[Coverage, ...]:
    names: dict[str, str] = {}
    for quad in survey.store.quads(None, SCHEMA("publisher"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            names[quad.subject.value] = min(quad.object.value, names.get(quad.subject.value, quad.object.value))
    rows = _coverage(survey, {article: names.get(article, "") for article in survey.articles}, told)
    return tuple(sorted(rows, key=lambda row: (-row.articles, row.name)))[:MOST]


def _years(survey: Survey, told: set[str]) -> tuple[Coverage, ...]:
    years = {article: survey.published.get(article, "").partition("-")[0] for article in survey.articles}
    return tuple(sorted(_coverage(survey, years, told)))


def _coverage(survey: Survey, names: dict[str, str], told: set[str]) -> Iterator[Coverage]:
    read, gave = Counter(names.values()), Counter(names[article] for article in told if article in names)
    for name, count in read.items():
        yield Coverage(name, count, gave[name])


def _odd_dates(survey: Survey) -> Iterator[Odd]:
    newest = survey.newest_articles()
    for number, date in enumerate(survey.dates["gregorian"]):
        year = survey.years["gregorian"][number]
        if (year is not None and year not in BELIEVED) or (date and not _believed(date)):
            yield Odd(survey.ids[number], date or str(year), "year")
        elif date and newest[number] and survey.statuses[number] not in _AHEAD and _after(date, newest[number]):
            yield Odd(survey.ids[number], date, "late")


def _believed(date: str) -> bool:
    return date[:4].isascii() and date[:4].isdigit() and int(date[:4]) in BELIEVED and date[4:5] in ("", "-")


def _after(date: str, other: str) -> bool:
    """Say whether a date lies after another as far as both are known."""
    known = min(len(date), len(other))
    return date[:known] > other[:known]


def _disputed(survey: Survey) -> Iterator[Disputed]:
    properties: dict[str, str] = {}
    for subject, term in survey.pairs("onProperty"):
        properties[subject.value] = AGR.local(term) or survey.local(term)
    for subject, agreement in survey.pairs("contradictionAbout"):
        yield Disputed(survey.local(agreement), properties.get(subject.value, ""))


def _skipped(survey: Survey) -> Counts:
    """Return inputs by the code for which they were skipped; one that several runs skipped counts once."""
    rows = _asked(
        survey,
        "SELECT ?code (COUNT(DISTINCT ?source) AS ?n) WHERE { GRAPH ?g "
        "{ ?x agr:skipCode ?code ; agr:skipSource ?source } } GROUP BY ?code",
    )
    return ordered(Counter({code: int(n) for code, n in rows if code != LEFT_OUT}))


def _codes(survey: Survey, pattern: str) -> Counts:
    rows = _asked(survey, f"SELECT ?code (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?code")
    return ordered(Counter({code.rpartition("/")[2]: int(n) for code, n in rows}))


def _quoted(survey: Survey, name: str) -> Quoted:
    facts = _count(survey, f"?x a agr:{name}")
    counts = "SELECT (COUNT(DISTINCT ?x) AS ?shown) (COUNT(*) AS ?quotes)"
    ((shown, quotes),) = _asked(survey, f"{counts} WHERE {{ ?x a agr:{name} ; agr:evidence ?any }}")
    return Quoted(name, facts, int(quotes), facts - int(shown))


def _decided(survey: Survey) -> tuple[Decided, ...]:
    rows = _asked(
        survey,
        "SELECT ?word ?acts (COUNT(?x) AS ?n) WHERE { { ?x a agr:Judgement ; agr:verdict ?word } UNION "
        "{ ?x a agr:Correction ; agr:action ?word } OPTIONAL { ?x agr:applied ?acts } } GROUP BY ?word ?acts",
    )
    applied, idle = Counter[str](), Counter[str]()
    for word, acts, n in rows:
        (applied if acts in ("true", "1") else idle)[word.rpartition("/")[2]] += int(n)
    return tuple(Decided(word, applied[word], idle[word]) for word in sorted(applied.keys() | idle.keys()))


def _unresolved(survey: Survey) -> Counter[str]:
    """Return the institutions that are known from texts alone -> their agreements."""
    rows = _asked(survey, "SELECT ?x WHERE { ?x a agr:Institution ; agr:basis basis:quoted }")
    totals = Counter(party for parties in survey.parties for party in parties)
    found = (iri.removeprefix(survey.store.base_iri) for (iri,) in rows)
    return Counter({one: totals[one] for one in found})


def _count(survey: Survey, pattern: str) -> int:
    ((count,),) = _asked(survey, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(count)


def _asked(survey: Survey, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query of the program's own as texts, "" for what is unbound."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    rows = survey.store.query(prefixes + query).rows
    return [tuple(term.value if isinstance(term, NamedNode | Literal) else "" for term in row) for row in rows]
