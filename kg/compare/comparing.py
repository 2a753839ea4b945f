"""Two states → what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode

from kg.compare.articles import article_differences, has_articles
from kg.compare.aspects import Values, aspects
from kg.compare.decisions import ledger_differences
from kg.compare.side import Side
from kg.compare.subjects import changed_subjects, statements
from kg.compare.things import Fate, fates
from kg.compare.values import GROUPS, WAYS, Comparison, Difference, Said, Tally, Turn
from kg.errors import UsageError
from kg.ontology.terms import AGR, RDF
from kg.store import Store, state_graph

TALLIED = (
    "Agreement", "Official", "Institution", "Office", "Objective", "Signature", "Statement", "Contradiction",
    "DoubtfulPair", "RetiredIdentifier",
)  # fmt: skip
_RANK = {
    name: place
    for place, name in enumerate((
        "label", "agreementType", "status", "date", "party", "signatory", "plannedSignatory", "host", "witness",
        "executor", "supervisor", "objective", "purpose", "subject", "event", "articleCount", "noteCount", "duration",
        "money", "place", "placeConcerned",
    ))
}  # fmt: skip
"""The order in which aspects are told; all others follow by name."""


def compare(old: Store, new: Store, language: str = "en", changed: tuple[str, ...] | None = None) -> Comparison:
    """Return what differs between two states. language: ``fa`` or ``en``, for names and values.

    changed: the subjects that differ where they are known already. Raises UsageError when the base IRIs differ.
    """
    if old.base_iri != new.base_iri:
        raise UsageError(
            f"the two states have different base IRIs: {old.base_iri} and {new.base_iri}",
            expected="two states of one store",
            todo="ingest one of them again with --base-iri",
        )
    subjects = changed_subjects(old, new) if changed is None else changed
    sides = Side(old, language), Side(new, language)
    added, removed = _count(old, new, subjects)
    told = all(has_articles(side) for side in sides) or not any(has_articles(side) for side in sides)
    found = [*_things(*sides, subjects), *ledger_differences(*sides, subjects)]
    found += article_differences(*sides) if told else ()
    notes = [] if told else ["no-articles"]
    notes += ["other-versions"] if _versions(old) != _versions(new) and _versions(old) and _versions(new) else []
    return Comparison(tuple(sorted(found, key=_order)), _tallies(*sides), added, removed, tuple(notes))


def _order(one: Difference) -> tuple[int, int, str, tuple[str, ...]]:
    return GROUPS.index(one.group), WAYS.index(one.way), one.label, (*one.after, *one.before)


def _count(old: Store, new: Store, subjects: Iterable[str]) -> tuple[int, int]:
    added = removed = 0
    for subject in subjects:
        before, after = statements(old, subject), statements(new, subject)
        added, removed = added + len(after - before), removed + len(before - after)
    return added, removed


def _versions(store: Store) -> list[str]:
    """Return what the store notes about the program, lexicon and ontology its facts were made with."""
    notes = store.quads(predicate=AGR("consolidatedWith"), graph=state_graph(store.base_iri))
    return sorted(str(quad.object) for quad in notes)


def _tallies(old: Side, new: Side) -> tuple[Tally, ...]:
    def count(side: Side, name: str) -> int:
        return sum(1 for _ in side.store.quads(None, RDF("type"), AGR(name), DefaultGraph()))

    return tuple(Tally(name, count(old, name), count(new, name)) for name in TALLIED)


def _things(old: Side, new: Side, subjects: Iterable[str]) -> Iterator[Difference]:
    """Yield the things that differ in what people read; where only keys or offsets do, nothing is told."""

    def key(node: NamedNode) -> str:
        kind = new.local(node).partition("/")[0]
        heirs = new.homes(node, kind) if kind in ("agreement", "official", "institution") else []
        return heirs[0].value if len(heirs) == 1 else node.value

    for fate in fates(old, new, subjects):
        before, after = _united(old, fate.before, key), _united(new, fate.after, key)
        turns = tuple(_turns(before, after))
        if turns or fate.way != "changed":
            yield _difference(old, new, fate, turns)


def _difference(old: Side, new: Side, fate: Fate, turns: tuple[Turn, ...]) -> Difference:
    side, names = (new, fate.after) if fate.after else (old, fate.before)
    before, after = (tuple(map(side.local, nodes)) for nodes in (fate.before, fate.after))
    return Difference(fate.kind, fate.way, " | ".join(side.label(node) for node in names), before, after, turns)


def _united(side: Side, nodes: Iterable[NamedNode], key: object) -> Mapping[str, Values]:
    """Return the aspects of one thing, or of several that are one in the other state."""
    found: dict[str, Values] = {}
    for node in nodes:
        for name, values in aspects(side, node, key).items():  # type: ignore[arg-type]
            for code, said in values.items():
                found.setdefault(name, {}).setdefault(code, said)
    return found


def _turns(before: Mapping[str, Values], after: Mapping[str, Values]) -> Iterator[Turn]:
    for name in sorted(before.keys() | after.keys(), key=lambda one: (_RANK.get(one, len(_RANK)), one)):
        was, now = before.get(name, {}), after.get(name, {})
        gone, come = (_only(one, other) for one, other in ((was, now), (now, was)))
        if gone or come:
            yield Turn(name, gone, come)


def _only(values: Values, others: Values) -> tuple[Said, ...]:
    return tuple(sorted(said for code, said in values.items() if code not in others))
