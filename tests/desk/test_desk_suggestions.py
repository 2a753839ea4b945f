"""Names that are being typed: found in either spelling and language, of the wanted kind only, best first."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import rows
from desk_kit import HOSTILE, sample_store
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.desk import suggestions
from kg.query import load_library, resolve
from kg.store import Store

CASES = rows(Path(__file__).parent / "data" / "suggestions.tsv")


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['typed']}")
def test_the_first_suggestion(store: Store, case: dict[str, str]) -> None:
    found = suggestions(store, case["typed"], case["of"])
    assert found[0]["id"] == case["first"]
    assert set(found[0]) == {"id", "iri", "fa", "en", "kind", "note"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}: {case['typed']}")
def test_a_parameter_takes_the_id_of_a_suggestion(store: Store, case: dict[str, str]) -> None:
    for found in suggestions(store, case["typed"], case["of"]):
        if case["of"] not in ("topic", "agreement-type"):  # concepts that nothing in the sample uses mean nothing there
            assert resolve(store, found["id"], case["of"]).value == found["iri"]


def test_words_begin_so_and_do_not_merely_hold_it(store: Store) -> None:
    assert suggestions(store, "یرو", "institution") == ()
    assert suggestions(store, "کاوه", "institution") == ()
    assert suggestions(store, "", "institution") == suggestions(store, " \u200c", "any") == ()


def test_at_most_so_many_and_namesakes_are_told_apart(store: Store) -> None:
    assert len(suggestions(store, "و", "any", limit=1)) <= 1
    assert suggestions(store, "کاوه", "official")[0]["note"]


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_any_text_is_only_looked_for(store: Store, text: str) -> None:
    for of in ("institution", "topic", "any", "no such kind"):
        assert isinstance(suggestions(store, text, of), tuple)


KINDS = sorted({parameter.of for card in load_library().values() for parameter in card.parameters if parameter.of})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.sampled_from(KINDS))
def test_never_an_error(store: Store, typed: str, of: str) -> None:
    assert len(suggestions(store, typed, of)) <= 12
