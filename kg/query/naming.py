"""Which node a user means: a full IRI, a prefixed name, a local id, a slug, or a name in any spelling.

A name is folded and looked up among the names of the wanted class. None, or more than one, is an error that
lists the candidates: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.language import search_text, skeleton_key
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, DCTERMS, ONTOLOGY_GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SKOS
from kg.query.matching import iri_of
from kg.query.near import near
from kg.query.printed import names_of
from kg.query.redirects import heirs, living, told, unnamed
from kg.query.table import short
from kg.store import Store
from kg.textindex import KINDS, MOST_WORDS, Asked, Phrase

CLASSES: Final = {
    "administration": AGR("Administration"),
    "institution": AGR("Institution"),
    "official": AGR("Official"),
    "agreement": AGR("Agreement"),
    "place": AGR("Place"),
    "office": AGR("Office"),
    "article": AGR("Article"),
}
"""What an IRI parameter may ask for besides the schemes below and ``any``."""
SCHEMES: Final = {
    "topic": "topic",
    "agreement-type": "atype",
    "institution-kind": "ikind",
    "role": "role",
    "status": "status",
    "event-kind": "ekind",
    "stance": "stance",
    "reason": "reason",
}
_NAMES: Final = (
    AGR("skeletonKey"),
    RDFS("label"),
    SKOS("prefLabel"),
    SKOS("altLabel"),
    AGR("alsoWritten"),
    AGR("officeTitle"),
    SCHEMA("headline"),
    DCTERMS("identifier"),
)
_TELLING, _ALIKE, _MOST_NAMES = 2, 300, 20
"""Letters of a word that must be right, names that are compared letter by letter, and how many of one thing."""
_MARKS: Final = " \t\n\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
"""What may cling to a name that was copied from a table: spaces and the marks of direction around its cells."""
_FULL: Final = re.compile(r"<?((?:https?|urn|file|mailto):[^\s<>]*)>?")


def unmarked(text: str) -> str:
    """Return a name or id without the spaces and marks of direction that cling to it when it is copied from a table."""
    return text.strip(_MARKS)


def resolve(store: Store, text: str, of: str) -> NamedNode:
    """Return the node of class or scheme ``of`` that the text means; retired identifiers lead to their heir.

    Raises QueryError, with near candidates, when it means none or several; for an identifier that was split or is gone.
    """
    text = unmarked(text)
    direct = _direct(store, text, of)
    if direct is not None:
        _must_be(store, text, direct, of)
        return direct
    found = _by_name(store, text, of)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(_shown(store, node) for node in found[:8])
        raise QueryError(f"{text!r} may mean {len(found)} things", expected=f"one of {listed}")
    raise _unknown(store, text, of)


def _direct(store: Store, text: str, of: str) -> NamedNode | None:
    """Read an IRI, local id, prefixed name or slug that names something in the store."""
    for given in _direct_nodes(store, text, of):
        node = living(store, given)
        if next(iter(store.quads(subject=node)), None) is not None or _used(store, node, of):
            return node
        if node != given:
            raise unnamed(store, given, node)
    return None


def redirected(store: Store, text: str, of: str) -> str | None:
    """Return the sentence that tells whereto a text leads which names a retired identifier, else None."""
    for node in _direct_nodes(store, text.strip(), of):
        found = heirs(store, node)
        if len(found) == 1 and found[0] != node:
            return told(store, node, found[0])
    return None


def _direct_nodes(store: Store, text: str, of: str) -> Iterator[NamedNode]:
    """Yield the nodes that a text may name by its form alone."""
    full = _FULL.fullmatch(text)
    for iri in [full[1]] if full else _spellings(store, text, of):
        try:
            yield NamedNode(iri)
        except ValueError:
            continue


def _must_be(store: Store, text: str, node: NamedNode, of: str) -> None:
    if of != "any" and not _is(store, node, of):
        kinds = sorted(
            short(quad.object.value, store.base_iri)
            for quad in store.quads(subject=node, predicate=RDF("type"))
            if isinstance(quad.object, NamedNode)
        )
        raise QueryError(f"{text!r} is no {of} ({', '.join(kinds) or 'of no class'})", expected=f"an IRI of {of}")


def _spellings(store: Store, text: str, of: str) -> Iterator[str]:
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        yield PREFIXES[prefix] + local
    if of in SCHEMES:
        yield PREFIXES[SCHEMES[of]] + text
    if "/" in text:
        yield store.base_iri + text
    elif of in CLASSES:
        yield f"{store.base_iri}{of}/{text}"


def _used(store: Store, node: NamedNode, of: str) -> bool:
    """Say whether a concept is used, for stores that hold no ontology."""
    return of in SCHEMES and next(iter(store.quads(object=node)), None) is not None


def _by_name(store: Store, text: str, of: str) -> list[NamedNode]:
    key = skeleton_key(text)
    if not key:
        return []
    quick = {
        quad.subject
        for quad in store.quads(predicate=AGR("skeletonKey"), object=Literal(key))
        if isinstance(quad.subject, NamedNode) and _is(store, quad.subject, of)
    }
    found = quick or {node for node, name in _candidates(store, of, text, key) if skeleton_key(name) == key}
    return sorted(found, key=lambda node: node.value)


def _candidates(store: Store, of: str, text: str, key: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield nodes of the wanted class with their names, among them all with this skeleton key.

    The text index knows every name but the keys of articles and the concepts of other schemes; without one, all are
    gone through.
    """
    texts = store.texts()
    if texts is None:
        yield from _names(store, of)
        return
    if of in SCHEMES and of != "topic":
        yield from _names(store, of, ONTOLOGY_GRAPH)
        return
    found = False
    for node in texts.called(key):
        for name, _ in names_of(store, node):
            if _is(store, NamedNode(iri_of(store, node)), of):
                found = found or skeleton_key(name) == key
                yield NamedNode(iri_of(store, node)), name
    if found or of not in ("article", "any"):
        return
    keyed = [quad.subject for quad in store.quads(predicate=DCTERMS("identifier"), object=Literal(text))]
    if keyed:
        yield from ((node, text) for node in keyed if isinstance(node, NamedNode) and _is(store, node, of))
    else:
        yield from _names(store, of, None, (DCTERMS("identifier"),))


