"""What the questions of the library are asked with when they are measured: parameters at median and p99 degree.

The degree of a thing is in how many facts of the kind that a question walks through it stands: an institution's is how
many agreements it is party to. Things are sorted by degree, then by id, and the one at the quantile is taken, so the
same store always gives the same parameters. A parameter that may be left out is left out, and given, in turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR
from kg.query import Card, Parameter, load_library
from kg.store import Store

LIMIT = 1000
"""Rows that are asked for at most."""

QUANTILES = (("median", 0.5), ("p99", 0.99))
SEARCHED = 3
"""Letters that a word which is searched for has at least."""


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """One question as it is asked. at: median, p99, or "all" where nothing is asked for in particular.

    degree: of the thing that stands for the first parameter, 0 for none.
    """

    question: str
    at: str
    degree: int
    params: Mapping[str, str] = field(compare=False)
    limit: int = LIMIT


def drawn(store: Store) -> tuple[Drawn, ...]:
    """Return every question of the library with its parameters as the store has them, by name."""
    degrees = _Degrees(store)
    return tuple(one for card in load_library().values() for one in _of(card, degrees))


def _of(card: Card, degrees: _Degrees) -> Iterator[Drawn]:
    required = [one for one in card.parameters if one.required]
    if not required:
        yield Drawn(card.name, "all", 0, {})
    for chosen in [required] if required else [[one] for one in card.parameters if one.default is None]:
        for name, quantile in QUANTILES:
            found = degrees.at(card, chosen[0], quantile)
            if found is not None:
                value, degree = found
                params = {chosen[0].name: value, **degrees.beside(chosen, value)}
                at = name if required else f"{name} {chosen[0].name}"
                yield Drawn(card.name, at, degree, params)


class _Degrees:
    """Degrees of all things of a store, by what a parameter ranges over."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of = cache(self._counted)

    def at(self, card: Card, parameter: Parameter, quantile: float) -> tuple[str, int] | None:
        """Return the text of the thing at a quantile of the degrees, with its degree; None where there is none."""
        kind = parameter.name if parameter.type == "text" else parameter.of or parameter.type
        if kind == "integer":
            kind = "jalaliYear" if "jalali" in card.name else "year"
        counted = sorted((count, name) for name, count in self._of(kind).items())
        if not counted:
            return None
        if kind == "date":  # a day among days: how many agreements lie before it
            days = sorted(name for name, count in self._of(kind).items() for _ in range(count))
            place = round(quantile * (len(days) - 1))
            return days[place], place
        degree, name = counted[round(quantile * (len(counted) - 1))]
        return name, degree

    def beside(self, chosen: list[Parameter], value: str) -> dict[str, str]:
        """Return what stands for the second required parameter: the institution met most."""
        if len(chosen) == 1 or chosen[1].of != "institution":
            return {}
        node, party = NamedNode(self._store.base_iri + value), AGR("party")
        agreements = (quad.subject for quad in self._store.quads(None, party, node, DefaultGraph()))
        met = Counter(
            self._text(quad.object)
            for one in agreements
            for quad in self._store.quads(one, party, None, DefaultGraph())
            if quad.object != node
        )
        return {chosen[1].name: min(met, key=lambda name: (-met[name], name))} if met else {chosen[1].name: value}

    def _counted(self, kind: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for name, pick in _SOURCES[kind]:
            found.update(text for quad in self._store.quads(predicate=AGR(name)) for text in pick(self, quad))
        return found

    def _text(self, term: object) -> str:
        value = term.value if isinstance(term, NamedNode | Literal) else ""
        return value.removeprefix(self._store.base_iri)

    def subject(self, quad: Quad) -> list[str]:
        """Return the thing that a fact is about."""
        return [self._text(quad.subject)]

    def object(self, quad: Quad) -> list[str]:
        """Return the thing that a fact leads to."""
        return [self._text(quad.object)]

    def of_agreement(self, quad: Quad) -> list[str]:
        """Return the value of an agreement's fact; nothing for other things."""
        return self.object(quad) if self._text(quad.subject).startswith("agreement/") else []

    def words(self, quad: Quad) -> list[str]:
        """Return the words of a text that are long enough to be searched for."""
        return [word for word in set(self._text(quad.object).split()) if len(word) >= SEARCHED]


_Pick = Callable[[_Degrees, Quad], list[str]]
_SOURCES: Mapping[str, tuple[tuple[str, _Pick], ...]] = {
    "institution": (("party", _Degrees.object),),
    "official": (("signatory", _Degrees.object), ("speaker", _Degrees.object)),
    "agreement": (("reportedBy", _Degrees.subject),),
    "any": (("reportedBy", _Degrees.subject),),
    "topic": (("topic", _Degrees.of_agreement),),
    "place": (("placeConcerned", _Degrees.object), ("place", _Degrees.of_agreement), ("inProvince", _Degrees.object)),
    "administration": (("talliedAdministration", _Degrees.object),),
    "office": (("tenureOf", _Degrees.object),),
    "article": (("unusedIn", _Degrees.object), ("droppedIn", _Degrees.object), ("reportedIn", _Degrees.object)),
    "reason": (("reason", _Degrees.object),),
    "year": (("year", _Degrees.of_agreement),),
    "jalaliYear": (("jalaliYear", _Degrees.of_agreement),),
    "date": (("earliest", _Degrees.of_agreement),),
    "currency": (("currency", _Degrees.object),),
    "only": (("applied", _Degrees.object),),
    "text": (("searchText", _Degrees.words),),
    "search": (("searchText", _Degrees.words),),
}
