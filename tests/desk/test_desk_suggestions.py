"""Names that are being typed: found in either spelling and language, of the wanted kind only, best first.

The same is asked of the sample in memory, which has no text index, and of a store that was ingested, which has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from cases import rows
from desk_kit import HOSTILE, ingested_store, sample_store
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.desk import offers
from kg.errors import QueryError
from kg.query import load_library, resolve
from kg.query.naming import SCHEMES
from kg.store import Store, open_store

CASES = rows(Path(__file__).parent / "data" / "suggestions.tsv")
"""What is typed, of which kind, and what comes first in each store: ``-`` for nothing, ``*`` for a hash."""
STORES = ("sample", "ingested")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    with open_store(ingested_store(tmp_path_factory.mktemp("ingested") / "store")) as ingested:
        assert ingested.texts() is not None
        yield {"sample": sample_store(), "ingested": ingested}


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['typed']}")
def test_the_first_suggestion(stores: dict[str, Store], case: dict[str, str], name: str) -> None:
    found = offers(stores[name], case["typed"], case["of"])
    first = found[0]["id"] if found else "-"
    assert fnmatchcase(first, case[name]), first
    for one in found:
        assert list(one) == ["id", "iri", "fa", "en", "kind", "note"]
        assert one["fa"] or one["en"]
        assert case["of"] in ("any", one["kind"])


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['typed']}")
def test_a_parameter_takes_the_id_of_a_suggestion(stores: dict[str, Store], case: dict[str, str], name: str) -> None:
    for found in offers(stores[name], case["typed"], case["of"]):
        if (
            name == "ingested" or found["kind"] not in SCHEMES
        ):  # the sample has no ontology: unused concepts mean nothing
            assert resolve(stores[name], found["id"], case["of"]).value == found["iri"]


@pytest.mark.parametrize("name", STORES)
def test_words_begin_so_and_do_not_merely_hold_it(stores: dict[str, Store], name: str) -> None:
    store = stores[name]
    assert [offers(store, text, "institution") for text in ("یرو", "کاوه", "نادر", "", " \u200c", '"«')] == [[]] * 6
    assert offers(store, " \u200c", "any") == offers(store, "وزارت " * 65, "any") == []


def test_at_most_so_many_and_namesakes_are_told_apart(stores: dict[str, Store]) -> None:
    for store in stores.values():
        some = offers(store, "و", "any")
        assert len(some) > 1
        assert offers(store, "و", "any", limit=1) == some[:1]
        assert offers(store, "و", "any", limit=0) == []
    assert [one["note"] for one in offers(stores["sample"], "مهران", "official")] == ["استاندار گیلان"]
    assert [one["note"] for one in offers(stores["ingested"], "نادر", "official")] == ["وزیر نیرو"]
    assert [one["note"] for one in offers(stores["ingested"], "تفاهم", "agreement")] == ["2021-10-04"]


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_any_text_is_only_looked_for(stores: dict[str, Store], text: str, name: str) -> None:
    assert [offers(stores[name], text, of) for of in ("institution", "topic", "any")] == [[]] * 3
    with pytest.raises(QueryError, match="no class"):
        offers(stores[name], text, "no such kind")


KINDS = sorted({parameter.of for card in load_library().values() for parameter in card.parameters if parameter.of})
LETTERS = st.text(st.sampled_from("وزارتنیگل \u200cmes:-*\"'«»\\<>{}?\x00\ud800"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.one_of(LETTERS, st.text(max_size=30)), st.sampled_from(KINDS))
def test_never_an_error(stores: dict[str, Store], typed: str, of: str) -> None:
    for store in stores.values():
        found = offers(store, typed, of)
        assert len({one["id"] for one in found}) == len(found) <= 12
        assert all(of in ("any", one["kind"]) for one in found)
