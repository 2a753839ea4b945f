"""Groups of mentions: one name key in one body, and which groups of a body are spellings of one another.

All mentions of a group are one person. Two groups of one body are *kin* when their names compare as the same, and
weakly so when one is a surname alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.consolidation.index import Index, short_hash
from kg.identity import SURNAME_ONLY, compare_people, person_codes

SPELLINGS_CAP = 300
"""Names of one body that share a code, beyond which they are not compared; such a code is listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """One name in one body; ``name`` is its first spelling in the order of the alphabet."""

    number: int
    key: str
    body: str
    name: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Another group whose name is a spelling of this one's (strong), or which shares its surname only."""

    number: int
    strong: bool
    total: float


class Groups:
    """The groups of the index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def get(self, number: int) -> Group | None:
        """Return a group, or None when nothing is left of it."""
        found = self._index.rows("SELECT key, body, name FROM person WHERE g = ? AND name NOT NULL", number)
        return Group(number, *(str(value) for value in found[0])) if found else None

    def of(self, mention: str) -> list[int]:
        """Return the groups of a mention: one for each body in which it holds an office."""
        return self._index.numbers("SELECT g FROM grouped JOIN mention USING (n) WHERE id = ?", mention)

    def together(self, number: int) -> list[int]:
        """Return the groups that share a mention with this one, itself among them."""
        return self._index.numbers(_TOGETHER, number)

    def kin(self, number: int) -> list[Kin]:
        """Return the kin of a group."""
        rows = [*self._index.rows(_KIN_AFTER, number), *self._index.rows(_KIN_BEFORE, number)]
        return [Kin(int(str(other)), bool(strong), float(str(text).partition("\n")[0])) for other, strong, text in rows]

    def side_by_side(self, one: int, other: int) -> bool:
        """Say whether one article names both, as two persons."""
        return bool(self._index.rows(_SIDE_BY_SIDE, one, other))

    def renew(self, numbers: Iterable[int]) -> set[int]:
        """Bring groups that gained or lost a mention up to date; return them and all whose kin may have changed."""
        wanted = sorted(numbers)
        seeds = {*wanted, *(kin.number for number in wanted for kin in self.kin(number))}
        crossed: set[int] = set()
        for number in wanted:
            crossed |= self._renew(number)
        for hash_ in sorted(crossed):
            self._tell(hash_)
        for number in sorted({one for hash_ in crossed for one in self._members(hash_)}):
            seeds |= {number, *(kin.number for kin in self.kin(number))}
            self._compare(number)
        return seeds

    def _renew(self, number: int) -> set[int]:
        """Bring one group's name, codes and kin up to date; drop it when nothing is left of it.

        Returns the codes that became too common, or common no longer, with it.
        """
        index = self._index
        name = index.text("SELECT min(name) FROM grouped WHERE g = ?", number)
        if name is not None and name == index.text("SELECT name FROM person WHERE g = ?", number):
            return set()
        before = set(index.numbers("SELECT hash FROM code WHERE g = ?", number))
        after = set() if name is None else self._codes(number, name)
        full = {hash_: self._is_full(hash_) for hash_ in before | after}
        index.run("DELETE FROM code WHERE g = ?", number)
        index.run_many("INSERT OR IGNORE INTO code VALUES (?, ?)", [(hash_, number) for hash_ in after])
        if name is None:
            index.run("DELETE FROM kin WHERE a = ? OR b = ?", number, number)
            index.run("DELETE FROM person WHERE g = ?", number)
        else:
            index.run("UPDATE person SET name = ? WHERE g = ?", name, number)
            self._compare(number)
        return {hash_ for hash_, was in full.items() if was != self._is_full(hash_)}

    def _codes(self, number: int, name: str) -> set[int]:
        """Return the codes under which a group meets others of its body; a mention without a body meets none."""
        body = (self._index.text("SELECT body FROM person WHERE g = ?", number) or "").partition("\t")[0]
        return {short_hash(f"{body} {code}") for code in person_codes(name)} if body else set()

    def _tell(self, hash_: int) -> None:
        """List a code that too many names of one body share, or list it no longer."""
        one = self.get(self._members(hash_)[0]) if self._is_full(hash_) else None
        body = one.body.partition("\t")[0] if one else ""
        codes = person_codes(one.name) if one else ()
        names = (f"names in {body} of the sounds {code}" for code in codes if short_hash(f"{body} {code}") == hash_)
        self._index.tell_full(hash_, next(names, None))

    def _members(self, hash_: int) -> list[int]:
        return self._index.numbers("SELECT g FROM code WHERE hash = ?", hash_)

    def _is_full(self, hash_: int) -> bool:
        sql = "SELECT count(*) FROM (SELECT 1 FROM code WHERE hash = ? LIMIT ?)"
        return self._index.numbers(sql, hash_, SPELLINGS_CAP + 1)[0] > SPELLINGS_CAP

    def _compare(self, number: int) -> None:
        """Find the kin of a group anew."""
        index, group = self._index, self.get(number)
        index.run("DELETE FROM kin WHERE a = ? OR b = ?", number, number)
        hashes = index.numbers("SELECT hash FROM code WHERE g = ?", number)
        others = {other for hash_ in hashes if not self._is_full(hash_) for other in self._members(hash_)}
        for other in sorted(others - {number}):
            found = self.get(other)
            if group is not None and found is not None:
                self._keep(group, found)

    def _keep(self, one: Group, other: Group) -> None:
        compared = compare_people(one.name, other.name)
        if compared.same or compared.total == SURNAME_ONLY:
            a, b = sorted((one.number, other.number))
            text = "\n".join([f"{compared.total:.2f}", *compared.reasons])
            self._index.run("INSERT OR REPLACE INTO kin VALUES (?, ?, ?, ?)", a, b, int(compared.same), text)


_KIN_AFTER = "SELECT b, strong, score FROM kin WHERE a = ?"
_KIN_BEFORE = "SELECT a, strong, score FROM kin WHERE b = ?"
_TOGETHER = "SELECT DISTINCT other.g FROM grouped own JOIN grouped other USING (n) WHERE own.g = ?"
_SIDE_BY_SIDE = """
SELECT 1 FROM grouped ga JOIN mention a ON a.n = ga.n JOIN mention b ON b.article = a.article AND b.n != a.n
JOIN grouped gb ON gb.n = b.n WHERE ga.g = ? AND gb.g = ? LIMIT 1
"""
