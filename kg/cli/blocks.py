"""Files of SPARQL beside this module: blocks of ``### group: name`` with one query each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ontology import terms

_BLOCK = re.compile(r"^### ([^:\n]+): (.+)\n((?:(?!###).*\n?)+)", re.MULTILINE)
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())
"""The prefixes that the queries of these files rely on."""


@dataclass(frozen=True, slots=True)
class Block:
    """One query under a name, complete with its prefixes."""

    name: str
    sparql: str


@cache
def read_blocks(file: str) -> dict[str, tuple[Block, ...]]:
    """Return group -> blocks, both in the order of the file."""
    found: dict[str, tuple[Block, ...]] = {}
    for group, name, sparql in _BLOCK.findall(Path(__file__).with_name(file).read_text("utf-8")):
        found[group] = (*found.get(group, ()), Block(name, PROLOGUE + sparql))
    return found
