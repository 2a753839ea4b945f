"""Others of the same name as an official: whose pages a reader should not take for this one, or might have to."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ontology.terms import AGR
from kg.pages.life_values import Namesake
from kg.pages.nodes import Node
from kg.pages.reader import Reader

SHOWN, OFFICES = 12, 3
"""Namesakes of one official and offices of each that a page shows."""
_DOUBTS = {"identity.official.namesake": "maybeNamesake", "identity.official.surname": "maybeSurname"}


def namesakes(reader: Reader, node: Node, own: Iterable[str], lines: Iterable[str]) -> tuple[tuple[Namesake, ...], int]:
    """Return officials who may be taken for this one, and how many more there are; doubtful ones first.

    own: the mentions of the official; lines: what stands beside these (doubtful pairs among it).
    """
    mentions, found = frozenset(own), dict[str, str]()
    for line in sorted(lines):
        for other, why in _doubtful(reader, line, mentions) if line.startswith("pair/") else ():
            found.setdefault(other, why)
    for key in filter(None, node.texts(AGR("skeletonKey"))):
        for other in reader.sharing(AGR("skeletonKey"), key):
            if other.startswith("official/"):
                found.setdefault(other, "sameName")
    found.pop(node.id, None)
    order = sorted(found, key=lambda other: (found[other] == "sameName", reader.label(other), other))
    return tuple(_namesake(reader, other, found[other]) for other in order[:SHOWN]), len(order[SHOWN:])


def _doubtful(reader: Reader, line: str, own: frozenset[str]) -> Iterable[tuple[str, str]]:
    pair = reader.node(line)
    why = _DOUBTS.get(pair.text(AGR("rule")), "maybeSame")
    for term in pair.iris(AGR("pairMember")):
        mention = reader.local(term)
        if mention not in own and mention.startswith("mention/"):
            for official in _bearers(reader, mention):
                yield official, why


def _bearers(reader: Reader, mention: str) -> set[str]:
    """Return the officials that a mention names: those who rest on its quotes."""
    quotes = map(reader.local, reader.stated(mention).iris(AGR("evidence")))
    holders = {holder for quote in quotes for holder in reader.sources_of(AGR("evidence"), quote)}
    return {holder for holder in holders if holder.startswith("official/")}


def _namesake(reader: Reader, official: str, why: str) -> Namesake:
    offices = reader.some(official, "holdsOffice").iris(AGR("holdsOffice"))[:OFFICES]
    return Namesake(reader.link("official", official), tuple(reader.label(reader.local(term)) for term in offices), why)
