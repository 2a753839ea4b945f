"""The promise tracker: what later articles tell on the aims and promises of an agreement.

An aim is an objective or a quoted promise. A later article, which appeared after every day on which the aim's own may
have appeared, tells on it with a statement that is no promise or denial itself, or, where it tells of another
agreement of the same parties, with the title and aims of that. Of one article the best telling is linked. A link says
that the words are about one thing, not that it was achieved: both quotes stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Builder, decimal, string
from kg.graph.overlap import overlap, wording
from kg.graph.shares import statement_node
from kg.graph.sources import World
from kg.graph.told import Told
from kg.identity import hash_id
from kg.language import skeleton_key
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR, STANCE

_TELLING = frozenset({STANCE("claim"), STANCE("opinion")})


@dataclass(frozen=True, slots=True)
class _Text:
    """An aim or a later telling: its node in the consolidated facts (of a telling, in its article), words, evidence."""

    node: NamedNode
    text: Literal
    evidence: tuple[NamedNode, ...]
    told: Told
    rule: str = ""

    @property
    def language(self) -> str:
        return self.text.language or ""


@dataclass(frozen=True, slots=True)
class _Said:
    node: NamedNode
    text: Literal
    stance: NamedNode | None
    evidence: tuple[NamedNode, ...]


def add_progress(out: Builder, world: World, node: NamedNode, told: Sequence[Told]) -> None:
    """Write what later articles tell on the aims of an agreement."""
    tellings = list(_tellings(told)) if len(told) > 1 else []
    aims = list(_aims(out, node, told)) if tellings else []
    for aim in aims:
        best: dict[NamedNode, tuple[float, _Text]] = {}
        for score, later in _links(aim, tellings, world.lexicon):
            article = later.told.article
            if article is not None and (article not in best or _stronger(score, later, best[article])):
                best[article] = (score, later)
        for score, later in best.values():
            _add(out, node, aim, score, later)


def _links(aim: _Text, tellings: Iterable[_Text], lexicon: Lexicon) -> Iterator[tuple[float, _Text]]:
    """Yield the later tellings whose words fit the aim's, with their scores."""
    for later in tellings:
        if _later(aim.told, later.told):
            one, other = (wording(text.text.value, text.language, lexicon) for text in (aim, later))
            score = overlap(one, other)
            if score is not None:
                yield score, later


def _later(first: Told, then: Told) -> bool:
    before, after = first.published, then.published
    return before is not None and after is not None and before.latest < after.earliest


def _stronger(score: float, later: _Text, best: tuple[float, _Text]) -> bool:
    return (-score, later.node.value) < (-best[0], best[1].node.value)


def _aims(out: Builder, node: NamedNode, told: Sequence[Told]) -> Iterator[_Text]:
    """Yield the objectives and promises, each as the earliest report tells it."""
    seen: set[NamedNode] = set()
    for one in told:
        for aim in (*_objectives(out, node, one), *_promises(out, one)):
            if aim.node not in seen:
                seen.add(aim.node)
                yield aim


def _objectives(out: Builder, node: NamedNode, one: Told) -> Iterator[_Text]:
    for part in one.view.nodes(one.report, AGR("hasReportedObjective")):
        text = one.view.literal(part, AGR("reportedText"))
        if text is not None:
            made = out.node(hash_id("objective", out.local(node), skeleton_key(text.value)))
            yield _Text(made, text, tuple(one.view.nodes(part, AGR("evidence"))), one)


def _promises(out: Builder, one: Told) -> Iterator[_Text]:
    for said in _statements(one):
        if said.stance == STANCE("promise"):
            yield _Text(statement_node(out, said.node), said.text, said.evidence, one)


def _tellings(told: Sequence[Told]) -> Iterator[_Text]:
    for one in told:
        for said in _statements(one):
            if said.stance in _TELLING:
                yield _Text(said.node, said.text, said.evidence, one, "progress.same-agreement")


def _statements(one: Told) -> Iterator[_Said]:
    """Yield the statements about a report; those about none where the article tells of this agreement alone."""
    alone = len(one.view.of_type(AGR("Report"))) == 1
    for said in one.view.of_type(AGR("ReportedStatement")):
        about, text = one.view.node(said, AGR("aboutReport")), one.view.literal(said, AGR("reportedText"))
        if text is not None and (about == one.report or (about is None and alone)):
            evidence = tuple(one.view.nodes(said, AGR("evidence")))
            yield _Said(said, text, one.view.node(said, AGR("reportedStance")), evidence)


def _add(out: Builder, node: NamedNode, aim: _Text, score: float, later: _Text) -> None:
    made = out.node(hash_id("progress", out.local(aim.node), out.local(later.node)))
    out.kind(made, AGR("Progress"))
    out.basis(made, "derived")
    out.add(node, AGR("hasProgress"), made)
    out.add(made, AGR("progressOn"), aim.node)
    out.add(made, AGR("progressIn"), later.told.article)
    out.add(made, AGR("progressText"), later.text)
    out.add(made, AGR("score"), decimal(f"{score:.2f}"))
    out.add(made, AGR("rule"), string(later.rule))
    for evidence in (*aim.evidence, *later.evidence):
        out.add(made, AGR("evidence"), evidence)
