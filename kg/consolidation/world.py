"""What the writers of facts look up, answered from the index; article graphs are read as people corrected them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.consolidation.index import Index
from kg.consolidation.taking import unpack
from kg.graph import KINDS, BodySeen, OfficeSeen, OfficialSeen, Sources, TenureSeen, View, World
from kg.identity import Cluster, ReportKey, article_graph, renamed, republished, resemblance
from kg.language import skeleton_key
from kg.lexicon import Lexicon

CACHED = 10_000
"""Answers kept in memory: ids are looked up again and again while neighbouring units are written."""


class Lookup(Mapping[str, str]):
    """A mapping of local ids that asks the index; it has no size and no order."""

    def __init__(self, find: Callable[[str], str | None]) -> None:
        self._find = lru_cache(maxsize=CACHED)(find)

    def __getitem__(self, key: str) -> str:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a look-up cannot be listed")

    def __len__(self) -> int:
        raise TypeError("a look-up cannot be counted")


class Homes(Mapping[str, NamedNode]):
    """The graph in which each report or mention stands."""

    def __init__(self, index: Index, base_iri: str) -> None:
        self._article = Lookup(lambda local_id: index.text(_HOME, local_id, local_id))
        self._base = base_iri

    def __getitem__(self, key: str) -> NamedNode:
        return NamedNode(self._base + article_graph(self._article[key]))

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a look-up cannot be listed")

    def __len__(self) -> int:
        raise TypeError("a look-up cannot be counted")


_HOME = "SELECT article FROM report WHERE id = ? UNION ALL SELECT article FROM mention WHERE id = ?"
_FULL = 2
"""Words that a full name has at least: the label of an official is the earliest full name."""
_NAMES = """
SELECT grouped.name FROM person JOIN grouped USING (g) WHERE official = ?
GROUP BY grouped.name ORDER BY min(age), grouped.name
"""
_TENURES = """
SELECT office, capacity, min(day), max(day) FROM tenure
WHERE n IN (SELECT n FROM person JOIN grouped USING (g) WHERE official = ?)
GROUP BY office, capacity ORDER BY office, capacity
"""
_NAMINGS = "SELECT name, language FROM naming WHERE body = ? GROUP BY name, language ORDER BY min(age), name, language"
_ALIASES = """
SELECT DISTINCT name, language FROM alias WHERE a IN (SELECT written_id FROM naming WHERE body = ?)
ORDER BY name, language
"""
_OFFICIAL = "SELECT official FROM mention JOIN grouped USING (n) JOIN person USING (g) WHERE mention.id = ? LIMIT 1"


def world_of(
    index: Index,
    base_iri: str,
    lexicon: Lexicon,
    view: Callable[[NamedNode], View],
    acted_on: Callable[[str], tuple[str, ...]],
) -> World:
    """Return what the writers look up, as the index has it now."""
    agreement_of = Lookup(lambda report: index.text("SELECT cluster FROM report WHERE id = ?", report))
    retold = lru_cache(maxsize=64)(lambda agreement: dict(_retold(index, agreement)))
    return World(
        base_iri=base_iri,
        sources=Sources(view),
        lexicon=lexicon,
        home=Homes(index, base_iri),
        official_of=Lookup(lambda mention: index.text(_OFFICIAL, mention)),
        agreement_of=agreement_of,
        same_text=Lookup(lambda report: retold(agreement_of[report]).get(report, (report, ""))[0]),
        likeness=Lookup(lambda report: retold(agreement_of[report]).get(report, ("", None))[1]),
        acted_on=acted_on,
    )


def _retold(index: Index, agreement: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the reports of an agreement whose articles have the text of an earlier one, with that one and likeness."""
    originals: list[ReportKey] = []
    for text in index.texts("SELECT key FROM report WHERE cluster = ? ORDER BY age, id", agreement):
        key = unpack(text)
        first = next((one for one in originals if republished(one, key)), None)
        if first is None:
            originals.append(key)
        else:
            yield key.report, (first.report, f"{resemblance(first.minhash, key.minhash):.2f}")


def cluster_of(index: Index, agreement: str) -> Cluster | None:
    """Return an agreement's reports, earliest first, or None when no report tells of it."""
    members = index.texts("SELECT id FROM report WHERE cluster = ? ORDER BY age, id", agreement)
    if not members:
        return None
    names = [renamed(member, "agreement") for member in members]
    return Cluster(agreement, tuple(members), tuple(sorted(names[1:])))


def official_seen(index: Index, official: str) -> OfficialSeen | None:
    """Return an official as all mentions tell of him, or None when none is left."""
    spellings = index.texts(_NAMES, official)
    names = sorted(spellings, key=lambda name: len(name.split()) < _FULL)
    count = index.numbers("SELECT count(DISTINCT n) FROM person JOIN grouped USING (g) WHERE official = ?", official)[0]
    tenures = tuple(TenureSeen(str(a), str(b), _text(c), _text(d)) for a, b, c, d in index.rows(_TENURES, official))
    return OfficialSeen(official, tuple(names), tenures, count) if count else None


def office_seen(index: Index, office: str) -> OfficeSeen | None:
    """Return an office with its title in the earliest article, or None when no article names it any more."""
    found = index.rows("SELECT title, body FROM office WHERE id = ? ORDER BY age, title LIMIT 1", office)
    return OfficeSeen(office, *(str(value) for value in found[0])) if found else None


def body_seen(index: Index, body: str) -> BodySeen | None:
    """Return a body as the earliest article names it, with the first kind that any article tells, or None."""
    found = index.rows("SELECT name, language FROM naming WHERE body = ? ORDER BY age, name LIMIT 1", body)
    if not found:
        return None
    kinds = index.texts("SELECT kind FROM naming WHERE body = ? AND kind != '' ORDER BY age, kind", body)
    kind = next((kind for kind in kinds if kind in KINDS), "")
    first = (str(found[0][0]), str(found[0][1]))
    names = {skeleton_key(first[0]): first}
    for name, language in (*index.rows(_NAMINGS, body), *index.rows(_ALIASES, body)):
        names.setdefault(skeleton_key(str(name)), (str(name), str(language)))
    _, *also = names.values()
    return BodySeen(body, *first, kind, tuple(also))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
