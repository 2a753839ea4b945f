"""The pieces a sentence is read as: bodies, posts, persons, cue words and plain words, in the order of the text.

The grammar works on these elements, never on letters: each has exactly one class (``INST``, ``OFFICE``, ``PERSON``,
``NOUN``, ``BETWEEN``, ``WORD`` …), which patterns match, and what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.language import Span

CORE = frozenset({"INST", "STATE", "OFFICE", "PERSON", "BARE", "NAME", "CAPITAL"})
"""Classes that can fill the place of a party."""

REFERENCE = "reference"
"""Value of a STATE that is no name («کشورش»)."""


@dataclass(frozen=True, slots=True)
class Body:
    """An institution.

    name: canonical where the lexicon knows it, else as written; kind: institution, state or company; ikind: the
    scheme of institution kinds; known: it stands in the lexicon.
    """

    name: str
    id: str
    kind: str
    ikind: str = "other"
    known: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """An office as written. stands: its holder's act is the body's act; plural: «معاونان»; capacity: see Reading.

    head: the key of the title's head word, by which «استاندار» alone finds the full title.
    """

    title: str
    head: str
    body: Body | None
    stands: bool = True
    plural: bool = False
    capacity: str = "holder"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named. key: skeleton of the full name; family: skeleton of the surname, "" if unknown."""

    name: str
    key: str
    family: str


@dataclass(slots=True)
class Element:
    """One piece of a sentence. value: what a cue's list says (an event, a stance); key: its skeleton.

    acting: the body of the home state that it names and whose approval is an event of its own kind.
    """

    kind: str
    span: Span
    key: str = ""
    value: str = ""
    body: Body | None = None
    post: Post | None = None
    person: Person | None = None
    name: Span | None = None
    extra: tuple[str, ...] = ()
    acting: Body | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence of the text with its elements; ``number`` counts from 0.

    lead: the number of the sentence whose list of agreements it goes on with, None for other sentences; cut: it was
    cut out of that sentence. code: its classes, one character each, once the patterns have asked for them.
    """

    number: int
    span: Span
    elements: list[Element] = field(default_factory=list)
    lead: int | None = None
    cut: bool = False
    code: str = ""
    _kinds: tuple[str, ...] | None = None
    _present: frozenset[str] = frozenset()

    def settle(self) -> None:
        """Note the classes of the elements: from now on none of them changes."""
        self._kinds = self.kinds
        self._present = frozenset(self._kinds)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the classes of the elements in order."""
        return tuple([element.kind for element in self.elements]) if self._kinds is None else self._kinds

    def has(self, *kinds: str) -> bool:
        """Say whether there is an element of one of the classes."""
        return self.first(*kinds) is not None if self._kinds is None else not self._present.isdisjoint(kinds)

    def first(self, *kinds: str) -> Element | None:
        """Return the first element of one of the classes, or None."""
        if self._kinds is None or not self._present.isdisjoint(kinds):
            for element in self.elements:
                if element.kind in kinds:
                    return element
        return None

    def all(self, *kinds: str) -> list[Element]:
        """Return all elements of the classes."""
        if self._kinds is not None and self._present.isdisjoint(kinds):
            return []
        return [element for element in self.elements if element.kind in kinds]
