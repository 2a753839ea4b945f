"""The lexicon itself: frozen tables and the look-ups over them.

Names are looked up by their skeleton key (the fold of ``kg.language``), so spelling, ZWNJ, spaces and letter
variants do not matter. Indexes are built on first use, so that a command pays only for the tables it needs.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property

from kg.language import skeleton_key
from kg.lexicon.entries import PLACE_KINDS, Collision, Institution, Place, Retired, Row, Topic
from kg.lexicon.history import Administration, Succession
from kg.lexicon.retired import living_heirs


def is_abbreviation(name: str) -> bool:
    """Say whether a Latin name is written in capitals alone (``WHO``, ``UN``).

    Such a name means its body only in this very spelling, for "who" and "un" are words.
    """
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and name.isascii() and name.upper() == name and len(letters) <= 6


def hashed_id(name: str) -> str:
    """Return the local id of an institution that no lexicon knows: ``institution/`` and a hash of its key."""
    digest = hashlib.sha256(f"institution|{skeleton_key(name)}".encode("utf-8", "surrogatepass")).digest()
    return "institution/" + base64.b32encode(digest).decode("ascii")[:16].lower()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries, sorted by slug (topics in the order of their file), and the ways to find them.

    replaced: one line for each row of an earlier folder that a later folder's row replaces.
    own: slugs of the institutions that a user's folder gives; where names collide, these win.
    retired: ids that were given away once, by id; none of them is in use.
    version: hash of all files and the order of their folders; the same files give the same version anywhere.
    administrations: governments, the earliest first. successions: what became of bodies, by slug.
    """

    institutions: tuple[Institution, ...]
    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    word_lists: tuple[tuple[str, tuple[Row, ...]], ...]
    replaced: tuple[str, ...]
    own: frozenset[str]
    version: str
    retired: tuple[Retired, ...] = ()
    administrations: tuple[Administration, ...] = ()
    successions: tuple[Succession, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Compare by version: caches keyed by a lexicon must not walk through all its entries."""
        return isinstance(other, Lexicon) and other.version == self.version

    def __hash__(self) -> int:
        """Return the hash of the version."""
        return hash(self.version)

    def institution(self, name: str) -> Institution | None:
        """Return the institution called so, by any alias in any spelling, else None.

        Where several share a key, the user's own wins, then the one whose canonical name it is, then the first
        by slug.
        """
        hits = [entry for entry, alias in self._bodies.get(skeleton_key(name), ()) if _means(name, alias)]
        return hits[0] if hits else None

    def institution_id(self, name: str) -> str:
        """Return the local id for a name: by slug, else ``institution/`` and a hash of the skeleton key."""
        known = self.institution(name)
        return known.id if known else hashed_id(name)

    def owned_ids(self, entry: Institution) -> tuple[str, ...]:
        """Return the hash ids that the entry's names had before it stood in the lexicon; they are its own now."""
        return tuple(sorted({hashed_id(name) for name in entry.names}))

    def institution_by_id(self, local_id: str) -> Institution | None:
        """Return the institution with the local id ``institution/{slug}``, else None."""
        return self._bodies_by_id.get(local_id)

    def heirs(self, local_id: str) -> tuple[str, ...]:
        """Return the ids in use that a retired id leads to (several after a split), none when it is gone."""
        return living_heirs(local_id, self._retired)

    def successions_of(self, slug: str) -> tuple[Succession, ...]:
        """Return the successions in which the body with the slug is the former or the later one."""
        return self._changes.get(slug, ())

    def institutions_before(self, slug: str) -> tuple[Institution, ...]:
        """Return the institutions whose row names the one with the slug as their successor."""
        return self._former.get(slug, ())

    def office(self, title: str) -> Institution | None:
        """Return the institution that an office title stands for («وزیر نیرو»), else None."""
        return self._offices.get(skeleton_key(title))

    def place(self, name: str, kind: str | None = None) -> Place | None:
        """Return the place called so, else None; «استان فارس» and «شهر نور» name their kind themselves.

        Without a kind, a bare name means the province, else country, city, county of that name; names that
        need a trigger mean nothing then. Of several of one kind the principal one is meant; where there is no
        such one the name is ambiguous: None (``places_named`` gives all).
        """
        return self._place(self.places_named(name), kind) or self._place(
            self._full.get(skeleton_key(name), ()), kind, True
        )

    def places_named(self, name: str) -> tuple[Place, ...]:
        """Return all places whose bare name this is, provinces first, then countries, cities, counties."""
        return self._located.get(skeleton_key(name), ())

    def place_by_id(self, local_id: str) -> Place | None:
        """Return the place with the local id ``place/{slug}``, else None."""
        return self._places_by_id.get(local_id)

    def topic(self, slug: str) -> Topic | None:
        """Return the topic with the slug, else None."""
        return self._topics_by_slug.get(slug)

    def words(self, list_name: str) -> tuple[Row, ...]:
        """Return the rows of ``words/{list_name}.tsv``; KeyError when no folder has such a list."""
        return self._lists[list_name]

    @cached_property
    def collisions(self) -> tuple[Collision, ...]:
        """Every key that stands for several institutions, or for several places of one kind."""
        bodies = {("institutions", key): sorted({entry.id for entry, _ in hits}) for key, hits in self._bodies.items()}
        places: dict[tuple[str, str], list[str]] = {}
        for key, entries in self._located.items():
            for kind in PLACE_KINDS:
                same = sorted(entry.id for entry in entries if entry.kind == kind)
                places.setdefault(("places", key), []).extend(same if len(same) > 1 else [])
        found = [(*where, tuple(ids)) for where, ids in (bodies | places).items() if len(ids) > 1]
        return tuple(Collision(table, key, ids) for table, key, ids in sorted(found))

    def _place(self, hits: tuple[Place, ...], kind: str | None, named: bool = False) -> Place | None:
        fit = [entry for entry in hits if kind in (None, entry.kind)]
        same = [entry for entry in fit if entry.kind == fit[0].kind]
        best = [entry for entry in same if entry.principal] or same
        if len(best) != 1 or (best[0].needs_trigger and not (kind or named)):
            return None
        return best[0]

    @cached_property
    def _bodies(self) -> dict[str, tuple[tuple[Institution, str], ...]]:
        index: dict[str, list[tuple[bool, bool, Institution, str]]] = {}
        for entry in self.institutions:
            canonical = (entry.name_fa, entry.name_en)
            for name in filter(None, entry.names):
                rank = (entry.slug not in self.own, name not in canonical, entry, name)
                index.setdefault(skeleton_key(name), []).append(rank)
        return {key: tuple((hit[2], hit[3]) for hit in sorted(hits)) for key, hits in index.items()}

    @cached_property
    def _offices(self) -> dict[str, Institution]:
        index: dict[str, Institution] = {}
        for entry in self.institutions:
            for title in (*entry.heads_fa, *entry.heads_en):
                index.setdefault(skeleton_key(title), entry)
        return index

    @cached_property
    def _retired(self) -> dict[str, Retired]:
        return {one.id: one for one in self.retired}

    @cached_property
    def _located(self) -> dict[str, tuple[Place, ...]]:
        return _by_key([(name, entry) for entry in self.places for name in entry.names])

    @cached_property
    def _full(self) -> dict[str, tuple[Place, ...]]:
        return _by_key([(name, entry) for entry in self.places for name in entry.full_names])

    @cached_property
    def _bodies_by_id(self) -> dict[str, Institution]:
        return {entry.id: entry for entry in self.institutions}

    @cached_property
    def _places_by_id(self) -> dict[str, Place]:
        return {entry.id: entry for entry in self.places}

    @cached_property
    def _topics_by_slug(self) -> dict[str, Topic]:
        return {entry.slug: entry for entry in self.topics}

    @cached_property
    def _former(self) -> dict[str, tuple[Institution, ...]]:
        index: dict[str, tuple[Institution, ...]] = {}
        for entry in self.institutions:
            index[entry.successor] = (*index.get(entry.successor, ()), entry) if entry.successor else ()
        return index

    @cached_property
    def _changes(self) -> dict[str, tuple[Succession, ...]]:
        index: dict[str, tuple[Succession, ...]] = {}
        for one in self.successions:
            for slug in (one.former, one.successor):
                index[slug] = (*index.get(slug, ()), one)
        return index

    @cached_property
    def _lists(self) -> dict[str, tuple[Row, ...]]:
        return dict(self.word_lists)


def _means(name: str, alias: str) -> bool:
    return not is_abbreviation(alias) or name.strip().replace(".", "") == alias


def _by_key(named: list[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    index: dict[str, dict[str, Place]] = {}
    for name, entry in named:
        index.setdefault(skeleton_key(name), {})[entry.slug] = entry
    rank = PLACE_KINDS.index
    return {key: tuple(sorted(hits.values(), key=lambda p: (rank(p.kind), p.slug))) for key, hits in index.items()}
