"""The tables about names: nothing stands twice, and every sound has its costs."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.errors import DataError
from kg.identity import name_tables
from kg.identity.institution_parts import kinds
from kg.identity.person_parts import word
from kg.identity.sounds import script, sound_cost, sounds
from kg.language import skeleton_key


def forms(table: str, columns: int, first: int = 0) -> list[str]:
    """Return the skeleton keys of all forms of a table, each row's once."""
    rows = [cells[first:] for cells in name_tables.rows(table, columns)]
    return [key for cells in rows for key in {skeleton_key(form) for form in "|".join(cells).split("|")} if key]


@pytest.mark.parametrize(
    ("table", "columns", "first"),
    [("given-names", 2, 0), ("surnames", 2, 0), ("surname-endings", 3, 1), ("institution-words", 3, 1)],
)
def test_no_form_stands_in_two_rows(table: str, columns: int, first: int) -> None:
    assert [form for form, times in Counter(forms(table, columns, first)).items() if times > 1] == []


@pytest.mark.parametrize("table", ["given-names", "surnames"])
def test_each_row_is_persian_and_latin(table: str) -> None:
    for persian, latin in name_tables.rows(table, 2):
        assert {script(skeleton_key(form)) for form in persian.split("|")} == {"fa"}
        assert {script(skeleton_key(form)) for form in latin.split("|")} == {"en"}


def test_all_forms_of_a_row_are_one_known_name() -> None:
    for cells in name_tables.rows("surname-endings", 3):
        known = {word(skeleton_key("رحمان" + form)).known for form in cells[1].split("|")}
        known |= {word("rahman" + form).known for form in cells[2].split("|")}
        assert len(known) == 1


def test_every_sound_that_costs_is_one_that_letters_have() -> None:
    heard = {sign for _, _, _, read in name_tables.rows("sounds", 4) for sign in read}
    cost = {sign for _, one, other, _ in name_tables.rows("sound-costs", 4) for sign in one + other} - {"-"}
    assert cost <= heard
    assert {scripts for scripts, *_ in name_tables.rows("sound-costs", 4)} == {"any", "fa", "en", "mixed"}


def test_kinds_of_institution_words_are_known() -> None:
    assert set(kinds()) == {"head", "word", "weak", "form", "level", "stop"}


@pytest.mark.parametrize(
    ("one", "other", "scripts", "cost"),
    [
        ("حناچی", "حناجی", "fa", 1),
        ("رضایی", "rezaei", "mixed", 0),
        ("رضایی", "rezayi", "mixed", 0),
        ("سنندج", "sanandaj", "mixed", 0),
        ("عبدالله", "abdullah", "mixed", 0),
        ("کاوه", "kaveh", "mixed", 0),
        ("نژاد", "nejad", "mixed", 0),
        ("dastgir", "dastagir", "en", 1),
        ("qalibaf", "ghalibaf", "en", 0),
        ("rouhani", "ruhani", "en", 0),
    ],
)
def test_spellings_of_one_sound_cost_little(one: str, other: str, scripts: str, cost: int) -> None:
    assert sound_cost(sounds(skeleton_key(one)), sounds(skeleton_key(other)), scripts) == cost


@pytest.mark.parametrize(
    ("one", "other", "scripts"),
    [
        ("کریمی", "کرمی", "fa"),
        ("محمودی", "محمدی", "fa"),
        ("بهار", "abhar", "mixed"),
        ("کرمی", "karimi", "mixed"),
        ("salim", "salimeh", "en"),
    ],
)
def test_other_names_cost_more_than_any_name_may(one: str, other: str, scripts: str) -> None:
    assert sound_cost(sounds(skeleton_key(one)), sounds(skeleton_key(other)), scripts) > 2


def test_a_row_of_the_wrong_length_is_named() -> None:
    with pytest.raises(DataError, match=r"surnames\.tsv:4.*expected 3"):
        name_tables.rows("surnames", 3)
