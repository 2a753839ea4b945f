"""Changes as SPARQL updates of bounded size, whole or not at all whatever the server promises.

A change that is one request on a server that keeps requests whole is sent as it is. Any other is first written into
the redo graph, step by step as text; once a mark says that it is all there, the steps are carried out and the graph is
emptied. They may be carried out again from the first one: a graph dropped, quads deleted and inserted come to the same
however often. So opening the store, from whatever machine, finishes what has its mark, and throws away what has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR
from kg.settings import Remote
from kg.store.base import Change
from kg.store.remote_kinds import Kind

Send = Callable[[str], None]
"""Carries out one SPARQL update."""


def steps_of(change: Change, facts: NamedNode, kind: Kind, limits: Remote) -> Iterator[str]:
    """Yield the updates that a change comes to, each within the limits; the default graph is the graph ``facts``."""
    for graph in change.drop:
        yield f"DROP SILENT GRAPH {graph}"
    for verb, quads in (("DELETE", change.remove), ("INSERT", change.add)):
        yield from data_of(verb, quads, facts, kind, limits)


def data_of(verb: str, quads: Iterable[Quad], facts: NamedNode, kind: Kind, limits: Remote) -> Iterator[str]:
    """Yield ``INSERT DATA`` or ``DELETE DATA`` for the quads, each within the limits unless one quad alone is not."""
    lines: list[tuple[NamedNode, str]] = []
    size = 0
    for quad in quads:
        graph = facts if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        line = f"{quad.subject} {quad.predicate} {kind.stored(quad.object)} ."
        length = len(line.encode())
        if lines and (len(lines) >= limits.update_quads or size + length > limits.update_bytes):
            yield _block(verb, lines)
            lines, size = [], 0
        lines.append((graph, line))  # type: ignore[arg-type]
        size += length
    if lines:
        yield _block(verb, lines)


def _block(verb: str, lines: list[tuple[NamedNode, str]]) -> str:
    blocks = (
        f"GRAPH {graph} {{ {' '.join(line for _, line in members)} }}"
        for graph, members in groupby(lines, key=lambda pair: pair[0])
    )
    return f"{verb} DATA {{ {' '.join(blocks)} }}"


def carry_out(steps: list[str], redo: NamedNode, kind: Kind, send: Send, limits: Remote) -> None:
    """Carry out all the steps or none."""
    if len(steps) <= 1 or (kind.whole and sum(map(len, steps)) <= limits.update_bytes):
        for text in [";\n".join(steps)] if steps else []:
            send(text)
        return
    for number, text in enumerate(steps):
        node = NamedNode(f"{redo.value}/{number:06}")
        send(f"INSERT DATA {{ GRAPH {redo} {{ {node} {AGR('redoStep')} {Literal(text)} }} }}")
    send(f"INSERT DATA {{ GRAPH {redo} {{ {redo} {AGR('redoSteps')} {Literal(len(steps))} }} }}")
    finish(steps, redo, send)


def finish(steps: Iterable[str], redo: NamedNode, send: Send) -> None:
    """Carry out steps that have their mark, and empty the redo graph; the mark that makes the rest count goes first."""
    for text in steps:
        send(text)
    send(f"DELETE WHERE {{ GRAPH {redo} {{ {redo} ?p ?o }} }}")
    send(f"DROP SILENT GRAPH {redo}")
