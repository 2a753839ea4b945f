"""The name of the consolidated facts in the text of an operation, for stores that keep them in the default graph.

``<base>graph/consolidated`` is their name everywhere. An embedded store has no graph of that name, so
``GRAPH <base>graph/consolidated { … }`` is written as ``{ … }`` where that means the same, and refused where it does
not: never answered as if the graph were empty. ``GRAPH ?g`` goes through the other named graphs only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.errors import QueryError
from kg.identity import CONSOLIDATED
from kg.protocol.operation import Operation
from kg.protocol.prologue import blank, declared, resolved
from kg.protocol.refusal import refuse
from kg.query import Token, place, tokens

_DATASETS: Final = frozenset({"WITH", "USING"})


def unname_facts(operation: Operation, base_iri: str) -> Operation:
    """Return the operation with the facts as default graph wherever its text names them as a graph.

    The dataset clauses have been lifted (``lift_dataset``). Raises Refusal 400 where the facts are asked for as one
    named graph beside another default graph, or inside another GRAPH.
    """
    facts = base_iri + CONSOLIDATED
    if facts in operation.named_graphs:
        raise refuse("conflicting-graphs", f"<{facts}> is no named graph here; name it as the default graph")
    if "consolidated" not in operation.text:
        return operation
    try:
        found = tokens(operation.text)
    except QueryError:
        return operation  # whoever checks the text says what is wrong with it
    spans = tuple(_spans(operation.text, found, facts))
    if not spans or (operation.default_graphs and operation.kind == "query"):
        return operation
    if operation.kind == "update" and (operation.default_graphs or _DATASETS & {each.text.upper() for each in found}):
        raise refuse("conflicting-graphs", f"GRAPH <{facts}> does not go with WITH, USING or using-graph-uri")
    return replace(operation, text=blank(operation.text, spans))


def _spans(text: str, found: tuple[Token, ...], facts: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each ``GRAPH <facts>``. Raises Refusal inside another GRAPH."""
    prefixes, inside, named = dict[str, str](), list[bool](), False
    for index, token in enumerate(found):
        if token.kind == "mark" and token.text == "{":
            inside.append(named)
            named = False
        elif token.kind == "mark" and token.text == "}" and inside:
            inside.pop()
        elif token.kind == "word" and token.text.upper() == "PREFIX":
            prefixes |= declared(found[index : index + 3])
        elif token.kind == "word" and token.text.upper() == "GRAPH" and index + 1 < len(found):
            name = found[index + 1]
            named = resolved(name, prefixes) != facts
            if not named and any(inside):
                where = place(text, token.start)
                raise refuse("conflicting-graphs", f"{where}: GRAPH <{facts}> may not stand inside another GRAPH")
            if not named:
                yield token.start, name.start + len(name.text)
