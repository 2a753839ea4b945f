"""An official who only gets another identifier: what a unit said, said of the new one, without reading any article.

An official bears the identifier of the earliest mention. When an earlier one comes, or that one goes, everything that
names the official is written again; of most units nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph.offices import tenure_id
from kg.identity import hash_id
from kg.ontology.terms import AGR

Post = tuple[str, str]
"""An office and the capacity in which it is held."""

_SIGNED_BY, _ON_BEHALF_OF = str(AGR("signedBy")), str(AGR("onBehalfOf"))
_PARTED = tuple[str, str, str]


def renamed_triples(
    triples: Iterable[str], base_iri: str, unit: str, officials: Mapping[str, str], posts: Mapping[str, Iterable[Post]]
) -> list[str]:
    """Return what a unit (local id) says when officials bear other ids: of the former ids, the present ones.

    Signatures and tenures hang on the official and get other ids, too. posts: those of each official, by former id.
    """
    lines, former = list(triples), dict(_all(officials, posts))
    if not any(name in line for name in former for line in lines):
        return lines
    parted = [_parted(line) for line in lines]
    nodes = {_node(base_iri, one): _node(base_iri, other) for one, other in former.items()}
    nodes |= dict(_signatures(parted, base_iri, unit, officials))
    return [f"{nodes.get(one, one)} {name} {nodes.get(value, value)}" for one, name, value in parted]


def _parted(line: str) -> _PARTED:
    subject, predicate, value = line.split(" ", 2)
    return subject, predicate, value


def _all(officials: Mapping[str, str], posts: Mapping[str, Iterable[Post]]) -> Iterator[tuple[str, str]]:
    """Yield the officials and their tenures, each with what it becomes."""
    for old, new in officials.items():
        yield old, new
        yield from ((tenure_id(old, *post), tenure_id(new, *post)) for post in posts.get(old, ()))


def _signatures(
    parted: Iterable[_PARTED], base_iri: str, agreement: str, officials: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the signatures of these officials under an agreement, each with what it becomes."""
    ends: dict[str, dict[str, str]] = {name: {} for name in (_SIGNED_BY, _ON_BEHALF_OF)}
    for subject, predicate, value in parted:
        if predicate in ends:
            ends[predicate][subject] = value[len(base_iri) + 1 : -1]
    for node, signer in ends[_SIGNED_BY].items():
        if signer in officials:
            body = ends[_ON_BEHALF_OF].get(node, "")
            yield node, _node(base_iri, hash_id("signature", agreement, officials[signer], body))


def _node(base_iri: str, local_id: str) -> str:
    return f"<{base_iri}{local_id}>"
