"""Which pages show something that changed: the things themselves and those beside them that name them.

A page is made from its subject and what lies one step around it: an agreement's page names those who take part, theirs
name the agreement with its date and state, a drawing around an institution or official reaches through their agreements
to who else took part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode

from kg.network import linked
from kg.ontology.terms import AGR, OA, TOPIC
from kg.pages import KINDS
from kg.store import Changed, Store

_OWNED = 3
"""Steps from a part (a tenure, an office) up to the thing that it belongs to, at most."""
PARTS_OF_AGREEMENTS = (("speaker", "hasStatement"), ("actingBody", "hasEvent"), ("onBehalfOf", "hasSignature"))
"""Property of a part of an agreement that leads to who is named there, and the one that leads to the part."""
_LINKS = tuple(AGR(name) for name in ("implements", "amends", "extends", "supersedes"))


def touched(store: Store, changed: Changed, most: int) -> frozenset[str] | None:
    """Return the local ids of all things whose pages may show something else now; None for more than ``most``.

    Things that are no more are among them.
    """
    found = _Touched(store, most)
    said = found.things(changed.said)
    resting = found.resting(said)
    said |= {one for one in resting if not one.startswith("institution/")}  # whose pages quote through agreements
    things = said | resting | found.things(changed.named) | found.quoted(changed.said | changed.named)
    things |= found.provinces(changed.said | changed.named | things) | found.bearers(changed.said | changed.named)
    beside = found.beside(said)
    if len(things) > most or beside is None:
        return None
    return frozenset(things | beside)


def naming(store: Store, thing: str) -> frozenset[str]:
    """Return the things whose pages name a thing (a local id)."""
    return frozenset(_Touched(store, 0).naming(thing))


class _Touched:
    def __init__(self, store: Store, most: int) -> None:
        self.store, self.most = store, most

    def things(self, ids: Iterable[str]) -> set[str]:
        """Return the things among these nodes and those that the other nodes are parts of."""
        found, parts = set[str](), set[str]()
        for one in ids:
            (found if _is_thing(one) else parts).add(one)
        found |= {who for one in parts if one.startswith("statement/") for who in self.objects(one, AGR("speaker"))}
        for _ in range(_OWNED):
            owners = {owner for part in parts for owner in self.subjects(None, part)}
            found |= {one for one in owners if _is_thing(one)}
            parts = {one for one in owners if not _is_thing(one)}
        return found

    def resting(self, things: Iterable[str]) -> set[str]:
        """Return the things that rest on quotes of these articles: pages show where a quote is from."""
        articles = (one for one in things if one.startswith("article/"))
        quotes = {quote for one in articles for quote in self.subjects(OA("hasSource"), one)}
        return self.things({holder for quote in quotes for holder in self.subjects(AGR("evidence"), quote)})

    def quoted(self, ids: Iterable[str]) -> set[str]:
        """Return the articles that these pieces of evidence are from: their pages tell what rests on each."""
        quotes = (one for one in ids if one.startswith("evidence/"))
        return {article for one in quotes for article in self.objects(one, OA("hasSource"))}

    def bearers(self, ids: Iterable[str]) -> set[str]:
        """Return the officials whom these mentions name: a doubtful pair of mentions came or went."""
        mentions = (one for one in ids if one.startswith("mention/"))
        quotes = {quote for one in mentions for quote in self.objects(one, AGR("evidence"))}
        holders = {holder for quote in quotes for holder in self.subjects(AGR("evidence"), quote)}
        return {holder for holder in holders if holder.startswith("official/")}

    def provinces(self, ids: Iterable[str]) -> set[str]:
        """Return the provinces (``province/SLUG``) in which these places and bodies lie, and other places so named."""
        places = {one for one in ids if one.startswith("place/")}
        places |= {at for body in _bodies(ids) for at in self.objects(body, AGR("inProvince"))}
        places |= {above for one in places for above in self.objects(one, AGR("partOf"))}
        return {f"province/{one.partition('/')[2]}" for one in places if one.startswith("place/")}

    def beside(self, things: set[str]) -> set[str] | None:
        """Return the things whose pages name one of these; None when there are more than ``most``."""
        found = set[str]()
        for one in sorted(things):
            found.update(self.naming(one))
            if len(found) > self.most:
                return None
        return found

    def naming(self, thing: str) -> Iterator[str]:
        kind = thing.partition("/")[0]
        if kind == "article":
            for agreement in self.told(thing):
                yield agreement
                yield from linked(self.store, agreement)
            return
        for other in linked(self.store, thing):
            yield other
            if kind == "official" and other.startswith("agreement/"):
                yield from linked(self.store, other)
        if kind == "agreement":
            yield from self.of_agreement(thing)
            yield from self.themes(thing)
        for role, owner in PARTS_OF_AGREEMENTS:
            for part in self.subjects(AGR(role), thing):
                yield from self.subjects(AGR(owner), part)

    def of_agreement(self, agreement: str) -> Iterator[str]:
        """Yield the agreements that one is linked to, and the articles that tell of it."""
        for predicate in _LINKS:
            yield from self.objects(agreement, predicate)
            yield from self.subjects(predicate, agreement)
        for report in self.objects(agreement, AGR("reportedBy")):
            yield from self.objects(report, AGR("reportedIn"))
        for event in self.objects(agreement, AGR("hasEvent")):
            yield from self.objects(event, AGR("actingBody"))

    def themes(self, agreement: str) -> Iterator[str]:
        """Yield the topics and provinces on whose pages an agreement stands."""
        for topic in self.objects(agreement, AGR("topic")):
            yield f"topic/{topic.removeprefix(TOPIC.base)}"
        places = {at for name in ("place", "placeConcerned") for at in self.objects(agreement, AGR(name))}
        yield from self.provinces(places | linked(self.store, agreement))

    def told(self, article: str) -> Iterator[str]:
        """Yield the agreements that an article tells of."""
        for report in self.subjects(AGR("reportedIn"), article):
            yield from self.subjects(AGR("reportedBy"), report)

    def subjects(self, predicate: NamedNode | None, node: str) -> Iterator[str]:
        graph = DefaultGraph() if predicate is None else None
        for quad in self.store.quads(None, predicate, self.iri(node), graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value.removeprefix(self.store.base_iri)

    def objects(self, node: str, predicate: NamedNode) -> Iterator[str]:
        for quad in self.store.quads(self.iri(node), predicate, None, None):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value.removeprefix(self.store.base_iri)

    def iri(self, local_id: str) -> NamedNode:
        return NamedNode(local_id if "://" in local_id else self.store.base_iri + local_id)


def _bodies(ids: Iterable[str]) -> list[str]:
    return [one for one in ids if one.startswith("institution/")]


def _is_thing(local_id: str) -> bool:
    return local_id.partition("/")[0] in KINDS
