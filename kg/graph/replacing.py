"""Putting another value into the place of one that an article was read to say."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import Value, string
from kg.graph.dates import bounds, date_literal
from kg.graph.named_facts import NamedFact
from kg.graph.rejecting import dated_alike, drop_support
from kg.graph.revision import Revision
from kg.language import search_text, skeleton_key
from kg.ledgers import CONCEPTS, Property, normalised
from kg.lexicon import Lexicon
from kg.ontology import label
from kg.ontology.terms import AGR, BASIS, PRECISION, SCHEME, XSD

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_KEEP_WORDS = frozenset({"date", "decimal"})
"""What the article's words for it are kept of: they were read wrongly, not printed wrongly."""
_TYPES = {"integer": "integer", "decimal": "decimal", "duration": "duration"}


class Replacing:
    """Replaces facts of one article's graph."""

    def __init__(self, revision: Revision, base_iri: str, lexicon: Lexicon) -> None:
        self._revision, self._base_iri, self._lexicon = revision, base_iri, lexicon

    def replace(self, prop: Property, facts: Sequence[NamedFact], new: str, marker: NamedNode) -> str:
        """Give all these facts the new value; return "" or why that cannot be."""
        value, shown, reason = self._value(prop, new)
        if value is None:
            return reason
        for fact in facts:
            self._put(prop, fact, value, shown)
            self._revision.add(fact.owner, AGR("correctedBy"), marker)
            if prop.owner not in {"Report", "OfficialMention"}:
                self._revision.add(fact.owner, AGR("basis"), BASIS("curated"))
        self._revision.mend_short_cuts()
        return ""

    def _put(self, prop: Property, fact: NamedFact, value: Value, shown: str) -> None:
        revision, owner, predicate = self._revision, fact.owner, AGR(prop.value)
        if prop.link in {"hasReportedPurpose", "hasReportedSubject"}:
            drop_support(revision, prop, fact)
        for event in dated_alike(revision.view, fact) if prop.kind == "date" else ():
            revision.remove(event, AGR("reportedEventDate"))
            revision.add(event, AGR("reportedEventDate"), value)
        old = revision.view.literal(owner, predicate)
        revision.remove(owner, predicate, fact.value)
        if prop.kind == "text" and old is not None and isinstance(value, Literal) and old.language:
            value = Literal(value.value, language=old.language)
        revision.add(owner, predicate, value)
        for name in prop.shown if prop.kind not in _KEEP_WORDS else ():
            revision.remove(owner, AGR(name))
            revision.add(owner, AGR(name), string(shown))
        self._follow(prop, owner, value)

    def _follow(self, prop: Property, owner: NamedNode, value: Value) -> None:
        """Change what hangs on a value: the bounds of a date, the key of a name, the words to search by."""
        facts: dict[str, Value | None] = {}
        if prop.kind == "date":
            days = bounds(value.value)
            facts = {"earliest": date_literal(days.earliest), "latest": date_literal(days.latest),
                     "precision": PRECISION(_PRECISIONS[len(value.value)]), "dateBasis": BASIS("curated")}  # fmt: skip
        elif prop.value == "reportedName":
            facts = {"personKey": string(skeleton_key(value.value))}
        elif prop.name == "hasStatement":
            facts = {"searchText": string(search_text(value.value))}
        for name, new in facts.items():
            self._revision.remove(owner, AGR(name))
            self._revision.add(owner, AGR(name), new)

    def _value(self, prop: Property, new: str) -> tuple[Value | None, str, str]:
        """Return the new value and how it is shown, or None and why there is no such value."""
        if prop.kind in CONCEPTS:
            concept = SCHEME(f"{prop.kind}/{new}")
            known = label(concept) or (prop.kind == "topic" and self._lexicon.topic(new))
            return (concept if known else None), new, f"there is no {prop.kind} {new}"
        if prop.kind == "institution":
            return self._institution(new)
        if prop.kind == "place":
            return self._place(new)
        if prop.kind == "mention":
            return self._mention(new)
        if prop.kind == "date":
            return date_literal(new), new, ""
        datatype = _TYPES.get(prop.kind)
        return (Literal(new, datatype=XSD(datatype)) if datatype else Literal(new)), new, ""

    def _institution(self, new: str) -> tuple[Value | None, str, str]:
        known = self._lexicon.institution_by_id(new) if "/" in new else self._lexicon.institution(new)
        if known is not None:
            return self._node(known.id), known.name_fa or known.name_en, ""
        if "/" in new:
            return None, new, f"no lexicon has {new}; give its name"
        return self._node(self._lexicon.institution_id(new)), new, ""

    def _place(self, new: str) -> tuple[Value | None, str, str]:
        known = self._lexicon.place_by_id(new) if "/" in new else self._lexicon.place(new)
        if known is None:
            return None, new, f"no lexicon has the place {new}"
        return self._node(known.id), known.name_fa, ""

    def _mention(self, new: str) -> tuple[Value | None, str, str]:
        view = self._revision.view
        wanted, key = self._base_iri + normalised(new), skeleton_key(new)
        for mention in view.of_type(AGR("OfficialMention")):
            if mention.value == wanted or view.text(mention, AGR("personKey")) == key:
                return mention, new, ""
        return None, new, f"the article names no official {new}"

    def _node(self, local_id: str) -> NamedNode:
        return NamedNode(self._base_iri + local_id)
