"""What each planned unit says now, as quads: the last step, read from the index and the article graphs."""

from __future__ import annotations

from collections.abc import Callable, Set

from pyoxigraph import NamedNode, Quad

from kg.consolidation.decided import Decided
from kg.consolidation.index import Index
from kg.consolidation.reading import Reader
from kg.consolidation.tallies import Tallies
from kg.consolidation.world import body_seen, cluster_of, office_seen, official_seen, world_of
from kg.graph import (
    agreement_quads,
    body_quads,
    correction_quads,
    curated_quads,
    doubt_quads,
    judgement_quads,
    office_quads,
    official_quads,
    place_quads,
    share_quads,
    uncompared_quads,
)
from kg.identity import article_graph
from kg.ledgers import property_named
from kg.lexicon import Lexicon
from kg.ontology.terms import AGR

Quads = Set[Quad]
NOTHING: Quads = frozenset()
_REASONS = {
    "mention": "one full name in different institutions",
    "surname": "a surname that several officials of the institution bear",
}


class Writing:
    """Says for a unit, by kind and id, all its facts; none when there is nothing left to say."""

    def __init__(self, index: Index, reader: Reader, lexicon: Lexicon, decided: Decided) -> None:
        self._index, self._reader, self._decided, self._lexicon = index, reader, decided, lexicon
        self._base = reader.base_iri
        self.tallies = Tallies(index, lexicon, self._base)
        self._world = world_of(index, self._base, lexicon, reader.view, lambda one: reader.acted.get(one, ()))
        self._corrections = {one.key: one for each in decided.corrections.values() for one in each}
        self._former: dict[str, list[str]] = {}
        for old, new in sorted(decided.bodies.items()):
            self._former.setdefault(new, []).append(old)

    def quads(self, kind: str, id_: str) -> Quads:
        """Return the facts of one unit."""
        return self._writers[kind](id_)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of units in the order in which they are written."""
        return tuple(self._writers)

    @property
    def _writers(self) -> dict[str, Callable[[str], Quads]]:
        return {
            "agreement": self._agreement,
            "article": self._article,
            "official": self._official,
            "office": self._office,
            "body": self._body,
            "place": self._place,
            "doubt": self._doubt,
            "block": self._block,
            "judgement": self._judgement,
            "correction": self._correction,
            "curated": self._curated,
            "tally": self.tallies.quads,
        }

    def _agreement(self, id_: str) -> Quads:
        cluster = cluster_of(self._index, id_)
        if cluster is None:
            self.tallies.take(id_, None)
            return NOTHING
        for member in cluster.members:  # corrections act while a graph is read, and are told with the agreement
            self._world.sources.view(self._world.home[member])
        facts = agreement_quads(self._world, cluster)
        self.tallies.take(id_, facts)
        return facts

    def _article(self, id_: str) -> Quads:
        if not self._index.texts("SELECT id FROM article WHERE id = ?", id_):
            return NOTHING
        return share_quads(self._world, self._world.sources.view(NamedNode(self._base + article_graph(id_))))

    def _official(self, id_: str) -> Quads:
        seen = official_seen(self._index, id_)
        return official_quads(self._base, seen) if seen else NOTHING

    def _office(self, id_: str) -> Quads:
        seen = office_seen(self._index, id_)
        return office_quads(self._base, seen) if seen else NOTHING

    def _body(self, id_: str) -> Quads:
        self.tallies.look_at(id_)
        seen = body_seen(self._index, id_)
        if seen is None:
            return NOTHING
        known = self._lexicon.institution_by_id(id_)
        return body_quads(self._world, known or seen, self._former.get(id_, ()))

    def _place(self, id_: str) -> Quads:
        named = self._index.texts("SELECT id FROM place WHERE id = ? LIMIT 1", id_)
        return place_quads(self._world, id_) if named else NOTHING

    def _doubt(self, id_: str) -> Quads:
        kind, one, other = id_.rsplit(" ", 2)
        if not self._index.rows("SELECT 1 FROM doubt WHERE kind = ? AND a = ? AND b = ?", kind, one, other):
            return NOTHING
        shown = (self._reader.evidence(self._world.home[member], self._base + member) for member in (one, other))
        name = kind.partition("\t")[0]
        return doubt_quads(self._base, name, (one, other), self._score(name, one, other), filter(None, shown))

    def _score(self, kind: str, one: str, other: str) -> list[str]:
        if kind in _REASONS:
            return ["0.5", _REASONS[kind]]
        sql = """
        SELECT score FROM link JOIN report a ON a.n = link.a JOIN report b ON b.n = link.b
        WHERE (a.id = ?1 AND b.id = ?2) OR (a.id = ?2 AND b.id = ?1)
        """
        return (self._index.text(sql, one, other) or "").split("\n")

    def _block(self, id_: str) -> Quads:
        name = self._index.text("SELECT name FROM full_block WHERE hash = ?", int(id_))
        return uncompared_quads(self._base, name) if name else NOTHING

    def _judgement(self, id_: str) -> Quads:
        said = self._decided.judgements.get(id_)
        return judgement_quads(self._base, said, applied=all(map(self._there, said.pair))) if said else NOTHING

    def _there(self, local_id: str) -> bool:
        """Say whether a report, mention or institution that a line names is in the store."""
        sql = """
        SELECT 1 FROM report WHERE id = ?1 UNION ALL SELECT 1 FROM mention WHERE id = ?1
        UNION ALL SELECT 1 FROM naming WHERE body = ?1 OR written_id = ?1 LIMIT 1
        """
        return bool(self._index.rows(sql, local_id))

    def _correction(self, id_: str) -> Quads:
        said = self._corrections.get(id_)
        if said is None:
            return NOTHING
        if self._index.texts("SELECT id FROM article WHERE id = ?", said.article):
            self._world.sources.view(NamedNode(self._base + article_graph(said.article)))
        named = property_named(said.property)
        prop = AGR(named.name) if named else None
        return correction_quads(self._base, said, prop, applied=self._reader.applied.get(id_, False))

    def _curated(self, _: str) -> Quads:
        some = self._index.rows("SELECT 1 FROM article LIMIT 1")
        return curated_quads(self._lexicon, self._base) if some else NOTHING