def _names(
    store: Store, of: str, graph: NamedNode | None = None, predicates: tuple[NamedNode, ...] = _NAMES
) -> Iterator[tuple[NamedNode, str]]:
    """Yield every node of the wanted class with every name it has."""
    for predicate in predicates:
        for quad in store.quads(predicate=predicate, graph=graph):
            node, name = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(name, Literal) and _is(store, node, of):
                yield node, name.value


def _alike(store: Store, of: str, text: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield the names among which near ones are looked for: where there is a text index, those that share beginnings.

    A word's last letters may be wrong, so only its first count.
    """
    words = search_text(text).split()[:MOST_WORDS]
    if store.texts() is None or of in SCHEMES or not words:
        yield from _names(store, of)
        return
    group = tuple(Phrase((word[: max(_TELLING, len(word) // 2)],), open=True) for word in words)
    kinds = (of,) if of in KINDS else ()
    for hit in store.find_texts(Asked((group,), (group,), tuple(words)), kinds, _ALIKE) or ():
        for name, _ in names_of(store, hit.node)[:_MOST_NAMES]:
            yield NamedNode(iri_of(store, hit.node)), name


def _is(store: Store, node: NamedNode, of: str) -> bool:
    if of in SCHEMES:
        return node.value.startswith(PREFIXES[SCHEMES[of]])
    if of == "any":
        return node.value.startswith(store.base_iri)
    kind = CLASSES[of]
    return next(iter(store.quads(subject=node, predicate=RDF("type"), object=kind)), None) is not None


def _shown(store: Store, node: NamedNode) -> str:
    names = sorted(
        quad.object.value
        for predicate in (RDFS("label"), SKOS("prefLabel"))
        for quad in store.quads(subject=node, predicate=predicate)
        if isinstance(quad.object, Literal)
    )
    return " ".join([node.value.removeprefix(store.base_iri), *(f"({name})" for name in names[:1])])


def _unknown(store: Store, text: str, of: str) -> QueryError:
    what = "thing" if of == "any" else of
    if of == "institution" and (known := load_lexicon().institution(text)):
        return QueryError(f"no article in the store names {known.name_fa} ({known.id})", todo="kg stats")
    if _FULL.fullmatch(text.strip()):
        return QueryError(f"nothing in the store is called {text}", todo="give a name, and see what is near")
    names: dict[str, tuple[str, NamedNode]] = {}
    for node, name in sorted(_alike(store, of, text), key=lambda pair: (pair[0].value, pair[1])):
        key = skeleton_key(name)
        if key not in names or names[key][0] == key:
            names[key] = (name, node)
    close = [names[key] for key in near(skeleton_key(text), names)]
    listed = "; ".join(f"{name} = {node.value.removeprefix(store.base_iri)}" for name, node in close)
    return QueryError(
        f"there is no {what} called {text!r} in the store", expected=f"one like {listed}" if close else ""
    )
