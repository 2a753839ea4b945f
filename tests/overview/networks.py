"""Networks made for tests: of any shape, without a store."""

from __future__ import annotations

from array import array

import numpy as np
from hypothesis import strategies as st

from kg.overview import Concept, Edges, Facets, Nodes

TOPICS = (Concept("trade", "بازرگانی", "Trade"), Concept("water", "آب", ""))
PROVINCES = (Concept("fars", "فارس", "Fars"), Concept("yazd", "", "Yazd"))
STATUSES = (Concept("signed", "امضاشده", "signed"),)
FACETS = Facets(TOPICS, PROVINCES, STATUSES)
_NAMES = st.text(st.characters(codec="utf-8"), max_size=12)


def network(
    kinds: list[int], ends: list[tuple[int, int]], names: list[str] | None = None
) -> tuple[Facets, Nodes, Edges]:
    """Return a network of these kinds of nodes (sorted) with edges between those that may have one."""
    kinds = sorted(kinds)
    count = len(kinds)
    ids = tuple(f"{('agreement', 'institution', 'official')[kind]}/n{at:07}" for at, kind in enumerate(kinds))
    links = sorted({(2, one, two) if kinds[one] == 2 and kinds[two] == 1 else (kinds[one] - 1, one, two)
                    for one, two in ends if (kinds[one], kinds[two]) in ((1, 0), (2, 0), (2, 1))})  # fmt: skip
    own = tuple((at % 2,) if at % 3 else () for at in range(count))
    home = array("i", (at % 2 if at % 3 else -1 for at in range(count)))
    days = array("i", (20200101 + at % 28 if at % 4 else 0 for at in range(count)))
    labels = tuple(names[at % len(names)] if names else f"نام {at}" for at in range(count))
    nodes = Nodes(ids, array("i", kinds), labels, labels, own, own, ((0,),) * count, home, days, days)
    columns = [array("i", (link[at] for link in links)) for at in (1, 2, 0)]
    keys = tuple(f"participation/k{at:07}" for at in range(len(links)))
    return FACETS, nodes, Edges(*columns, keys)  # type: ignore[arg-type]


@st.composite
def networks(draw: st.DrawFn, most: int = 40) -> tuple[Facets, Nodes, Edges]:
    """Any network of up to so many nodes, with any names."""
    kinds = draw(st.lists(st.sampled_from((0, 1, 2)), max_size=most))
    place = st.integers(0, max(len(kinds) - 1, 0))
    ends = draw(st.lists(st.tuples(place, place), max_size=most * 2)) if kinds else []
    return network(kinds, ends, draw(st.lists(_NAMES, min_size=1, max_size=5)))


def large(agreements: int, seed: int = 0, each: int = 3) -> tuple[Facets, Nodes, Edges]:
    """Return a network with half as many institutions as agreements, some of them far better connected, and officials."""
    chance = np.random.default_rng(seed)
    bodies, people = max(agreements // 2, 1), max(agreements // 3, 1)
    kinds = [0] * agreements + [1] * bodies + [2] * people
    body = agreements + (bodies * chance.random(agreements * each) ** 4).astype(int)
    ends = list(zip(body.tolist(), np.repeat(np.arange(agreements), each).tolist(), strict=True))
    first = agreements + bodies
    signs = chance.integers(0, agreements, people * 2).tolist()
    ends += [(first + at % people, deal) for at, deal in enumerate(signs)]
    ends += [(first + at, int(agreements + bodies * chance.random() ** 4)) for at in range(people)]
    return network(kinds, ends)
