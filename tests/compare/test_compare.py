"""What differs between two states, case by case, in words of both languages; and as triples that lead from one to the other."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pyoxigraph as px
import pytest
from compare_kit import SAMPLE, edited, state
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.compare import changed_subjects, compare, told, write_patch, write_trig
from kg.errors import InputError, UsageError
from kg.settings import BASE_IRI

CASES = json.loads((Path(__file__).parent / "data" / "cases.json").read_text("utf-8"))
QUADS = sorted(px.parse(SAMPLE.encode(), format=px.RdfFormat.TRIG), key=str)
FACTS = [quad for quad in QUADS if isinstance(quad.graph_name, px.DefaultGraph)]


def lines(case: dict[str, list[list[str]]], language: str) -> list[str]:
    old, new = (state(edited(tuple(map(tuple, case[side])))) for side in ("old", "new"))
    return list(told(compare(old, new, language), language))


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_told(case, language):
    found = lines(case, language)
    assert [one for one in case[language] if not any(line.startswith(one) for line in found)] == []
    assert [one for one in case.get("not", ()) if language == "en" and any(one in line for line in found)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_two_languages_tell_the_same_lines(case):
    assert len(lines(case, "en")) == len(lines(case, "fa"))


def test_values_come_with_the_sentence_that_says_them():
    case = next(case for case in CASES if case["name"].startswith("a party that is gone"))
    found = lines(case, "en")
    after = found[found.index("    party, no longer: شرکت آب منطقه‌ای گیلان") + 1]
    assert after.startswith("        «همچنین قرارداد پژوهشی")
    assert "میان شرکت آب منطقه‌ای گیلان و دانشگاه گیلان" in after
    assert after.endswith("in وزارت نیرو و استانداری گیلان تفاهم‌نامه امضا کردند")


def test_a_value_that_no_sentence_says_shows_none():
    case = next(case for case in CASES if case["name"].startswith("a value that no sentence"))
    old, new = (state(edited(tuple(map(tuple, case[side])))) for side in ("old", "new"))
    (difference,) = compare(old, new).differences
    (turn,) = difference.turns
    assert [said.text for said in (*turn.before, *turn.after)] == ["1", "4"]
    assert turn.before[0].quotes
    assert not turn.after[0].quotes


def test_the_same_state_differs_in_nothing():
    result = compare(state(SAMPLE), state(random.Random(3).sample(QUADS, len(QUADS))))
    assert result.same
    assert list(told(result)) == ["The two states are the same."]


def test_articles_come_and_go():
    third = px.NamedNode(BASE_IRI + "graph/article/artthree22222222")
    less = [quad for quad in QUADS if quad.graph_name != third]
    assert len(less) < len(QUADS)
    gone, come = compare(state(QUADS), state(less)), compare(state(less), state(QUADS))
    assert [(one.group, one.way, one.before) for one in gone.differences] == [
        ("article", "gone", ("article/artthree22222222",))
    ]
    assert [(one.group, one.way, one.after) for one in come.differences] == [
        ("article", "new", ("article/artthree22222222",))
    ]
    assert (gone.added, gone.removed) == (0, 0)


def test_an_export_of_consolidated_facts_alone_is_not_taken_for_removed_articles():
    result = compare(state(QUADS), state(FACTS))
    assert not result.differences
    assert result.notes == ("no-articles",)
    assert list(told(result))[-1].endswith("articles were not compared.")


def test_an_empty_state_is_all_gone_or_all_new():
    ways = {one.way for one in compare(state(QUADS), state([])).differences}
    assert ways == {"gone", "withdrawn"}
    assert {one.way for one in compare(state([]), state(QUADS)).differences} == {"new", "applied"}


def test_states_with_different_bases_are_refused():
    with pytest.raises(UsageError, match="different base IRIs"):
        compare(state(QUADS), state([], "https://example.org/id/"))


def test_a_blank_node_is_one_clear_error():
    odd = px.Quad(px.BlankNode("b"), px.NamedNode("https://example.org/p"), px.Literal("x"))
    with pytest.raises(InputError, match="no IRI"):
        compare(state(QUADS), state([*QUADS, odd]))


parts = st.lists(st.integers(0, len(FACTS) - 1), max_size=40, unique=True)


@settings(max_examples=40)
@given(parts, parts, st.randoms(use_true_random=False))
def test_the_triples_lead_from_one_state_to_the_other(less, more, chance):
    one = [quad for place, quad in enumerate(FACTS) if place not in less]
    other = [quad for place, quad in enumerate(FACTS) if place not in more]
    old, new = state(one), state(chance.sample(other, len(other)))
    changed = changed_subjects(old, new)
    assert list(changed) == sorted({quad.subject.value for quad in set(one) ^ set(other)})
    removed, added = graphs(old, new, changed)
    assert (set(one) - removed) | added == set(other)
    assert removed <= set(one)
    assert not added & set(one)
    assert patched(set(one), old, new, changed) == set(other)
    result = compare(old, new, changed=changed)
    assert (result.added, result.removed) == (len(added), len(removed))
    assert result.same == (not changed)
    for language in ("fa", "en"):
        assert list(told(result, language))


def graphs(old, new, changed):
    out = io.BytesIO()
    write_trig(out, old, new, changed)
    found = {"removed": set(), "added": set()}
    for quad in px.parse(out.getvalue(), format=px.RdfFormat.TRIG):
        name = quad.graph_name.value.removeprefix(f"{BASE_IRI}graph/diff/")
        found[name].add(px.Quad(*quad.triple))
    return found["removed"], found["added"]


def patched(facts, old, new, changed):
    """Apply an RDF Patch by its own rules."""
    out = io.BytesIO()
    write_patch(out, old, new, changed)
    rows = out.getvalue().decode().splitlines()
    assert (rows[0], rows[-1]) == ("TX .", "TC .")
    for row in rows[1:-1]:
        (quad,) = px.parse(row[2:].encode(), format=px.RdfFormat.N_QUADS)
        if row.startswith("D "):
            facts.remove(quad)
        else:
            assert row.startswith("A ")
            assert quad not in facts
            facts.add(quad)
    return facts


def test_phrases_fit_each_other():
    from kg.compare.wording import _phrases

    for key, (persian, english) in _phrases().items():
        fields = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (persian, english)]
        assert fields[0] == fields[1], key
