"""The words that a user's graph may be written in: any but those in which the store tells what articles say.

Questions look for classes and properties of the ontology in all graphs; a graph of a user that had them could pass for
an article. So nothing of the ontology may be inserted, nor anything whose predicate or class is only known later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from kg.ontology.terms import AGR, DCTERMS, RDF
from kg.query import Token

_OURS: Final = AGR("").value
_RETIRING: Final = DCTERMS("isReplacedBy").value
_CLASS: Final = RDF("type").value
_NEXT: Final = {"subject": "predicate", "predicate": "object", "object": "end", "end": "end"}
_DOTS: Final = re.compile(r"(?:^|/)\.\.?(?:[/?#]|$)")
_AFTER: Final = {".": "subject", ";": "predicate", ",": "object"}


@dataclass(slots=True)
class Words:
    """Reads the triples of one template, token by token; ``wrong`` says why a token may not stand there, "" if it may.

    base: what relative IRIs are resolved against; prefixes: prefix with its colon -> IRI.
    """

    base: str
    prefixes: dict[str, str]
    _place: str = field(default="subject", init=False)
    _typing: bool = field(default=False, init=False)
    _datatype: bool = field(default=False, init=False)

    def wrong(self, token: Token) -> str:
        """Return why this token may not be inserted, "" if it may."""
        if token.kind == "mark":
            return self._mark(token.text)
        if self._datatype or token.kind == "language":
            self._datatype = False
            return ""
        place, typing = self._place, self._typing
        self._place = _NEXT[place]
        iri = self._iri(token)
        if place == "predicate":
            self._typing = token.text == "a" or iri == _CLASS
        if token.kind == "variable" and (place == "predicate" or (place == "object" and typing)):
            return "a predicate or class of a user graph must be written out"
        if iri is None:
            return "an IRI with escapes or dot segments may not be inserted"
        if iri.startswith(_OURS) or iri == _RETIRING:
            return f"a user graph has words of its own, not {token.text}"
        return ""

    def _mark(self, mark: str) -> str:
        if mark in "[(":
            return "brackets may not be inserted; give the node a name"
        self._datatype = mark == "^^"
        self._place = _AFTER.get(mark, self._place)
        return ""

    def _iri(self, token: Token) -> str | None:
        """Return the absolute IRI, "" for what is none, None where engines could resolve it in different ways."""
        if token.kind == "iri":
            written = token.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            written = self.prefixes.get(f"{prefix}:", "") + local
        else:
            return ""
        return None if "\\" in written or _DOTS.search(written) else urljoin(self.base, written)
