"""Parameters for the questions of the library, drawn from a store: things of median degree and of the 99th percentile.

The degree of a thing is how many consolidated facts of one kind point at it: for an institution the agreements it is party to, for an
official the signatures, for a topic the objectives. Equal degrees are told apart by the IRI, so a store always gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.ontology.terms import AGR, RDF, RDFS
from kg.query import Card, check, load_library
from kg.store import Store

DEGREES = {"median": 0.5, "p99": 0.99}
ROWS = 1000
"""The LIMIT that every question gets."""

POINTING = {
    "institution": ("party",),
    "official": ("signedBy", "speaker"),
    "place": ("place", "placeConcerned", "inProvince"),
    "topic": ("topic",),
    "agreement": ("progressOn", "contradictionAbout", "reportOf"),
    "year": ("year",),
    "jalaliYear": ("jalaliYear",),
}
"""Properties whose objects are counted, by what is drawn."""

SAMPLE = 20_000
"""So many search texts are looked at for words."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question with values for its parameters. degree: median, p99, or "all" where it is asked without any."""

    card: Card
    degree: str
    params: dict[str, str]

    @property
    def name(self) -> str:
        """The question's name with the degree."""
        return self.card.name if self.degree == "all" else f"{self.card.name}, {self.degree}"


def draw(store: Store) -> Iterator[Drawn]:
    """Yield every question of the library with what it may be asked with."""
    world = _Degrees(store)
    for card in load_library().values():
        wanted = [parameter for parameter in card.parameters if parameter.default is None]
        limited = card if " LIMIT " in card.text else _limited(card)
        if not any(parameter.required for parameter in wanted):
            yield Drawn(limited, "all", {})
        for degree in DEGREES if wanted else ():
            yield Drawn(limited, degree, {one.name: world.value(card, one.name, one.of, degree) for one in wanted})


def _limited(card: Card) -> Card:
    """Return the question with a LIMIT, where its form takes one to good purpose."""
    if card.form not in ("SELECT", "CONSTRUCT"):
        return card
    return replace(card, query=check(f"{card.text.rstrip()}\nLIMIT {ROWS}\n"))


class _Degrees:
    """What a store holds, by how often it is pointed at."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._counted: dict[str, list[str]] = {}

    def value(self, card: Card, name: str, of: str, degree: str) -> str:
        """Return a value for a parameter of a question."""
        share = DEGREES[degree]
        if name == "other":
            return self._partner(self._at("institution", share))
        if name == "text":
            return self._word(share)
        if name == "year":
            return self._at("jalaliYear" if "jalali" in card.name else "year", share)
        if name in ("on", "from", "to"):
            return {"from": f"{self._middle}-01-01", "on": f"{self._middle}-06-15", "to": f"{self._middle}-12-31"}[name]
        if of in ("article", "reason", "administration"):
            return self._nth(of, share)
        fixed = {"currency": "IRR", "only": "true"}
        return fixed.get(name) or self._at("agreement" if of == "any" else of, share)

    @property
    def _middle(self) -> int:
        return int(self._at("year", 0.5))

    def _at(self, what: str, share: float) -> str:
        if what not in self._counted:
            self._counted[what] = _ranked(self._pointed(what))
        return _pick(self._counted[what], share)

    def _pointed(self, what: str) -> Counter[str]:
        if what == "agreement":
            return Counter(
                quad.subject.value
                for name in ("hasParticipation", "hasPartyParticipation", "hasObjective", "evidence")
                for quad in self.store.quads(None, AGR(name), None, DefaultGraph())
                if isinstance(quad.subject, NamedNode) and "/agreement/" in quad.subject.value
            )
        return Counter(
            quad.object.value
            for name in POINTING[what]
            for quad in self.store.quads(None, AGR(name), None, DefaultGraph())
            if isinstance(quad.object, NamedNode | Literal)
        )

    def _nth(self, of: str, share: float) -> str:
        """Return one of a kind that nothing is counted of, in the order of the IRIs."""
        kinds = {"article": AGR("Article"), "administration": AGR("Administration")}
        if of in kinds:
            found = {str(quad.subject.value) for quad in self.store.quads(None, RDF("type"), kinds[of]) if isinstance(quad.subject, NamedNode)}  # fmt: skip
        else:
            found = {str(quad.object.value) for quad in islice(self.store.quads(None, AGR("reason")), SAMPLE) if isinstance(quad.object, NamedNode)}  # fmt: skip
        return _pick(sorted(found) or ["ambiguous"], share)

    def _partner(self, institution: str) -> str:
        """Return the body that is most often a party beside another."""
        node, beside = NamedNode(institution), Counter[str]()
        for quad in self.store.quads(None, AGR("party"), node, DefaultGraph()):
            assert isinstance(quad.subject, NamedNode)
            beside.update(_names(one.object for one in self.store.quads(quad.subject, AGR("party"))))
        del beside[institution]
        return _ranked(beside)[-1] if beside else institution

    @cached_property
    def _words(self) -> list[str]:
        texts = islice(self.store.quads(None, AGR("searchText"), None, DefaultGraph()), SAMPLE)
        return _ranked(
            Counter(word for quad in texts if isinstance(quad.object, Literal) for word in set(quad.object.value.split()))
        )

    def _word(self, share: float) -> str:
        return _pick(self._words, share)


def labels(store: Store, count: int) -> list[tuple[str, str]]:
    """Return so many institutions, officials and agreements with a label of each, spread evenly over the order of their IRIs."""
    found = sorted(
        {
            (quad.subject.value, quad.object.value)
            for quad in store.quads(None, RDFS("label"), None, DefaultGraph())
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        }
    )
    step = max(len(found) // count, 1)
    return found[::step][:count]


def _names(terms: Iterable[object]) -> Iterator[str]:
    return (term.value for term in terms if isinstance(term, NamedNode))


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (counts[name], name))


def _pick(ranked: list[str], share: float) -> str:
    """Return the one that stands at a share of the ranking, whose first has the least degree."""
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]
