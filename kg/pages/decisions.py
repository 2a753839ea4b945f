"""What people decided about a thing: the lines of the ledgers that acted on it, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ontology import label
from kg.ontology.terms import AGR
from kg.pages.dates import when
from kg.pages.life_values import Decision
from kg.pages.nodes import Node
from kg.pages.reader import Reader
from kg.pages.values import Label

_WORDS = frozenset({"same", "different", "unsure", "reject", "confirm", "replace"})


def lines_about(reader: Reader, own: Iterable[str]) -> frozenset[str]:
    """Return what names one of these reports, mentions or bodies: judgements and doubtful pairs."""
    return frozenset(line for name in own for line in reader.sources_of(AGR("pairMember"), name))


def decisions(
    reader: Reader, node: Node, own: Iterable[str], about: Iterable[str] | None = None
) -> tuple[Decision, ...]:
    """Return the judgements about these reports, mentions or bodies, then the corrections of the node and its parts.

    about: the lines about them, where these have been looked up.
    """
    names = tuple(own)
    judged = lines_about(reader, names) if about is None else about
    lines = [reader.node(line) for line in sorted(judged) if line.startswith("judgement/")]
    corrected = [reader.node(line) for line in sorted(_corrections(reader, node))]
    found = [_decision(reader, line, names) for line in (*lines, *corrected) if _word(line)]
    return tuple(sorted(found, key=lambda one: (one.on.iso if one.on else "", one.id)))


def mentions_of(reader: Reader, official: Node) -> tuple[str, ...]:
    """Return the mentions that became one official: what its evidence is about."""
    about = (reader.stated(reader.local(term)).iris(AGR("about")) for term in official.iris(AGR("evidence")))
    return tuple(sorted({reader.local(term) for terms in about for term in terms}))


def _corrections(reader: Reader, node: Node) -> set[str]:
    parts = [
        reader.node(reader.local(part))
        for predicate in sorted(node.facts, key=str)
        if (AGR.local(predicate) or "").startswith(("has", "value"))
        for part in node.iris(predicate)
    ]
    return {reader.local(line) for one in (node, *parts) for line in one.iris(AGR("correctedBy"))}


def _word(line: Node) -> str:
    """Return the key of the word for a verdict or an action, "" for a line that has neither."""
    told = line.text(AGR("verdict")) or line.text(AGR("action"))
    return told if told in _WORDS else ""


def _decision(reader: Reader, line: Node, own: tuple[str, ...]) -> Decision:
    others = [reader.local(term) for term in line.iris(AGR("pairMember"))]
    apart = [name for name in others if name not in own] or others
    props = line.iris(AGR("correctedProperty"))
    return Decision(
        id=line.id,
        word=_word(line),
        about=tuple(apart),
        property=next((Label(label(term, "fa") or "", label(term, "en") or "") for term in props), Label()),
        value=line.text(AGR("correctedValue")),
        replacement=line.text(AGR("replacement")),
        applied=line.text(AGR("applied")) == "true",
        by=line.text(AGR("decidedBy")),
        on=when(line.text(AGR("decidedOn"))),
        why=line.text(AGR("why")),
    )
