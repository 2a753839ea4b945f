"""Every line of the ledgers with what became of it: it acts, a later one has its place, or what it names is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from kg.graph import View, corrected
from kg.identity import article_graph
from kg.ledgers import Correction, Judgement, Ledgers, contradictions, effective, normalised, standing
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, RDF
from kg.store import Store

_NAMES_A_BODY = ("reportedInstitution", "reportedFor", "reportedPostIn", "reportedActingBody")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line. state: applied, superseded, vanished or contradicted; reason: why it does not simply act, else ""."""

    ledger: str
    line: int
    state: str
    reason: str
    decision: Judgement | Correction

    @property
    def troubled(self) -> bool:
        """Whether somebody has to look at the line."""
        return self.state in {"vanished", "contradicted"}


def is_known(store: Store, local_id: str) -> bool:
    """Say whether the store has the report, mention or institution that a judgement names."""
    name = normalised(local_id)
    node = NamedNode(store.base_iri + name)
    if not name.startswith("institution/"):
        kind = AGR("Report") if name.startswith("report/") else AGR("OfficialMention")
        return any(True for _ in store.quads(node, RDF("type"), kind, None))
    named = any(True for prop in _NAMES_A_BODY for _ in store.quads(None, AGR(prop), node, None))
    return named or any(True for _ in store.quads(node, RDF("type"), AGR("Institution"), DefaultGraph()))


def article_view(store: Store, article: str) -> View | None:
    """Return what an article (local id) says, None when the store does not have it."""
    quads = list(store.quads(graph=NamedNode(store.base_iri + article_graph(article))))
    return View(quads) if quads else None


def ledger_lines(store: Store, ledgers: Ledgers, lexicon: Lexicon) -> tuple[LedgerLine, ...]:
    """Return all lines in the order of their files, judgements first."""
    return (*_judgements(store, ledgers.judgements), *_corrections(store, ledgers.corrections, lexicon))


def _judgements(store: Store, lines: Sequence[Judgement]) -> Iterator[LedgerLine]:
    stand = effective(lines)
    newest = {**stand.same, **stand.different, **stand.unsure}
    clashes = {number: str(clash) for clash in contradictions(lines) for number in clash.lines}
    for one in lines:
        last = newest[one.pair]
        gone = [name for name in (one.one, one.other) if not is_known(store, name)]
        if last.line != one.line:
            state, reason = "superseded", f"line {last.line} has taken its place"
        elif gone:
            state, reason = "vanished", f"{' and '.join(gone)} is not in the store"
        else:
            state = "contradicted" if one.line in clashes else "applied"
            reason = clashes.get(one.line, "")
        yield LedgerLine("judgements", one.line, state, reason, one)


def _corrections(store: Store, lines: Sequence[Correction], lexicon: Lexicon) -> Iterator[LedgerLine]:
    newest = {one.fact: one.line for one in standing(lines)}
    by_article: dict[str, list[Correction]] = defaultdict(list)
    for one in lines:
        by_article[one.article].append(one)
    reasons = {
        line: reason for article, own in by_article.items() for line, reason in _outcomes(store, article, own, lexicon)
    }
    for one in lines:
        last, reason = newest[one.fact], reasons[one.line]
        if last != one.line:
            state, reason = "superseded", f"line {last} has taken its place"
        else:
            state = "vanished" if reason else "applied"
        yield LedgerLine("corrections", one.line, state, reason, one)


def _outcomes(store: Store, article: str, lines: list[Correction], lexicon: Lexicon) -> list[tuple[int, str]]:
    view = article_view(store, article)
    if view is None:
        return [(one.line, f"{article} is not in the store") for one in lines]
    _, outcomes = corrected(view, NamedNode(store.base_iri + article), lines, store.base_iri, lexicon)
    return [(one.correction.line, one.reason) for one in outcomes]
