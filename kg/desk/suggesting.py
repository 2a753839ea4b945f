"""What a name that is being typed may mean: things of one kind whose names have words that begin so.

Folded as the store folds, so Arabic letters, zero-width joiners and either language find the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.language import search_text
from kg.ontology import PREFIXES, ontology_quads, terms
from kg.query import Suggestion, term_text
from kg.query import suggestions as indexed
from kg.store import Store

LIMIT: Final = 12
"""Suggestions of one answer."""
_MOST: Final = 2000
"""Things of which the best are taken; a name so short that it fits more is not ranked over all of them."""
_WORDS: Final = 6
_SEARCHED: Final = {name: terms.AGR(name.title()) for name in ("institution", "official", "agreement", "place")}
_LABELLED: Final = {
    "administration": (terms.AGR("Administration"), terms.RDFS("label")),
    "article": (terms.AGR("Article"), terms.SCHEMA("headline")),
    "office": (terms.AGR("Office"), terms.AGR("officeTitle")),
}
_SCHEMES: Final = {
    "topic": "topic",
    "agreement-type": "atype",
    "institution-kind": "ikind",
    "role": "role",
    "status": "status",
    "event-kind": "ekind",
    "stance": "stance",
    "reason": "reason",
}
_NAMES: Final = (terms.RDFS("label"), terms.SKOS("prefLabel"), terms.SCHEMA("headline"), terms.AGR("officeTitle"))


def suggestions(store: Store, typed: str, of: str, limit: int = LIMIT) -> tuple[dict[str, Any], ...]:
    """Return the best ``limit`` things of a kind for what is typed.

    They come from the store's text index; where that has nothing, exact names first, then beginnings, then shorter.

    of: the class or scheme that a parameter names; ``any`` and unknown ones search all that has search text. Each:
    ``id`` (what a parameter takes), ``iri``, ``fa``, ``en``, ``kind``, ``note`` (what tells namesakes apart).
    """
    words = search_text(typed).split()[:_WORDS]
    if not words:
        return ()
    if quick := _indexed(store, typed, of, limit):
        return quick
    found = _labelled(store, words, of) if of in _LABELLED or of in _SCHEMES else _searched(store, words, of)
    ranked = sorted({(*_rank(text, words), node.value) for node, text in found})
    nodes = list(dict.fromkeys(row[-1] for row in ranked))[:limit]
    return tuple(_told(store, NamedNode(str(iri)), of) for iri in nodes)


def _indexed(store: Store, typed: str, of: str, limit: int) -> tuple[dict[str, Any], ...]:
    """Return what the store's text index finds, those named most often first; nothing where it has none."""
    try:
        return tuple(_plain(store, one) for one in indexed(store, typed, of, limit))
    except QueryError:
        return ()


def _plain(store: Store, one: Suggestion) -> dict[str, Any]:
    note = one.note or _note(store, NamedNode(one.iri), one.kind)
    return {"id": one.id, "iri": one.iri, "fa": one.label_fa, "en": one.label_en, "kind": one.kind, "note": note}


def _rank(text: str, words: list[str]) -> tuple[int, int]:
    asked, begins = " ".join(words), text.startswith(" ".join(words))
    whole = f" {asked} " in f" {text} "
    return (0 if text == asked else 1 if begins and whole else 2 if begins else 3 if whole else 4, len(text))


def _searched(store: Store, words: list[str], of: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield what has search text that fits; where nothing does, spaces are left out of account."""
    begins = [f'CONTAINS(CONCAT(" ", ?text), {term_text(Literal(" " + word))})' for word in words]
    rows = list(_rows(store, " && ".join(begins), of))
    glued = "".join(words)
    if not rows and len(glued) > 3:
        rows = list(_rows(store, f'CONTAINS(REPLACE(?text, " ", ""), {term_text(Literal(glued))})', of))
    yield from rows


def _rows(store: Store, condition: str, of: str) -> Iterator[tuple[NamedNode, str]]:
    kind = f"?node a {term_text(_SEARCHED[of])} ." if of in _SEARCHED else ""
    query = (
        f"SELECT ?node ?text WHERE {{ {kind} ?node {term_text(terms.AGR('searchText'))} ?text . FILTER({condition}) }} "
        f"LIMIT {_MOST}"
    )
    for node, text in store.query(query).rows:
        if isinstance(node, NamedNode) and isinstance(text, Literal):
            yield node, text.value


def _labelled(store: Store, words: list[str], of: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield concepts, and things of few or without search text, whose labels fit."""
    for node, name in _labels(store, of):
        text = search_text(name)
        if all(f" {word}" in f" {text}" for word in words):
            yield node, text


def _labels(store: Store, of: str) -> Iterator[tuple[NamedNode, str]]:
    if of in _SCHEMES:
        concepts = ((node, label.value) for node, label in _concepts() if node.value.startswith(PREFIXES[_SCHEMES[of]]))
        yield from concepts
        return
    kind, name = _LABELLED[of]
    for quad in store.quads(predicate=terms.RDF("type"), object=kind):
        for label in store.quads(subject=quad.subject, predicate=name):
            if isinstance(quad.subject, NamedNode) and isinstance(label.object, Literal):
                yield quad.subject, label.object.value


@cache
def _concepts() -> tuple[tuple[NamedNode, Literal], ...]:
    """Return every concept of the ontology with each of its labels; a store may hold no ontology."""
    return tuple(
        (quad.subject, quad.object)
        for quad in ontology_quads()
        if quad.predicate in (terms.SKOS("prefLabel"), terms.SKOS("altLabel"))
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    )


def _told(store: Store, node: NamedNode, of: str) -> dict[str, Any]:
    local = node.value.removeprefix(store.base_iri)
    prefix = PREFIXES.get(_SCHEMES.get(of, ""), "\0")
    name = f"{_SCHEMES[of]}:{node.value.removeprefix(prefix)}" if node.value.startswith(prefix) else local
    names = [quad.object for one in _NAMES for quad in store.quads(subject=node, predicate=one)]
    if of in _SCHEMES:
        names += [label for concept, label in _concepts() if concept == node]
    texts = list(dict.fromkeys((term.language or "", term.value) for term in names if isinstance(term, Literal)))
    english = next((text for tag, text in texts if tag == "en"), "")
    persian = next((text for tag, text in texts if tag != "en"), "")
    kind = of if of in _SCHEMES else local.partition("/")[0]
    return {"id": name, "iri": node.value, "fa": persian, "en": english, "kind": kind, "note": _note(store, node, kind)}


def _note(store: Store, node: NamedNode, kind: str) -> str:
    """Return what tells namesakes apart: an official's offices, the day of an agreement or article, else ""."""
    if kind == "official":
        offices = [quad.object for quad in store.quads(subject=node, predicate=terms.AGR("holdsOffice"))]
        return "؛ ".join(
            sorted({title for office in offices for title in _texts(store, office, terms.AGR("officeTitle"))})[:2]
        )
    dated = {"agreement": terms.AGR("date"), "article": terms.SCHEMA("datePublished")}.get(kind)
    return min(_texts(store, node, dated), default="") if dated else ""


def _texts(store: Store, node: object, predicate: NamedNode) -> list[str]:
    if not isinstance(node, NamedNode):
        return []
    return [
        quad.object.value for quad in store.quads(subject=node, predicate=predicate) if isinstance(quad.object, Literal)
    ]
